"""The terms of an equation as mathtext, which is laid out for them."""

from collections.abc import Iterator

from reportgen.knowledge.methods import Equation
from reportgen.language import pgettext

# The face has no spaces around these.
_SPACED = ("+", "-", "=", "<")
_DRAWN_AS = ((r"\hat{y}", "ŷ"), (r" \log", r" \,\log"), (r"\log ", r"\log\,"))
SIGNS = {"=": "=", "arrow": r"\leftarrow"}


def terms_of(equation: Equation) -> Iterator[str]:
    """Return the mathtext of all that is laid out for an equation, from left to right."""
    return map(mathtext, (equation.left, SIGNS[equation.relation], equation.right))


def _words() -> dict[str, str]:
    """Return the words that stand in equations, in the language of the report; what is not here names a function."""
    return {
        # Translators: the words inside of equations: the value under a condition, of rows and columns of a matrix.
        "if": pgettext("in an equation", "if"),
        "otherwise": pgettext("in an equation", "otherwise"),
        "mean": pgettext("in an equation", "mean"),
        "row": pgettext("in an equation", "row"),
        "rows": pgettext("in an equation", "rows"),
        "column": pgettext("in an equation", "column"),
        "columns": pgettext("in an equation", "columns"),
    }


def mathtext(text: str) -> str:
    """Return mathtext of a term, with spaces that the face lacks, and the y that has its hat in one glyph.

    Of an accent put together, mathtext sets the index too low.
    """
    for word, translated in _words().items():
        text = text.replace(rf"\mathrm{{{word}}}", rf"\mathrm{{{translated}}}".replace(" ", r"\ "))
    for sign in _SPACED:
        text = text.replace(f" {sign} ", rf" \,{sign}\, ")
    for written, drawn in _DRAWN_AS:
        text = text.replace(written, drawn)
    return f"${text}$"
