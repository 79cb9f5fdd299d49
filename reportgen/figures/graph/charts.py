"""What a drawing of layers shows, as frozen data: boxes, arrows and labels with their places in millimetres.

Places are counted from the upper left corner, to the right and downwards.
"""

import msgspec

from reportgen.figures.charts import Chart
from reportgen.figures.text_width import Advances

Point = tuple[float, float]

MOST_LAYERS = 400
"""Beyond, a drawing fills more pages than anybody looks at."""


class LayerNode(msgspec.Struct, frozen=True):
    """A layer: `word` ("Conv"), `size` ("32") and `detail` ("3×3 · relu") say what it is, `kind` gives its colour.

    `shape` is that of what leaves it, as text; empty where the record does not have it. `is_telling` if the name says
    what the word does, as "conv2d_1".
    """

    name: str
    word: str
    size: str
    detail: str
    kind: str
    shape: str
    is_telling: bool = False


class LayerEdge(msgspec.Struct, frozen=True):
    """A layer, by its place among the nodes, takes the output of another one, or its own."""

    source: int
    target: int


class Graph(msgspec.Struct, frozen=True):
    """The layers of one model and how they are connected; each pair is connected once at most."""

    nodes: tuple[LayerNode, ...]
    edges: tuple[LayerEdge, ...]

    @property
    def is_chain(self) -> bool:
        """Whether every layer takes from the one before it and from no other."""
        return self.edges == tuple(LayerEdge(place, place + 1) for place in range(len(self.nodes) - 1))


class Lettering(msgspec.Struct, frozen=True):
    """The sizes of text in points, and the `advances` of its face; `has_details` gives a layer a second line."""

    points: float
    small_points: float
    has_details: bool
    advances: Advances


class BoxLine(msgspec.Struct, frozen=True):
    """A line of text in a box, its parts after each other: `strong` in the colour of `kind`, `plain` in ink."""

    strong: str
    plain: str
    kind: str
    y: float


class Box(msgspec.Struct, frozen=True):
    """A box of one layer, or of several that follow each other, by their places among the nodes."""

    layers: tuple[int, ...]
    kind: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[BoxLine, ...]
    rules: tuple[float, ...]


class Arrow(msgspec.Struct, frozen=True):
    """An arrow from one layer to another along `points`; `target` is -1 for one that leaves the drawing."""

    source: int
    target: int
    points: tuple[Point, ...]


class Label(msgspec.Struct, frozen=True):
    """A text beside an arrow: `x` is its left edge, `y` its middle."""

    text: str
    x: float
    y: float


class GraphChart(Chart, frozen=True, kw_only=True):
    """A drawing of the layers of `graph`, or of one part of them, if they do not fit on a page."""

    graph: Graph
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]
    lettering: Lettering
