"""The numbers of the section "Data" as rows of tables: parts, classes and columns of each data set.

`data` is the name of the data set, or "Data set 2" for the second one where it has none.
"""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.class_names import names_of_classes, number_of_classes
from reportgen.analysis.data import DataSet, data_sets_of
from reportgen.analysis.selection import NumberedRun
from reportgen.records.values import Measurement, as_float


class ArrayRow(msgspec.Struct, frozen=True):
    """One array of one part of the data; `shape` is that of a sample, `samples` None where the source does not tell."""

    data: str
    part: str
    samples: int | None
    use: str
    array: str
    shape: tuple[int | None, ...]
    dtype: str
    minimum: float | None
    maximum: float | None


class ClassCountRow(msgspec.Struct, frozen=True):
    """How many samples of a class a part of the data has; `class_number` as the data number it."""

    data: str
    part: str
    class_number: str
    class_name: str
    samples: int


class ColumnRow(msgspec.Struct, frozen=True):
    """The statistics of a column of the training data, over its finite values."""

    data: str
    column: str
    mean: float | None
    standard_deviation: float | None
    minimum: float | None
    quartile_1: float | None
    median: float | None
    quartile_3: float | None
    maximum: float | None


def array_rows(runs: Sequence[NumberedRun]) -> Iterator[ArrayRow]:
    """Yield a row for each array of inputs and of targets."""
    for name, data in _named(runs):
        for split in data.record.splits:
            for use, arrays in (("input", split.inputs), ("target", split.targets)):
                for array in arrays:
                    ends = (_number(array.minimum), _number(array.maximum))
                    about = (name, split.role, split.samples, use, array.name, array.shape[1:], array.dtype)
                    yield ArrayRow(*about, *ends)


def class_count_rows(runs: Sequence[NumberedRun]) -> Iterator[ClassCountRow]:
    """Yield a row for each class of each part."""
    for name, data in _named(runs):
        run = data.runs[0].stored.run
        names = names_of_classes(run, number_of_classes(run))
        for split in data.record.splits:
            for label, samples in (split.class_counts or {}).items():
                is_named = label.isdecimal() and int(label) < len(names)
                yield ClassCountRow(name, split.role, label, names[int(label)] if is_named else label, samples)


def column_rows(runs: Sequence[NumberedRun]) -> Iterator[ColumnRow]:
    """Yield a row for each column of a table of training data."""
    for name, data in _named(runs):
        training = data.record.split("training")
        for array in training.inputs if training else ():
            for column in array.columns:
                quartiles = (column.quartile_1, column.median, column.quartile_3)
                values = (column.mean, column.standard_deviation, column.minimum, *quartiles, column.maximum)
                yield ColumnRow(name, column.name, *(_number(value) for value in values))


def _named(runs: Sequence[NumberedRun]) -> Iterator[tuple[str, DataSet]]:
    for place, data in enumerate(data_sets_of(runs), start=1):
        yield data.name or f"Data set {place}", data


def _number(value: Measurement | None) -> float | None:
    return None if value is None else as_float(value)
