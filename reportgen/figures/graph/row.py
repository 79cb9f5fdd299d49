"""Lays out a short chain of layers in one row, from left to right."""

from reportgen.figures.graph.blocks import Blocks
from reportgen.figures.graph.charts import Arrow, Graph, GraphChart, Label, Lettering
from reportgen.figures.graph.paths import MARGIN, box_at
from reportgen.figures.text_width import width_mm

_MOST = 4
_ABOUT_LABEL = 1.6
_ABOVE_LINE = 1.5


def lay_row(graph: Graph, given: Blocks, lettering: Lettering, most_mm: float) -> GraphChart | None:
    """Return a chain of at most four layers in a row; None for another graph, and for one that is too wide."""
    if not graph.is_chain or len(graph.nodes) > _MOST:
        return None
    boxes, arrows, labels = [], [], []
    x, height = MARGIN, max(block.height for block in given.blocks)
    middle = MARGIN + height / 2
    for place, (node, block) in enumerate(zip(graph.nodes, given.blocks, strict=True)):
        boxes.append(box_at(block, x, middle - block.height / 2))
        start = x + block.width
        text = width_mm(node.shape, lettering.small_points, lettering.advances)
        x = start + text + 2 * _ABOUT_LABEL
        target = place + 1 if place + 1 < len(graph.nodes) else -1
        arrows.append(Arrow(place, target, ((start, middle), (x, middle))))
        labels.append(Label(node.shape, start + _ABOUT_LABEL / 2, middle - _ABOVE_LINE))
    if x + MARGIN > most_mm:
        return None
    return GraphChart(
        graph=graph,
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        labels=tuple(labels),
        lettering=lettering,
        width_mm=x + MARGIN,
        height_mm=height + 2 * MARGIN,
    )
