"""Style sheets and fonts read once for all documents of a fetcher: the parts of a report, which have the same.

The engine reads its sheets, compiles their selectors and loads their fonts for each document anew, 0.1 s. What a sheet
says depends on its text, and an address means the same as long as it is the same fetcher that is asked. Sheets keep
lists of the rules for pages and of the layers that they declare, so that another document can take them as they are;
counter styles and colour profiles are kept beside them, and fonts in the configuration of the first document, where
they are read when text is to be laid out: until then the process has no threads of Pango's. What was read can be
packed, for a fetcher in another process.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from reportgen.outputs.engine.later_fonts import LaterFonts
from reportgen.outputs.engine.packed_sheets import packed, unpacked


@dataclass(frozen=True)
class _Read:
    """What was read from the sheets of a document."""

    sheets: Sequence[Any]
    counter_styles: dict[str, Any]
    color_profiles: dict[str, Any]


@dataclass(frozen=True)
class _Shared:
    """What the documents of a fetcher share: their fonts, and what was read by what they name."""

    fonts: Any
    read: dict[Any, _Read] = field(default_factory=dict)


_SHARED: WeakKeyDictionary[Any, _Shared] = WeakKeyDictionary()


def packed_sheets(fetcher: Any) -> bytes | None:
    """Return what was read for documents of `fetcher`; None if fonts were, too, or if that cannot be packed."""
    shared = _SHARED[fetcher]
    if shared.fonts.are_read:
        return None
    kept = [(key, read.sheets, read.counter_styles, read.color_profiles) for key, read in shared.read.items()]
    return packed((shared.fonts.said, kept), fetcher)


def take_sheets(content: bytes, fetcher: Any) -> bool:
    """Take what was packed for what `fetcher` would read, which has read nothing so far; return whether it can be."""
    found = unpacked(content, fetcher)
    if found is not None:
        said, kept = found
        _SHARED[fetcher] = _Shared(LaterFonts(said), {key: _Read(*read) for key, *read in kept})
    return found is not None


def renderer(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Return a stand-in for `HTML.render` that gives documents the fonts of their fetcher, unless they have others."""

    def render(document: Any, font_config: Any = None, *others: Any, **options: Any) -> Any:
        if font_config is None:
            fetcher = document.url_fetcher
            if fetcher not in _SHARED:
                _SHARED[fetcher] = _Shared(LaterFonts())
            font_config = _SHARED[fetcher].fonts
        return theirs(document, font_config, *others, **options)

    return render


def sheet_finder(theirs: Callable[..., Any]) -> Callable[..., Sequence[Any]]:
    """Return a stand-in for the engine's `find_stylesheets`."""

    def find_stylesheets(  # noqa: PLR0913, PLR0917  # as many as the engine's has
        root: Any,
        media: str,
        fetcher: Any,
        base_url: str,
        fonts: Any,
        counter_styles: dict[str, Any],
        color_profiles: dict[str, Any],
        page_rules: list[Any],
        layers: list[Any],
    ) -> Sequence[Any]:
        shared = _SHARED.get(fetcher)
        if shared is None or shared.fonts is not fonts:
            given = (fonts, counter_styles, color_profiles, page_rules, layers)
            return list(theirs(root, media, fetcher, base_url, *given))
        key = (media, base_url, *(_said(node.etree_element) for node in root.query_all("style", "link")))
        if key not in shared.read:
            # A sheet may not declare again what is declared already: it is told of the document's styles.
            styles, profiles = dict(counter_styles), dict(color_profiles)
            sheets = tuple(theirs(root, media, fetcher, base_url, fonts, styles, profiles, page_rules, layers))
            shared.read[key] = _Read(sheets, styles, profiles)
        counter_styles.update(shared.read[key].counter_styles)
        color_profiles.update(shared.read[key].color_profiles)
        return shared.read[key].sheets

    return find_stylesheets


def _said(element: Any) -> tuple[Any, ...]:
    return (element.tag, *element.attrib.items(), *element.itertext())
