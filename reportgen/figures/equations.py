"""Draws an `EquationChart` with matplotlib's mathtext, in the report's own face."""

from reportgen.figures.equation_charts import PLAIN_LINE_MM, EquationChart, line_height_mm
from reportgen.figures.equation_layout import lay_out
from reportgen.figures.equation_text import SIGNS, mathtext, terms_of
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.lettering import MM_PER_POINT
from reportgen.figures.sheet import Sheet
from reportgen.knowledge.methods import Equation

_INDENT_MM = 6.0
# Millimetres on either side of the sign between left and right.
_AROUND_SIGN_MM = 1.1
# Where the letters of a line without a fraction stand.
_BASELINE_MM = 2.25


def draw_equations(chart: EquationChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    sheet = Sheet(chart.width_mm, chart.height_mm)
    sign_at = _INDENT_MM + max(width_mm(equation.left, look) for equation in chart.equations) + _AROUND_SIGN_MM
    free = chart.height_mm - sum(line_height_mm(equation) for equation in chart.equations)
    below = chart.height_mm - free / 2
    for equation in chart.equations:
        height = line_height_mm(equation)
        below -= height
        _draw_line(sheet, equation, (sign_at, below + _baseline_mm(equation, look)), look)
    return sheet


def _baseline_mm(equation: Equation, look: FigureStyle) -> float:
    """Return how high above the foot of its line the letters of an equation stand; fractions are centred."""
    height = line_height_mm(equation)
    if height == PLAIN_LINE_MM:
        return _BASELINE_MM
    _, above, below = extent_mm(equation.right, look)
    return (height - above - below) / 2 + below


def _draw_line(sheet: Sheet, equation: Equation, place: tuple[float, float], look: FigureStyle) -> None:
    """Draw an equation whose sign begins at `place`."""
    sign_at, foot = place
    before = sign_at - _AROUND_SIGN_MM - width_mm(equation.left, look)
    after = sign_at + width_mm(SIGNS[equation.relation], look) + _AROUND_SIGN_MM
    for left, text in zip((before, sign_at, after), terms_of(equation), strict=True):
        sheet.write_formula(text, (left, foot), lay_out(text, look), look.ink)


def width_mm(text: str, look: FigureStyle) -> float:
    """Return the width of a term in mathtext."""
    return extent_mm(text, look)[0]


def extent_mm(text: str, look: FigureStyle) -> tuple[float, float, float]:
    """Return the width of a term in mathtext, and how far it reaches above and below the line of the letters."""
    layout = lay_out(mathtext(text), look)
    return layout.width * MM_PER_POINT, (layout.height - layout.below) * MM_PER_POINT, layout.below * MM_PER_POINT
