"""The words of templates: `_` and its sisters as templates call them, with values by keyword.

`{{ _("Figure {number}", number=3) }}`: a message may hold markup, the values are escaped.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from reportgen import language


def template_words(shown: Callable[[Any], Any]) -> dict[str, Callable[..., Markup]]:
    """Return the callables by the names that templates use; `shown` makes each value fit to be printed."""

    def filled(message: str, values: dict[str, Any]) -> Markup:
        # Without values nothing is replaced, as in Python, where such a message is not formatted.
        text = Markup(message)
        return text.format(**{name: shown(value) for name, value in values.items()}) if values else text

    def _(message: str, **values: Any) -> Markup:
        return filled(language._(message), values)

    def ngettext(one: str, several: str, number: int, **values: Any) -> Markup:
        return filled(language.ngettext(one, several, number), {"number": number} | values)

    def pgettext(context: str, message: str, **values: Any) -> Markup:
        return filled(language.pgettext(context, message), values)

    def npgettext(context: str, one: str, several: str, number: int, **values: Any) -> Markup:
        return filled(language.npgettext(context, one, several, number), {"number": number} | values)

    return {"_": _, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
