"""The parser of the notes: CommonMark with tables, footnotes, maths, figures and placed passages. Raw HTML is text."""

from typing import TYPE_CHECKING

from reportgen.language import current_language
from reportgen.notes.source import Source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PLACES = ("before", "after", "replace")

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
    return parser
