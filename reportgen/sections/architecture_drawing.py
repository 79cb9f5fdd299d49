"""The drawing of an architecture: its layers and how they are connected, or a sentence why it cannot be drawn."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from reportgen.analysis.layer_graph import LayerGraph, layer_graph_of, nested_models
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.graph.charts import MOST_LAYERS, Graph, GraphChart, LayerEdge, LayerNode
from reportgen.figures.graph.kept import kept_layout
from reportgen.knowledge.architectures import word_and_size
from reportgen.knowledge.layers import kind_of
from reportgen.language import N_, _
from reportgen.records.model import Layer, Model, Shape
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.numerals import count

# The width of the text but for a margin, and a height that leaves room for headings and caption, on either paper.
_PAGE_MM = (160.0, 185.0)
_FEWEST_LAYERS = 3
_LONGEST = 60
"""Characters of a name or a shape: the table has all of it."""

_NO_GRAPH = N_("No drawing of the layers: Keras keeps no record of how a model of this kind connects them.")


def drawing_of(model: Model, anchor: str, look: FigureStyle) -> Figure | str:
    """Return the figure of the layers of `model`; a sentence if there is none, empty if nobody would miss it.

    Of a model without a graph, or of two layers, those that are nested in it are drawn, if they have graphs.
    """
    found = layer_graph_of(model)
    if found is None or len(found.layers) < _FEWEST_LAYERS:
        return _of_nested(model, anchor, look) or _nothing(model)
    charts = kept_layout(graph_of(found), _PAGE_MM, look) if len(found.layers) <= MOST_LAYERS else ()
    if not charts:
        said = _("No drawing: {number} layers, connected as they are, would be too small to be read.")
        return said.format(number=count(len(found.layers)))
    return Figure(anchor, _caption(charts), tuple(_parts(charts)))


def _of_nested(model: Model, anchor: str, look: FigureStyle) -> Figure | None:
    """Return the figure of the models nested in `model`, such as encoder and decoder; None if there is none."""
    graphs = {nested.name: layer_graph_of(nested) for nested in nested_models(model)}
    drawn = {
        name: kept_layout(graph_of(found), _PAGE_MM, look)
        for name, found in graphs.items()
        if found is not None and len(found.layers) >= _FEWEST_LAYERS
    }
    parts = [(name, chart) for name, charts in drawn.items() for chart in charts]
    if not parts:
        return None
    lettered = zip(ascii_lowercase, parts, strict=False)
    subfigures = tuple(Subfigure(letter, f"{_short(name)}.", chart) for letter, (name, chart) in lettered)
    return Figure(anchor, _("The layers of its nested models; beside each arrow the shape it carries."), subfigures)


def _nothing(model: Model) -> str:
    return "" if len(model.layers) < _FEWEST_LAYERS or layer_graph_of(model) else _(_NO_GRAPH)


def _parts(charts: tuple[GraphChart, ...]) -> Iterator[Subfigure]:
    for place, (letter, chart) in enumerate(zip(ascii_lowercase, charts, strict=False)):
        caption = "" if len(charts) == 1 else _part_caption(chart, is_last=place == len(charts) - 1)
        yield Subfigure(letter, caption, chart)


def _part_caption(chart: GraphChart, *, is_last: bool) -> str:
    names = [chart.graph.nodes[layer].name for box in chart.boxes for layer in box.layers]
    said = _("{first} to {last}.") if is_last else _("{first} to {last}; it goes on in the next part.")
    return said.format(first=names[0], last=names[-1])


def _caption(charts: tuple[GraphChart, ...]) -> str:
    total, parts = count(len(charts[0].graph.nodes)), len(charts)
    whole = _("The {number} layers; beside each arrow the shape it carries.")
    divided = _("The {number} layers in {parts} parts; beside each arrow the shape it carries.")
    said = [(divided if parts > 1 else whole).format(number=total, parts=parts)]
    if any(len(box.layers) > 1 for chart in charts for box in chart.boxes):
        said.append(_("Layers in one box follow each other and keep the shape."))
    return " ".join(said)


def graph_of(found: LayerGraph) -> Graph:
    """Return what is drawn of a graph of layers: their words and shapes."""
    edges = tuple(LayerEdge(*edge) for edge in found.edges)
    return Graph(tuple(_node(layer) for layer in found.layers), edges)


def _node(layer: Layer) -> LayerNode:
    word, size = word_and_size(layer)
    details = list(_details(layer))
    if layer.type == "Activation":
        size, details = " ".join(details), []
    shape = ", ".join(dict.fromkeys(shape_text(shape) for shape in layer.output_shapes))
    return LayerNode(
        name=_short(layer.name),
        word=_short(layer.type if word == layer.name else word),
        size=_short(size),
        detail=" · ".join(details),
        kind=kind_of(layer),
        shape=_short(shape),
        is_telling=re.sub(r"_\d+$", "", layer.name).replace("_", "") == layer.type.lower(),
    )


def _details(layer: Layer) -> Iterator[str]:
    """Yield the size of the window and the activation."""
    for key in ("kernel_size", "pool_size", "size"):
        setting = layer.config.get(key)
        if setting and isinstance(setting.value, list) and all(isinstance(size, int) for size in setting.value):
            yield "×".join(map(str, setting.value))
    activation = layer.config.get("activation")
    if activation and isinstance(activation.value, str) and activation.value != "linear":
        yield _short(activation.value)


def _short(text: str) -> str:
    """Return `text` on one line, without characters that have no glyph, and with an end."""
    folded = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * _LONGEST])
    cut = " ".join(folded.split())
    return cut if len(cut) <= _LONGEST else f"{cut[: _LONGEST - 1]}…"


def shape_text(shape: Shape) -> str:
    """Write a shape without its batch axis, as a Python tuple: (28, 28, 1), (128,)."""
    sizes = ["?" if size is None else str(size) for size in shape[1:]]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"
