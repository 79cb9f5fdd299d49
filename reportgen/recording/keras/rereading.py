"""Whether a `tf.data.Dataset` may be read once more: nothing but its own shuffling would notice.

A pipeline that calls Python (a generator, `py_function`) may print, count or be used up. TensorFlow shows the
operations of a pipeline in private places only: wherever they cannot be read, the answer is no.
"""

from collections.abc import Iterator
from typing import Any

_CALLS_PYTHON = frozenset({"PyFunc", "EagerPyFunc", "PyFuncStateless", "GeneratorDataset"})
_INFINITE = -1


def can_be_read_again(dataset: Any) -> bool:
    """Return True for a finite pipeline of TensorFlow's own operations."""
    try:
        return int(dataset.cardinality()) != _INFINITE and not _CALLS_PYTHON & set(_operations(dataset))
    except Exception:  # a pipeline of another version of TensorFlow, or one on replicas
        return False


def _operations(dataset: Any) -> Iterator[str]:
    function = getattr(dataset, "_map_func", None)
    if function is not None:
        yield from (operation.type for operation in function.function.graph.get_operations())
    for source in dataset._inputs():  # noqa: SLF001
        yield from _operations(source)
