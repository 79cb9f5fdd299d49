"""Values of charts in their alternative texts, which are read aloud: with the spaces that a keyboard has."""

from reportgen.figures.charts import Unit
from reportgen.language import ngettext
from reportgen.language.numbers import THIN, decimal, percentage


def spoken_value(value: float, unit: Unit) -> str:
    """Write a value of an axis: 0.0412, 98.8 %."""
    return percentage(f"{100 * value:.4g}").replace(THIN, " ") if unit == "percent" else spoken(value, ".3g")


def spoken(value: float, form: str) -> str:
    """Write a number in one of Python's forms, such as ".3g", with the decimal mark of the language."""
    return decimal(f"{value:{form}}")


def and_more(shown: str, more: int) -> str:
    """Return what is listed, and how many more there are: "a, b and 3 more"."""
    return ngettext("{shown} and {number} more", "{shown} and {number} more", more).format(shown=shown, number=more)
