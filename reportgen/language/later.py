"""Sentences that are said in English now and in the language of the report later.

What is wrong with a file is told on the terminal, which speaks English, and in the report: `later` makes the English
text, which is a str like any other, and `said` gives it in the current language.
"""

import re
from collections.abc import Mapping

from reportgen.language.catalogues import _


class Later(str):
    """An English text that knows the message and the values it was made from."""

    __slots__ = ("message", "values")
    message: str
    values: dict[str, str]


def later(message: str, /, **values: object) -> Later:
    """Return `message` with its values in English; the message is marked with `N_`. A value may itself be `Later`."""
    texts = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
    text = Later(_filled(message, texts))
    text.message, text.values = message, texts
    return text


def said(text: str) -> str:
    """Return a text made by `later` in the current language, any other as it is."""
    if not isinstance(text, Later):
        return text
    return _filled(_(text.message), {name: said(value) for name, value in text.values.items()})


def _filled(message: str, values: Mapping[str, str]) -> str:
    # Not str.format: a message may come out of a manifest, where anybody may have written it.
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), message)
