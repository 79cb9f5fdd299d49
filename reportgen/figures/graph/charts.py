"""What a drawing of layers shows, as frozen data: boxes, arrows and labels with their places in millimetres.

Places are counted from the upper left corner, to the right and downwards.
"""

from dataclasses import dataclass

from reportgen.figures.charts import Chart
from reportgen.figures.text_width import Advances

Point = tuple[float, float]


@dataclass(frozen=True)
class LayerNode:
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


@dataclass(frozen=True)
class LayerEdge:
    """A layer, by its place among the nodes, takes the output of another one, or its own."""

    source: int
    target: int


@dataclass(frozen=True)
class Graph:
    """The layers of one model and how they are connected; each pair is connected once at most."""

    nodes: tuple[LayerNode, ...]
    edges: tuple[LayerEdge, ...]

    @property
    def is_chain(self) -> bool:
        """Whether every layer takes from the one before it and from no other."""
        return self.edges == tuple(LayerEdge(place, place + 1) for place in range(len(self.nodes) - 1))


@dataclass(frozen=True)
class Lettering:
    """The sizes of text in points, and the `advances` of its face; `has_details` gives a layer a second line."""

    points: float
    small_points: float
    has_details: bool
    advances: Advances


@dataclass(frozen=True)
class BoxLine:
    """A line of text in a box, its parts after each other: `strong` in the colour of `kind`, `plain` in ink."""

    strong: str
    plain: str
    kind: str
    y: float


@dataclass(frozen=True)
class Box:
    """A box of one layer, or of several that follow each other, by their places among the nodes."""

    layers: tuple[int, ...]
    kind: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[BoxLine, ...]
    rules: tuple[float, ...]


@dataclass(frozen=True)
class Arrow:
    """An arrow from one layer to another along `points`; `target` is -1 for one that leaves the drawing."""

    source: int
    target: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Label:
    """A text beside an arrow: `x` is its left edge, `y` its middle."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class GraphChart(Chart):
    """A drawing of the layers of `graph`, or of one part of them, if they do not fit on a page."""

    graph: Graph
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]
    lettering: Lettering
