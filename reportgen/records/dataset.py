"""What a model was trained and judged on: sizes, shapes, types, classes; never the data themselves."""

from typing import Literal

from reportgen.records.values import Integer, Measurement, Record, Setting

Role = Literal["training", "validation", "test", "other"]


class Column(Record, frozen=True, kw_only=True):
    """One column of a table of numbers, over its finite values; quartiles are None if it has none.

    `standard_deviation` is that of a sample (n − 1).
    """

    name: str
    mean: Measurement
    standard_deviation: Measurement
    minimum: Measurement
    maximum: Measurement
    quartile_1: Measurement | None = None
    median: Measurement | None = None
    quartile_3: Measurement | None = None


class Array(Record, frozen=True, kw_only=True):
    """One array: shape `(samples, ...)`, type, and the range of its values.

    `range_elements` is the number of elements the range was read from when the array was too large to
    read all of it. `columns` describe a table `(samples, columns)` of few columns.
    """

    shape: tuple[Integer | None, ...]
    dtype: str
    name: str = ""
    minimum: Measurement | None = None
    maximum: Measurement | None = None
    range_elements: Integer | None = None
    columns: tuple[Column, ...] = ()


class Split(Record, frozen=True, kw_only=True):
    """The data of one role. `samples` is None where the source does not tell (a generator).

    `class_counts` maps class number to samples, in class order, for integer or one-hot targets. `loader_split`
    names the part of the loader's data these are ("train", "test") where it could be told.
    """

    role: Role
    samples: Integer | None = None
    kind: str = "arrays"
    inputs: tuple[Array, ...] = ()
    targets: tuple[Array, ...] = ()
    class_counts: dict[str, Integer] | None = None
    loader_split: Setting | None = None


class Samples(Record, frozen=True, kw_only=True):
    """A few inputs to show, in `samples.npz` beside `run.json`.

    Its arrays: `pictures` `(samples, height, width, channels)` of eight bits, the range of the data as 0 to 255;
    `labels` `(samples,)` if `labelled`.
    """

    data: Role
    pictures: Integer
    labelled: bool = False


class Dataset(Record, frozen=True, kw_only=True):
    """The data of one run. `loader` is the function that loaded them ("keras.datasets.mnist").

    `class_names` are the names that the program gave to the classes 0, 1, …
    """

    name: Setting | None = None
    loader: str | None = None
    splits: tuple[Split, ...] = ()
    class_names: tuple[str, ...] = ()
    samples: Samples | None = None

    def split(self, role: Role) -> Split | None:
        """Return the split of `role`, or None."""
        return next((split for split in self.splits if split.role == role), None)
