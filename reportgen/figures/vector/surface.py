"""A sheet as the operators of a PDF: takes a `Sheet`, gives a `DrawnChart`.

matplotlib's renderers would ask for half a second of imports first, and for paths and transforms of its own kinds.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from msgspec.structs import replace

from reportgen.figures.lettering import MM_PER_POINT
from reportgen.figures.marks import Areas, Boxes, Colour, Dots, Formula, Line, Pen, Pixels, Point, Strokes, Words
from reportgen.figures.sheet import Sheet
from reportgen.figures.style import Shape
from reportgen.figures.tones import tone
from reportgen.figures.vector.drawn import DrawnChart, Face, Marker, deflated
from reportgen.figures.vector.drawn import Pixels as Picture
from reportgen.figures.vector.faces import files_of
from reportgen.figures.vector.operators import Page, State, number, numbers
from reportgen.figures.vector.pixels import pixels as packed
from reportgen.figures.vector.writing import Faces, math_text, written_text

_POINTS = 1 / MM_PER_POINT
_CAPS = {"butt": 0, "projecting": 2}
_JOINS = {"miter": 0, "round": 1}
_UPRIGHT = 90.0
# The corner of a line reaches ten times half its width at most, unless a PDF says otherwise.
_CORNER = 5
# A circle of diameter 1 as four curves: how far from the ends of each what bends it is.
_BENT = 0.5 * 0.5522847498
_DIAMOND = 0.5**0.5
_CORNERS: dict[Shape, tuple[Point, ...]] = {
    "s": ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "D": ((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)),
    "^": ((0, 0.5), (-0.5, -0.5), (0.5, -0.5)),
    "v": ((0, -0.5), (-0.5, 0.5), (0.5, 0.5)),
}


def render(sheet: Sheet, font_name: Callable[[str], str]) -> DrawnChart:
    """Return `sheet` as it is drawn on white; `font_name` gives what `Face` calls a font file."""
    surface = VectorSurface(sheet.width_mm * _POINTS, sheet.height_mm * _POINTS)
    sheet.draw(surface)
    return surface.drawn(font_name)


class VectorSurface:
    """Writes down what is drawn on one page of `width * height` points."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (width, height)
        self._page = Page()
        self._faces = Faces()
        self._opacities: dict[tuple[float, float], str] = {}
        self._images: list[Picture] = []
        self._markers: dict[Marker, str] = {}
        self._page.paint(_filled(State(), (1.0, 1.0, 1.0)), f"0 0 {numbers(self._size)} re f")

    def drawn(self, font_name: Callable[[str], str]) -> DrawnChart:
        """Return all that was drawn."""
        return DrawnChart(
            *self._size,
            deflated(str(self._page).encode("ascii")),
            tuple(Face(font_name(file), glyphs) for file, glyphs in self._faces.used()),
            tuple(self._opacities),
            tuple(self._images),
            tuple(self._markers),
            tuple(self._faces.warnings),
        )

    def stroke(self, strokes: Strokes) -> None:
        """Draw lines as one path."""
        self._page.paint(_stroked(self._state(), strokes.pen), f"{_laid(strokes.lines)} S")

    def fill(self, areas: Areas) -> None:
        """Draw polygons, each by itself: viewers give single rectangles sharp edges."""
        state, painted = self._state(), "S" if areas.colour is None else "B" if areas.edge else "f"
        if areas.edge:
            state = _stroked(state, areas.edge)
        if areas.colour is not None:
            state = _filled(state, areas.colour)
        form = " ".join(f"{_form(len(outline))} h {painted}" for outline in areas.outlines)
        self._page.paint(state, form % _rounded([point for outline in areas.outlines for point in outline]))

    def fill_boxes(self, boxes: Boxes) -> None:
        """Draw rectangles, each by itself."""
        state, painted = _filled(self._state(), boxes.colour), "B" if boxes.edge else "f"
        if boxes.edge:
            state = _stroked(state, boxes.edge)
        whole = np.rint(boxes.edges * (1000 * _POINTS))
        # Widths between rounded edges: what touches leaves no gap.
        whole[:, 2:] -= whole[:, :2]
        numbered = tuple(((whole + 0.0) / 1000).ravel().tolist())
        self._page.paint(state, " ".join([f"%.7g %.7g %.7g %.7g re {painted}"] * len(whole)) % numbered)

    def dot(self, dots: Dots) -> None:
        """Draw a mark, a form of its own, at many places."""
        state = _filled(self._state(dots.alpha), dots.colour)
        if dots.edge_points:
            pen = Pen(dots.colour, dots.edge_points, cap="butt", join="round" if dots.shape == "o" else "miter")
            state = _stroked(state, pen)
        marker = _marker(dots.shape, dots.points, dots.edge_points)
        name = self._markers.setdefault(marker, f"M{len(self._markers)}")
        self._page.paint(state, _put(name, dots.places))

    def write(self, words: Words) -> None:
        """Print a line of text."""
        written = words.letters
        files, angle = files_of(written.face, written.weight), _UPRIGHT if words.is_upright else 0.0
        operators = written_text(words.text, files, written.points, _in_points(words.place), angle, self._faces)
        self._page.paint(_filled(self._state(), words.colour), operators)

    def write_formula(self, formula: Formula) -> None:
        """Print an equation."""
        operators = math_text(formula.layout, _in_points(formula.place), self._faces)
        self._page.paint(_filled(self._state(), formula.colour), operators)

    def paste(self, pixels: Pixels) -> None:
        """Draw a picture."""
        box = numbers((pixels.width * _POINTS, 0, 0, pixels.height * _POINTS, *_in_points(pixels.place)))
        self._page.paint(self._state(), f"q {box} cm /I{len(self._images)} Do Q")
        self._images.append(packed(pixels.colours[::-1]))

    def _state(self, alpha: float = 1.0) -> State:
        """Return the state that was left, with the opacity of what is drawn next."""
        if alpha == 1:
            return replace(self._page.state, opacity="")
        name = self._opacities.setdefault((alpha, alpha), f"A{len(self._opacities)}")
        return replace(self._page.state, opacity=f"/{name} gs")


def _in_points(place: Point) -> Point:
    return place[0] * _POINTS, place[1] * _POINTS


def _laid(lines: Sequence[Line]) -> str:
    """Return the operators that lay lines."""
    if any(isinstance(line, np.ndarray) for line in lines):
        return " ".join(_form(len(line)) % _rounded(line) for line in lines)
    # Short ones, of a grid or of ticks, are written together: each by itself takes as long as all.
    return " ".join(_form(len(line)) for line in lines) % _rounded([point for line in lines for point in line])


def _form(points: int) -> str:
    """Return the operators that lay a line of so many points, with a gap for each number."""
    return f"%.7g %.7g m{' %.7g %.7g l' * (points - 1)}"


def _rounded(points: Line) -> tuple[float, ...]:
    """Return x and y of all points in points of a page, to a thousandth."""
    whole = np.rint(np.asarray(points, float) * (1000 * _POINTS))
    # What is added takes the sign from zeros.
    return tuple(((whole + 0.0) / 1000).ravel().tolist())


def _stroked(state: State, pen: Pen) -> State:
    """Return `state` with the lines of `pen`."""
    return replace(
        state,
        stroke=_coloured(pen.colour, "G", "RG"),
        width=f"{number(pen.points)} w",
        dashes=f"[{numbers(length * pen.points for length in pen.dash)}] 0 d" if pen.dash else "[] 0 d",
        cap=f"{_CAPS['butt' if pen.dash else pen.cap]} J",
        join=f"{_JOINS[pen.join]} j",
    )


def _filled(state: State, colour: Colour) -> State:
    """Return `state` with areas and texts in `colour`."""
    return replace(state, fill=_coloured(colour, "g", "rg"))


@lru_cache(maxsize=1024)
def _coloured(colour: Colour, grey: str, coloured: str) -> str:
    red, green, blue = tone(colour)
    return f"{number(red)} {grey}" if red == green == blue else f"{numbers((red, green, blue))} {coloured}"


def _marker(shape: Shape, points: float, edge_points: float) -> Marker:
    """Return the outline of a mark as a form; its colours are those of the page that it is put on."""
    laid = _circle(points) if shape == "o" else _polygon(_CORNERS[shape], points)
    reach = round(_DIAMOND * points + edge_points * _CORNER, 2)
    return Marker((-reach, -reach, reach, reach), deflated(f"{laid} {'B' if edge_points else 'f'}".encode("ascii")))


def _circle(size: float) -> str:
    edge, bent = number(size / 2), number(size * _BENT)
    return (
        f"{edge} 0 m {edge} {bent} {bent} {edge} 0 {edge} c -{bent} {edge} -{edge} {bent} -{edge} 0 c "
        f"-{edge} -{bent} -{bent} -{edge} 0 -{edge} c {bent} -{edge} {edge} -{bent} {edge} 0 c h"
    )


def _polygon(corners: Iterable[Point], size: float) -> str:
    first, *others = (numbers((x * size, y * size)) for x, y in corners)
    return f"{first} m {' l '.join(others)} l h"


def _put(name: str, places: np.ndarray) -> str:
    """Return the operators that draw the form `name` at each of `places`."""
    # From one to the next in whole thousandths: rounded steps would add up.
    whole = np.rint(places * (1000 * _POINTS))
    steps = (np.diff(whole, axis=0, prepend=[[0, 0]]) + 0.0) / 1000
    return f"q{f' 1 0 0 1 %.7g %.7g cm /{name} Do' * len(steps)} Q" % tuple(steps.ravel().tolist())
