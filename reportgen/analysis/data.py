"""Which data sets the runs of a report used, each once."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.analysis.selection import NumberedRun
from reportgen.records.dataset import Dataset


@dataclass(frozen=True)
class DataSet:
    """Data that several runs used: `record` is that of the run which knows most of it."""

    name: str
    record: Dataset
    runs: tuple[NumberedRun, ...]


def data_sets_of(runs: Sequence[NumberedRun]) -> tuple[DataSet, ...]:
    """Group the runs by their data, in the order of their first use; runs of whose data nothing is known are left out.

    Runs share their data if these have one name or loader, and the training data one size of a sample; without a name,
    if training data and classes are of one size as well.
    """
    groups: dict[tuple[object, ...], list[NumberedRun]] = {}
    for run in runs:
        record = run.stored.run.dataset
        if record and record.splits:
            groups.setdefault(_essence(record), []).append(run)
    return tuple(_data_set(group) for group in groups.values())


def _essence(record: Dataset) -> tuple[object, ...]:
    training = record.split("training")
    values = tuple(array.shape[1:] for array in training.inputs) if training else ()
    # A picture flattened, or with an axis of one channel, is the same picture.
    extent = tuple(_product(shape) for shape in values)
    if record.name or record.loader:
        return (record.loader or str(record.name.value if record.name else ""), extent)
    counts = tuple(sorted((training.class_counts or {}).items())) if training else ()
    return ("", extent, training.samples if training else None, counts)


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
