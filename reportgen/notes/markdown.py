"""The parser of the notes: CommonMark with tables, footnotes, maths, figures and placed passages. Raw HTML is text."""

import re
from typing import TYPE_CHECKING

from reportgen.language import current_language
from reportgen.notes.source import Source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

PLACES = ("before", "after", "replace")

# An option, --epochs, is left as it is.
_SIGNS = (
    (re.compile(r"(?<=\s)---(?=\s)|(?<=\w)---(?=\w)"), "—"),
    (re.compile(r"(?<=\s)--(?=\s)|(?<=\d)--(?=\d)"), "–"),
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),
)
_QUOTES = {
    "en": "“”‘’",
    "fr": ["«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»", "‹\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}›"],
    "de": "„“‚‘",
    "es": "«»“”",
    "it": "«»“”",
    "pt": "«»“”",
    "el": "«»“”",
}


def parse(source: Source) -> "list[Token]":
    """Return the tokens of the notes. Lines of tokens count from 0 in the marked text."""
    return _parser().parse(source.marked)


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    options = {"html": False, "typographer": True, "quotes": _QUOTES.get(current_language(), _QUOTES["en"])}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough", "smartquotes"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=True, allow_blank_lines=False)
    parser.use(footnote_plugin)
    for place in PLACES:
        parser.use(container_plugin, name=place)
    parser.core.ruler.push("dashes", _set_dashes)
    return parser


def _set_dashes(state: "StateCore") -> None:
    """Set what is typed for lack of a key: dashes between words or numbers, and the dots of an omission."""
    for token in state.tokens:
        for part in token.children or ():
            if part.type == "text":
                for typed, sign in _SIGNS:
                    part.content = typed.sub(sign, part.content)
