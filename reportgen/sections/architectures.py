"""Section "Model Architectures": one subsection an architecture, with the runs that used it and its layers."""

import math
from collections.abc import Iterable, Iterator

import msgspec

from reportgen.analysis.architectures import Architecture
from reportgen.analysis.complexity import Complexity, LayerComplexity, complexity_of
from reportgen.figures.figure_style import FigureStyle
from reportgen.knowledge.layers import describe, kind_of
from reportgen.language import N_, _, ngettext
from reportgen.records.model import Layer, Model, Shape
from reportgen.sections.anchors import architecture_anchor, drawing_anchor, run_anchor
from reportgen.sections.architecture_drawing import drawing_of, shape_text
from reportgen.sections.facts import Detail
from reportgen.sections.figure import Figure
from reportgen.sections.names import clip, first_of
from reportgen.sections.numerals import count, size
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.run_words import name_and_words

TITLE = N_("Model Architectures")

_NAMES_IN_TITLE = 3
# The largest networks of keras.applications have about 1,000 layers; laying out a row takes 10 ms and 0.2 MB.
_LAYERS_SHOWN = 1_500
_INBOUND_SHOWN = 20
_ENDS_SHOWN = 6
# About two pages: so many lines of architectures, and the next one begins a page.
_LINES_TO_A_PAGE_BREAK = 100
# What an architecture has beside its rows and its drawing, in lines of its tables.
_LINES_BESIDE, _MM_A_LINE = 8, 4.5


class Link(msgspec.Struct, frozen=True):
    """A text that leads somewhere in the report."""

    text: str
    anchor: str


class Inbound(msgspec.Struct, frozen=True):
    """A layer whose output another one takes, with its kind, which gives it its colour."""

    name: str
    kind: str


class LayerRow(msgspec.Struct, frozen=True):
    """A layer as its row shows it; `depth` is above 0 for the layers of a nested model."""

    number: int
    name: str
    type: str
    kind: str
    depth: int
    output_shape: str
    config: tuple[Detail, ...]
    parameters: str
    inbound: tuple[Inbound, ...]


class CountedRow(msgspec.Struct, frozen=True):
    """How the weights of a layer are counted, and its multiply–accumulate operations for one sample."""

    name: str
    weights: str
    macs: str


class ArchitecturePages(msgspec.Struct, frozen=True):
    """One architecture; `totals` are the sums below its table, which shows defaults of Keras if `has_defaults`.

    `drawing` shows its layers and how they are connected; where there is none, `no_drawing` says why.
    `counted` tells how its weights are counted and what they cost. `left_out` says how many layers are too
    many to be shown; empty where all are. It `begins_page` where those before have filled some: readers and who lays
    pages out find their way in a long section.
    """

    title: str
    anchor: str
    used_in: tuple[Link, ...]
    rows: tuple[LayerRow, ...]
    has_defaults: bool
    totals: tuple[Detail, ...]
    counted: tuple[CountedRow, ...]
    drawing: Figure | None = None
    no_drawing: str = ""
    left_out: str = ""
    begins_page: bool = False

    @property
    def lines(self) -> float:
        """About how long it is, in lines of its tables."""
        drawn = sum(part.chart.height_mm for part in self.drawing.parts) if self.drawing else 0
        rows = sum(max(1, len(row.config)) for row in self.rows)
        return _LINES_BESIDE + rows + len(self.counted) + drawn / _MM_A_LINE


class Architectures(Content, msgspec.Struct, frozen=True):
    """The architectures, in the order of their first use."""

    architectures: tuple[ArchitecturePages, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line an architecture."""
        return tuple(Entry(pages.title, pages.anchor) for pages in self.architectures)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The drawings."""
        return tuple(pages.drawing for pages in self.architectures if pages.drawing)


def build(report: Report) -> Architectures | None:
    """Build the pages of every architecture, in brief of those of the best runs; None if no run recorded a model."""
    is_brief = report.settings.detail == "brief"
    wanted = {run.number for run in (report.shown_runs if is_brief else report.runs)}
    chosen = [item for item in report.architectures if wanted & {run.number for run in item.runs}]
    pages = (_pages(architecture, None if is_brief else report.look) for architecture in chosen)
    return Architectures(tuple(_broken(pages))) if chosen else None


def _broken(architectures: Iterable[ArchitecturePages]) -> Iterator[ArchitecturePages]:
    """Yield them, with those marked that begin a page."""
    filled = 0.0
    for pages in architectures:
        begins_page = filled >= _LINES_TO_A_PAGE_BREAK
        filled = pages.lines if begins_page else filled + pages.lines
        yield msgspec.structs.replace(pages, begins_page=begins_page)


def _pages(architecture: Architecture, look: FigureStyle | None) -> ArchitecturePages:
    rows, complexity = _rows(architecture.model), complexity_of(architecture.model)
    drawing = drawing_of(architecture.model, drawing_anchor(architecture), look) if look else ""
    return ArchitecturePages(
        title=_title(architecture),
        anchor=architecture_anchor(architecture),
        used_in=tuple(Link(str(run.number), run_anchor(run)) for run in architecture.runs),
        rows=rows,
        has_defaults=any(item.origin == "default" for row in rows for item in row.config),
        totals=(*_totals(architecture), *_costs(complexity)),
        counted=tuple(_counted(item) for item in complexity.layers[:_LAYERS_SHOWN]),
        drawing=drawing if isinstance(drawing, Figure) else None,
        no_drawing=drawing if isinstance(drawing, str) else "",
        left_out=_left_out(architecture.model),
    )


def _title(architecture: Architecture) -> str:
    """Return the names of its runs; where nobody named them, what tells it from others of the same layers: dropout."""
    names = list(dict.fromkeys(name_and_words(run.stored.run)[0] for run in architecture.runs))
    return first_of(names, _NAMES_IN_TITLE)


def _left_out(model: Model) -> str:
    more = len(model.layers) - _LAYERS_SHOWN
    said = ngettext("and {number} further layer", "and {number} further layers", more)
    return said.format(number=count(more)) if more > 0 else ""


def _rows(model: Model) -> tuple[LayerRow, ...]:
    kinds = {layer.name: kind_of(layer) for layer in model.layers}
    return tuple(_row(number, layer, kinds) for number, layer in enumerate(model.layers[:_LAYERS_SHOWN]))


def _row(number: int, layer: Layer, kinds: dict[str, str]) -> LayerRow:
    return LayerRow(
        number=number,
        name=layer.name,
        type=layer.type,
        kind=kind_of(layer),
        depth=layer.depth,
        output_shape=", ".join(shape_text(shape) for shape in layer.output_shapes),
        config=tuple(Detail(item.label, item.value, item.origin) for item in describe(layer)),
        parameters=count(layer.parameters),
        inbound=tuple(_inbound(layer, kinds)),
    )


def _inbound(layer: Layer, kinds: dict[str, str]) -> Iterator[Inbound]:
    for name in layer.inbound[:_INBOUND_SHOWN]:
        yield Inbound(name, kinds.get(name, "other"))
    more = len(layer.inbound) - _INBOUND_SHOWN
    if more > 0:
        yield Inbound(ngettext("and {number} more", "and {number} more", more).format(number=count(more)), "other")


def _counted(item: LayerComplexity) -> CountedRow:
    products = (" × ".join(count(size) for size in factors) or "1" for factors in item.weights.factors)
    total = count(item.weights.total)
    several = len(item.weights.factors) > 1 or any(len(factors) > 1 for factors in item.weights.factors)
    weights = f"{' + '.join(products)} = {total}" if several else total
    return CountedRow(item.layer.name, weights, count(item.macs))


def _costs(complexity: Complexity) -> tuple[Detail, ...]:
    if not complexity.macs:
        return ()
    number = count(complexity.macs)
    if complexity.uncounted:
        left_out = ", ".join(complexity.uncounted)
        number = _("{number} without those of {layers}").format(number=number, layers=left_out)
    return (Detail(_("Multiply–accumulate operations (MACs) per sample"), clip(number)),)


def _totals(architecture: Architecture) -> tuple[Detail, ...]:
    """Return the sums below the table; how many parameters are trained only where all of its runs agree on it."""
    model = architecture.model
    totals = [
        *_ends(_("Input"), _("Inputs"), model.input_shapes),
        *_ends(_("Output"), _("Outputs"), model.output_shapes),
    ]
    totals.append(Detail(_("Parameters"), count(model.parameters)))
    models = [run.stored.run.model for run in architecture.runs]
    if len({model.trainable_parameters for model in models if model}) == 1:
        totals.append(Detail(_("Trainable"), count(model.trainable_parameters)))
        if model.non_trainable_parameters:
            totals.append(Detail(_("Non-trainable"), count(model.non_trainable_parameters)))
    if model.weights_bytes:
        totals.append(Detail(_("Memory of the weights"), size(model.weights_bytes)))
    return tuple(totals)


def _ends(one: str, several: str, shapes: tuple[Shape, ...]) -> Iterator[Detail]:
    """Yield what the inputs or the outputs of a model hold for one sample; nothing where that was not recorded."""
    if shapes:
        yield Detail(one if len(shapes) == 1 else several, first_of([*map(_values, shapes)], _ENDS_SHOWN))


def _values(shape: Shape) -> str:
    """Write how many values a sample has: "28 × 28 × 1 = 784"; "?" stands for an axis of any size."""
    sizes = [size for size in shape[1:] if size is not None]
    product = " × ".join("?" if size is None else count(size) for size in shape[1:]) or "1"
    return f"{product} = {count(math.prod(sizes))}" if 1 < len(sizes) == len(shape) - 1 else product
