"""Equations as a kind of chart: their lines below each other, aligned at the sign between left and right."""

import re

from reportgen.figures.charts import Chart
from reportgen.knowledge.methods import Equation
from reportgen.language import _, ngettext
from reportgen.language.numbers import clauses

WIDTH_MM = 158.0
_EDGE_MM = 1.0
PLAIN_LINE_MM = 6.2
"""The height of a line without a fraction."""
_TALL_LINE_MM, _TALLEST_LINE_MM = 11.8, 14.0
_PLAIN_FRACTION = re.compile(r"\\dfrac\{\w+\}\{\w+\}")
_SUMS = (r"\sum", r"\prod", r"\max_")


class EquationChart(Chart, frozen=True, kw_only=True):
    """Equations in order; the size follows from them, see `equation_chart`."""

    equations: tuple[Equation, ...]


def equation_chart(equations: tuple[Equation, ...]) -> EquationChart:
    """Return a chart of `equations`, as high as its lines."""
    height = sum(line_height_mm(equation) for equation in equations) + 2 * _EDGE_MM
    return EquationChart(width_mm=WIDTH_MM, height_mm=round(height, 1), equations=equations)


def line_height_mm(equation: Equation) -> float:
    """Return the height of a line: fractions and sums need more of it."""
    has_fraction, has_sum = r"\dfrac" in equation.right, any(sign in equation.right for sign in _SUMS)
    if has_sum and r"\dfrac" not in _PLAIN_FRACTION.sub("", equation.right):
        return _TALL_LINE_MM
    if has_fraction and has_sum:
        return _TALLEST_LINE_MM
    return _TALL_LINE_MM if has_fraction or has_sum else PLAIN_LINE_MM


def describe_equations(chart: EquationChart) -> str:
    """Return the equations as they are read aloud."""
    lines = clauses(_(equation.spoken) for equation in chart.equations)
    # No line begins with a capital letter: x and X are different things.
    return ngettext("Equation: {lines}.", "Equations: {lines}.", len(chart.equations)).format(lines=lines)
