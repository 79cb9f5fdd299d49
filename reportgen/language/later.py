"""Sentences that are said in English now and in the language of the report later.

What is wrong with a file is told on the terminal, which speaks English, and in the report: `later` makes the English
text, which is a str like any other, and `said` gives it in the current language.
"""

from typing import Any

from reportgen.language.catalogues import _


class Later(str):
    """An English text that knows the message and the values it was made from."""

    __slots__ = ("message", "values")
    message: str
    values: dict[str, Any]


def later(message: str, **values: Any) -> Later:
    """Return `message` with its values in English; the message is marked with `N_`. A value may itself be `Later`."""
    text = Later(message.format(**values))
    text.message, text.values = message, values
    return text


def said(text: str) -> str:
    """Return a text made by `later` in the current language, any other as it is."""
    if not isinstance(text, Later):
        return text
    values = {name: said(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return _(text.message).format(**values)
