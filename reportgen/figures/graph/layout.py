"""Lays out the layers of a model: boxes in ranks or in a row, broken into columns and parts that fit on a page.

Takes a `Graph`; gives the charts that draw it. Text is made smaller, and activations are put into the box of the layer
they follow, only as far as that is needed to fit.
"""

from collections.abc import Sequence

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.graph.bend import lay_bend
from reportgen.figures.graph.blocks import make_blocks
from reportgen.figures.graph.charts import MOST_LAYERS, Graph, GraphChart, Lettering
from reportgen.figures.graph.columns import Column, Page, columns_of, measure, parts_of
from reportgen.figures.graph.gaps import TRACK_APART, find_lines
from reportgen.figures.graph.paths import MARGIN, Sketch, lay_part
from reportgen.figures.graph.places import place_items
from reportgen.figures.graph.ranks import put_into_ranks
from reportgen.figures.graph.row import lay_row

# Two sizes of text, whether a layer has a second line, and whether activations share a box with what they follow: the
# first that fits is taken.
_ATTEMPTS = ((6.8, 6.2, True, False), (6.8, 6.2, True, True), (5.8, 5.6, False, True), (5.7, 5.5, True, True))
# Ranks that fit may stand so far to either side of each other that the whole does not.
_SHARES_OF_WIDTH = (1.0, 0.9, 0.8, 0.7, 0.6)
_APART = 4.0
# The height of a shape beside an arrow, by the size of its text.
_LABEL = 0.55
_MOST_CUT = 8

MOST_PARTS = 8
# How many layers all lines together may pass by (those of Inception V3 pass by 1 000), and how many lines there may be:
# beyond, nobody could follow them, and laying them out would take minutes.
_LONGEST_SPAN = 1_500
_MOST_EDGES, _EDGES_A_LAYER = 150, 2


def lay_out(graph: Graph, page: Page, look: FigureStyle) -> tuple[GraphChart, ...]:
    """Return the drawing of `graph`, in parts if it is too tall for `page`; () if it could not be read.

    `look` is that in which it will be drawn.
    """
    if len(graph.nodes) > MOST_LAYERS or _is_tangled(graph):
        return ()
    attempts = [
        (Lettering(points * look.type_scale, small * look.type_scale, has_details, look.advances), fold)
        for points, small, has_details, fold in _ATTEMPTS
    ]
    special = _row_or_bend(graph, page, attempts)
    if special:
        return (special,)
    sketches, inner = [], Page(page.width_mm - 2 * MARGIN, page.height_mm - 2 * MARGIN - TRACK_APART)
    for lettering, fold in attempts:
        sketch = _sketch(graph, lettering, inner, fold=fold)
        for most_lines in (1, _MOST_CUT):
            columns = columns_of(sketch.room, 0, len(sketch.room.rows) - 1, inner, most_lines)
            if columns:
                return (_chart(sketch, columns),)
        sketches.append(sketch)
    for sketch in sketches[2:]:
        lower = Page(inner.width_mm, inner.height_mm - 2 * sketch.room.label)
        parts = parts_of(sketch.room, lower)
        if 0 < len(parts) <= MOST_PARTS:
            return tuple(_chart(sketch, columns) for columns in parts)
    return ()


def _is_tangled(graph: Graph) -> bool:
    """Return True for a graph of too many lines, or too long ones, told by the order of the layers."""
    longest: dict[int, int] = {}
    for edge in graph.edges:
        longest[edge.source] = max(longest.get(edge.source, 0), abs(edge.target - edge.source))
    most = _MOST_EDGES + _EDGES_A_LAYER * len(graph.nodes)
    return len(graph.edges) > most or sum(longest.values()) > _LONGEST_SPAN


def _row_or_bend(graph: Graph, page: Page, attempts: Sequence[tuple[Lettering, bool]]) -> GraphChart | None:
    """Return a short chain in a row, a chain with nested skips as a U; None for any other graph."""
    large, _ = attempts[0]
    row = lay_row(graph, make_blocks(graph, large, fold=False), large, page.width_mm)
    if row:
        return row
    for lettering, fold in attempts[:3]:
        blocks = make_blocks(graph, lettering, fold=fold)
        bend = lay_bend(graph, blocks, lettering, page, lettering.small_points * _LABEL)
        if bend:
            return bend
    return None


def _sketch(graph: Graph, lettering: Lettering, page: Page, *, fold: bool) -> Sketch:
    blocks = make_blocks(graph, lettering, fold=fold)
    for share in _SHARES_OF_WIDTH:
        ranked = put_into_ranks(blocks, share * page.width_mm, _APART)
        place_items(ranked.ranks, _APART)
        gaps = find_lines(ranked)
        room = measure(blocks, ranked, gaps, lettering.small_points * _LABEL)
        if room.widest_piece() <= page.width_mm:
            break
    return Sketch(graph, lettering, ranked, gaps, room)


def _chart(sketch: Sketch, columns: tuple[Column, ...]) -> GraphChart:
    placed = lay_part(sketch, columns)
    return GraphChart(
        graph=sketch.graph,
        boxes=placed.boxes,
        arrows=placed.arrows,
        labels=placed.labels,
        lettering=sketch.lettering,
        width_mm=placed.width_mm,
        height_mm=placed.height_mm,
    )
