"""Section "Data": each data set once, with its parts, its values, its classes and a few samples."""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.data import DataSet, data_sets_of
from reportgen.analysis.pictures import SamplePictures, sample_pictures
from reportgen.analysis.selection import NumberedRun
from reportgen.figures.judgement_charts import ClassBarChart, PictureChart
from reportgen.language import N_, _
from reportgen.records.dataset import Array, Dataset, Split
from reportgen.records.values import as_float
from reportgen.sections.anchors import dataset_anchor, run_anchor
from reportgen.sections.class_labels import label_of_class
from reportgen.sections.facts import Fact
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.judgement_figures import picture_chart, picture_of
from reportgen.sections.names import clip
from reportgen.sections.numerals import MISSING, count, number
from reportgen.sections.report import Content, Entry, Report
from reportgen.store.problems import Problem

TITLE = N_("Data")

_PARTS = {"training": N_("Training"), "validation": N_("Validation"), "test": N_("Test"), "other": N_("Other")}
_MOST_BARS = 100
_FEWEST_COLUMNS, _COLUMNS, _MOST_COLUMNS = 5, 8, 10


class Link(msgspec.Struct, frozen=True):
    """A number that leads to a run."""

    text: str
    anchor: str


class PartRow(msgspec.Struct, frozen=True):
    """One part of the data as its row shows it: its size, its arrays, the range of their values."""

    part: str
    samples: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]


class ColumnRow(msgspec.Struct, frozen=True):
    """One column of a table of numbers with its statistics."""

    name: str
    cells: tuple[str, ...]


class DataPages(msgspec.Struct, frozen=True):
    """One data set."""

    title: str
    anchor: str
    used_in: tuple[Link, ...]
    facts: tuple[Fact, ...]
    rows: tuple[PartRow, ...]
    columns: tuple[ColumnRow, ...]
    figures: tuple[Figure, ...]


class Datasets(Content, msgspec.Struct, frozen=True):
    """The data sets, in the order of their first use."""

    pages: tuple[DataPages, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a data set."""
        return tuple(Entry(page.title, page.anchor) for page in self.pages)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all data sets, in order."""
        return tuple(figure for page in self.pages for figure in page.figures)


def build(report: Report) -> Datasets | None:
    """Build the page of every data set; None if nothing is known of any."""
    found = data_sets_of(report.runs)
    titles = _titles(found)
    pages = [_page(place, data, titles[place - 1]) for place, data in enumerate(found, start=1)]
    return Datasets(tuple(pages)) if pages else None


def _titles(found: Sequence[DataSet]) -> list[str]:
    """Return the names, those of several data sets with what the models were given of each."""
    names = [
        clip(data.name) or _("Data set {number}").format(number=place) for place, data in enumerate(found, start=1)
    ]
    inputs = [_inputs(data.record) for data in found]
    return [
        f"{name}, {given}" if given and names.count(name) > 1 else name
        for name, given in zip(names, inputs, strict=True)
    ]


def _inputs(record: Dataset) -> str:
    """Return the shape of a sample: "28 × 28", "392 values"; those of several inputs beside each other."""
    training = record.split("training")
    arrays = training.inputs if training else ()
    return ", ".join(
        _("{number} values").format(number=_extent(array)) if len(array.shape) == 2 else _extent(array)
        for array in arrays
    )


def _page(place: int, data: DataSet, title: str) -> DataPages:
    anchor = dataset_anchor(place)
    return DataPages(
        title=title,
        anchor=anchor,
        used_in=tuple(Link(str(run.number), run_anchor(run)) for run in data.runs),
        facts=tuple(_facts(data.record)),
        rows=tuple(_row(split) for split in data.record.splits),
        columns=tuple(_columns(data.record)),
        figures=tuple(_figures(anchor, data)),
    )


def _facts(record: Dataset) -> Iterator[Fact]:
    if record.loader:
        yield Fact(_("Loaded by"), record.loader, code=True)
    classes = next((split.class_counts for split in record.splits if split.class_counts), None)
    if classes:
        yield Fact(_("Classes"), count(len(classes)))


def _row(split: Split) -> PartRow:
    samples = count(split.samples) if split.samples is not None else _("unknown")
    return PartRow(
        part=_part(split),
        samples=samples,
        inputs=tuple(_array(array) for array in split.inputs),
        targets=tuple(_array(array) for array in split.targets),
    )


def _part(split: Split) -> str:
    part = _(_PARTS[split.role])
    if not split.loader_split:
        return part
    return _("{part} (the loader's {split} data)").format(part=part, split=split.loader_split.value)


def _extent(array: Array) -> str:
    return " × ".join("?" if size is None else count(size) for size in array.shape[1:]) or _("one value")


def _array(array: Array) -> str:
    name = f"{clip(array.name)}: " if array.name else ""
    described = f"{name}{_extent(array)} {array.dtype}"
    if array.minimum is None or array.maximum is None:
        return described
    exact, rough = _("{array}, {minimum} to {maximum}"), _("{array}, about {minimum} to {maximum}")
    return (rough if array.range_elements else exact).format(
        array=described, minimum=_measured(array.minimum), maximum=_measured(array.maximum)
    )


def _columns(record: Dataset) -> Iterator[ColumnRow]:
    training = record.split("training")
    for array in training.inputs if training else ():
        for column in array.columns:
            values = (column.minimum, column.quartile_1, column.median, column.quartile_3, column.maximum)
            shown = (column.mean, column.standard_deviation, *values)
            yield ColumnRow(clip(column.name), tuple(_measured(value) for value in shown))


def _measured(value: float | str | None) -> str:
    return MISSING if value is None else number(float(f"{as_float(value):.4g}"))  # type: ignore[arg-type]


def _figures(anchor: str, data: DataSet) -> Iterator[Figure]:
    counted = [(_(_PARTS[split.role]), split.class_counts) for split in data.record.splits if split.class_counts]
    classes = list(dict.fromkeys(label for _, counts in counted for label in counts))
    if 1 < len(classes) <= _MOST_BARS:
        parts = tuple((part, tuple(counts.get(label, 0) for label in classes)) for part, counts in counted)
        labels = tuple(clip(label_of_class(data.runs[0].stored.run, label)) for label in classes)
        chart = ClassBarChart(labels=labels, parts=parts, width_mm=162.0, height_mm=48.0)
        yield Figure(f"{anchor}-classes", _("Samples of each class."), (Subfigure("a", "", chart),))
    yield from _samples(anchor, data)


def _samples(anchor: str, data: DataSet) -> Iterator[Figure]:
    problems: list[Problem] = []
    for run in data.runs:
        found = sample_pictures(run.stored, problems)
        if found is not None:
            caption = _("Samples of the training data.")
            yield Figure(f"{anchor}-samples", caption, (Subfigure("a", "", _grid(run, found)),))
            return


def _grid(run: NumberedRun, found: SamplePictures) -> PictureChart:
    """Return the samples in a grid, a column a class where there are few of them."""
    if found.classes is None:
        return picture_chart(tuple(picture_of(kept, "") for kept in found.pictures), caption_mm=0.0)
    numbers = list(found.classes)
    classes = sorted(set(numbers))
    order = list(range(len(numbers)))
    if len(classes) <= _MOST_COLUMNS and len({numbers.count(label) for label in classes}) == 1:
        order = sorted(order, key=lambda place: (numbers[:place].count(numbers[place]), numbers[place]))
    labels = {label: label_of_class(run.stored.run, str(label)) for label in classes}
    pictures = tuple(picture_of(found.pictures[place], labels[numbers[place]]) for place in order)
    is_aligned = _FEWEST_COLUMNS <= len(classes) <= _MOST_COLUMNS
    # Five classes stand twice side by side: five columns would fill a page.
    columns = len(classes) * (_MOST_COLUMNS // len(classes)) if is_aligned else _COLUMNS
    return picture_chart(pictures, caption_mm=3.2, columns=columns)
