"""Whether a `tf.data.Dataset` may be read once more, so that nothing notices: neither the program nor its next pass.

A pipeline that calls Python (a generator, `py_function`) may print, count or be used up. One that shuffles anew each
time, or draws random numbers, gives others in the next pass than it would have given. TensorFlow shows the operations
of a pipeline in private places only: wherever they cannot be read, the answer is no.
"""

from collections.abc import Iterator
from typing import Any

_INFINITE = -1
_PYTHON_WITHOUT_STATE = "PyFuncStateless"  # says nothing of what the function does to the program
# Operations on something kept outside of them, which they leave as it is.
_READING = frozenset({"ReadVariableOp", "ResourceGather", "LookupTableFindV2", "LookupTableSizeV2"})


def can_be_read_again(dataset: Any) -> bool:
    """Return True for a finite pipeline of TensorFlow's own operations that gives the same in every pass."""
    try:
        return int(dataset.cardinality()) != _INFINITE and all(map(_keeps_nothing, _chain(dataset)))
    except Exception:  # a pipeline of another version of TensorFlow, or one on replicas
        return False


def _chain(dataset: Any) -> Iterator[Any]:
    """Yield `dataset` and every one that it is made from."""
    yield dataset
    for source in dataset._inputs():  # noqa: SLF001
        yield from _chain(source)


def _keeps_nothing(dataset: Any) -> bool:
    """Return True if a pass over `dataset` leaves nothing behind that a later pass, or the program, would find."""
    kind = type(dataset).__name__.strip("_")
    if kind == "ShuffleDataset" and dataset._reshuffle_each_iteration:  # noqa: SLF001
        return False
    if kind == "RandomDataset" or (kind == "CacheDataset" and _is_on_disk(dataset)):
        return False
    functions = (function.function.graph for function in dataset._functions())  # noqa: SLF001
    return not any(_has_state(operation) for graph in functions for operation in graph.get_operations())


def _is_on_disk(cached: Any) -> bool:
    """Return True for a cache in a file: an unfinished pass leaves a lock behind that stops the next one."""
    return bool(cached._filename.numpy())  # noqa: SLF001


def _has_state(operation: Any) -> bool:
    is_stateful = operation.op_def.is_stateful and operation.type not in _READING
    return bool(is_stateful) or operation.type == _PYTHON_WITHOUT_STATE
