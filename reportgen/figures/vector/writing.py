"""Texts as operators of a PDF: glyphs by their numbers in the font file, two bytes each."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from reportgen.figures.equation_layout import MathGlyph, MathLayout
from reportgen.figures.vector.operators import number, numbers, utf16
from reportgen.figures.vector.shaping import REMEMBERED, Glyph, Run, shape

_TURN_DIGITS = 5
Point = tuple[float, float]


class Faces:
    """The font files that are used on a page, the glyphs of each, and what to tell of them."""

    def __init__(self) -> None:
        self._used: dict[str, dict[int, str]] = {}
        self._names: dict[str, str] = {}
        self.warnings: dict[str, None] = {}

    def used(self) -> Iterator[tuple[str, tuple[tuple[int, str], ...]]]:
        """Yield each font file in the order of the names F0, F1, …, with its glyphs and their meanings."""
        for file, glyphs in self._used.items():
            yield file, tuple(sorted(glyphs.items()))

    def name(self, file: str, glyph: int, meaning: str) -> str:
        """Return the name of a font file, of which `glyph` is used."""
        return self.use(file, {glyph: meaning})

    def use(self, file: str, glyphs: dict[int, str]) -> str:
        """Return the name of a font file, of which glyphs are used; each has the text that it stands for."""
        if file not in self._used:
            self._names[file] = f"F{len(self._used)}"
            self._used[file] = {}
        self._used[file].update(glyphs)
        return self._names[file]


class _Plain(msgspec.Struct, frozen=True):
    """A text of one font file on one line, each glyph of which says what it stands for: most texts are such."""

    file: str
    glyphs: dict[int, str]
    shown: str


def written_text(  # noqa: PLR0913, PLR0917  # a text, its place and its look
    text: str, files: tuple[str, ...], points: float, place: Point, angle: float, faces: Faces
) -> str:
    """Return the operators that write `text` in fonts from `place` on, turned by `angle` degrees."""
    plain = _plain(text, files)
    if plain:
        operators = f"/{faces.use(plain.file, plain.glyphs)} {number(points)} Tf {plain.shown}"
    else:
        shaped, line = shape(text, files), _Line(points, faces)
        faces.warnings.update(dict.fromkeys(shaped.warnings))
        for run in shaped.runs:
            line.write(run)
        operators = line.operators()
    return f"BT {_turned(place, angle)} Tm {operators} ET"


@lru_cache(REMEMBERED)
def _plain(text: str, files: tuple[str, ...]) -> _Plain | None:
    shaped = shape(text, files)
    if len(shaped.runs) != 1 or shaped.runs[0].text or shaped.warnings:
        return None
    glyphs = shaped.runs[0].glyphs
    if len({glyph.font for glyph in glyphs}) != 1 or any(glyph.y for glyph in glyphs):
        return None
    first, *others = glyphs
    shown = f"{first.number:04X}" + "".join(f"{_kerned(glyph)}{glyph.number:04X}" for glyph in others)
    return _Plain(first.font, {glyph.number: glyph.meaning for glyph in glyphs}, _show(shown))


def _kerned(glyph: Glyph) -> str:
    return f"> {-round(glyph.kern)} <" if round(glyph.kern) else ""


def _show(shown: str) -> str:
    """Return the operator that shows glyphs, with the distances between them if there are any."""
    return f"[<{shown}>] TJ" if " " in shown else f"<{shown}> Tj"


class _Line:
    """Glyphs after each other; where they stand is written only where it is not the end of the one before."""

    def __init__(self, points: float, faces: Faces) -> None:
        self._points = points
        self._faces = faces
        self._written: list[str] = []
        self._shown: list[str] = []
        self._face, self._begin, self._raised = "", 0.0, 0.0

    def operators(self) -> str:
        """Return all that was written."""
        self._show()
        return " ".join(self._written)

    def write(self, run: Run) -> None:
        """Write the glyphs of `run`."""
        if run.text:
            self._show()
            self._written.append(f"/Span <</ActualText <FEFF{utf16(run.text)}>>> BDC")
        for glyph in run.glyphs:
            self._write(glyph)
        if run.text:
            self._show()
            self._written.append("EMC")

    def _write(self, glyph: Glyph) -> None:
        face = self._faces.name(glyph.font, glyph.number, glyph.meaning)
        if face != self._face:
            self._show()
            self._face = face
            self._written.append(f"/{face} {number(self._points)} Tf")
            self._move(glyph)
        else:
            self._shown.append(_kerned(glyph))
        if glyph.y != self._raised:
            self._show()
            self._raised = glyph.y
            self._written.append(f"{number(glyph.y * self._points / 1000)} Ts")
        self._shown.append(f"{glyph.number:04X}")

    def _move(self, glyph: Glyph) -> None:
        """Begin anew where `glyph` stands: of the widths in another font matplotlib knows better than a viewer."""
        if glyph.x != self._begin:
            self._written.append(f"{number((glyph.x - self._begin) * self._points / 1000)} 0 Td")
            self._begin = glyph.x

    def _show(self) -> None:
        if self._shown:
            shown = "".join(self._shown)
            self._written.append(_show(shown))
            self._shown.clear()


def math_text(layout: MathLayout, place: Point, faces: Faces) -> str:
    """Return the operators that write an equation: glyphs, and rectangles for its rules."""
    written, before, origin = [], "", (0.0, 0.0)
    for glyph in layout.glyphs:
        face = f"/{faces.name(glyph.font, glyph.number, glyph.meaning)} {number(glyph.points)} Tf "
        written.append(f"{face if face != before else ''}{_moved(origin, (glyph.x, glyph.y))}{_said(glyph)}")
        before, origin = face, (glyph.x, glyph.y)
    areas = [f"{numbers(rule)} re f" for rule in layout.rules]
    return " ".join(["q", _turned(place, 0.0), "cm BT", *written, "ET", *areas, "Q"])


def _moved(origin: Sequence[float], place: Sequence[float]) -> str:
    return f"{number(place[0] - origin[0])} {number(place[1] - origin[1])} Td "


def _said(glyph: MathGlyph) -> str:
    shown = f"<{glyph.number:04X}> Tj"
    return shown if glyph.text == glyph.meaning else f"/Span <</ActualText <FEFF{utf16(glyph.text)}>>> BDC {shown} EMC"


def _turned(place: Point, angle: float) -> str:
    if not angle:
        return f"1 0 0 1 {numbers(place)}"
    turned = math.radians(angle)
    along, across = round(math.cos(turned), _TURN_DIGITS), round(math.sin(turned), _TURN_DIGITS)
    return f"{along:g} {across:g} {-across:g} {along:g} {numbers(place)}"
