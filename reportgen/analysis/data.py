"""Which data sets the runs of a report used, each once."""

from collections.abc import Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.records.dataset import Dataset


class DataSet(msgspec.Struct, frozen=True):
    """Data that several runs used: `record` is that of the run which knows most of it."""

    name: str
    record: Dataset
    runs: tuple[NumberedRun, ...]


def data_sets_of(runs: Sequence[NumberedRun]) -> tuple[DataSet, ...]:
    """Group the runs by their data, in the order of their first use; runs of whose data nothing is known are left out.

    Runs share their data if these have one name or loader, and the training data one size of a sample; without a name,
    if all of their parts are of one size, and their targets and classes are alike.
    """
    groups: dict[tuple[object, ...], list[NumberedRun]] = {}
    for run in runs:
        record = run.stored.run.dataset
        if record and _is_known(record):
            groups.setdefault(_essence(record), []).append(run)
    return tuple(_data_set(group) for group in groups.values())


def _is_known(record: Dataset) -> bool:
    """Return False for sources that said nothing of themselves, such as a generator."""
    said = any(split.samples is not None or split.inputs for split in record.splits)
    return said or bool(record.name or record.loader)


def _essence(record: Dataset) -> tuple[object, ...]:
    training = record.split("training")
    values = tuple(array.shape[1:] for array in training.inputs) if training else ()
    # A picture flattened, or with an axis of one channel, is the same picture.
    extent = tuple(_product(shape) for shape in values)
    if record.name or record.loader:
        return (record.loader or str(record.name.value if record.name else ""), extent)
    parts = [
        (
            split.role,
            split.samples,
            tuple((array.name, array.shape[1:], array.dtype) for array in (*split.inputs, *split.targets)),
            tuple(sorted((split.class_counts or {}).items())),
        )
        for split in record.splits
        if split.role != "test"
    ]
    return ("", tuple(parts))


def _product(shape: tuple[int | None, ...]) -> int:
    product = 1
    for size in shape:
        product *= size or 1
    return product


def _data_set(runs: list[NumberedRun]) -> DataSet:
    best = max(runs, key=_known)
    record = best.stored.run.dataset
    assert record is not None  # the groups hold only runs that recorded some
    name = str(record.name.value) if record.name else ""
    return DataSet(name, record, tuple(runs))


def _known(run: NumberedRun) -> tuple[int, int]:
    record = run.stored.run.dataset
    assert record is not None  # as above
    return len(record.splits), int(record.samples is not None)
