"""What a style means to Pango: made once for all boxes whose text looks alike.

WeasyPrint makes a context, a font and a list of features anew for every line of text that it lays out, and again when
it draws the line: 35,000 times for 113 pages. As far as text goes, the styles of a report differ in 50 ways, and
nothing else enters here. Pango's lists of features, which WeasyPrint never frees, are 50 too.

What is known of a look is kept as long as the fonts are: the parts of a report have the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
)
_PROPERTIES = (
    *("direction", "lang", "white_space", "overflow_wrap", "word_break", "tab_size", "text_decoration_line"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_variation_settings"),
    *("font_language_override", "letter_spacing", "word_spacing", *_FEATURES),
)
"""All that weasyprint/text/line_break.py asks of a style when it lays out a line."""

_METRICS = ("ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness")
_WRAPPED = frozenset({"normal", "pre-wrap", "pre-line"})
_MOST_LAID_OUT = 3_000
"""Layouts of Pango's, of 2 KB each."""

_BROKEN_ANYWHERE = frozenset({"anywhere", "break-word"})


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How text looks and where its lines break, with Pango's objects for that.

    `wraps` says whether lines are broken where they are full;
    `is_spaced` whether letters or words are set apart, which Pango is told for each place of a text. `attributes` is
    the list of what Pango is told of any other text, None if there is nothing to tell. `metrics` is what a layout
    knows of its decorations, by the names that it has there. `lines` has those that were laid out, see lines.py.
    """

    wraps: bool
    is_spaced: bool
    is_decorated: bool
    context: Any
    language: Any
    font: Any
    features: bytes
    attributes: Any
    metrics: dict[str, float | None]
    lines: dict[Any, Any] = field(default_factory=dict)


# By the configuration of the fonts: nothing that is known of a look leads back to it.
_LOOKS: WeakKeyDictionary[Any, dict[tuple[Any, ...], TextStyle]] = WeakKeyDictionary()


class TextStyles:
    """The ways that text looks in a document, found again by its styles."""

    def __init__(self) -> None:
        # By the identity of a style, for its values are many. The style itself stands beside, to keep its identity.
        self._by_style: dict[int, tuple[Any, TextStyle]] = {}
        self._laid_out: dict[tuple[str, TextStyle], Any] = {}

    def of(self, style: Any) -> TextStyle:
        """Return how text of this style looks; the engine changes no style that text was laid out with."""
        known = self._by_style.get(id(style))
        return known[1] if known else self._added(style)

    def _added(self, style: Any) -> TextStyle:
        looks = _LOOKS.setdefault(style.font_config, {})
        values = tuple([_hashable(style[name]) for name in _PROPERTIES])
        look = looks.get(values)
        if look is None:
            look = looks[values] = _text_style(style)
        self._by_style[id(style)] = (style, look)
        return look

    def set_up(self, layout: Any, style: Any) -> None:
        """Stand in for `Layout.setup`: give `layout` a layout of Pango's for text of this style."""
        look = self.of(style)
        layout.style, layout.first_line_direction, layout.language = style, 0, look.language
        layout.layout = ffi.gc(pango.pango_layout_new(look.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, look.font)
        layout.__dict__.update(look.metrics)
        # The spaces between letters and words have places in the text: they need a list of its own.
        own = look.is_spaced or layout.justification_spacing
        attributes = _attributes(look.features) if own else look.attributes
        if attributes is not None:
            pango.pango_layout_set_attributes(layout.layout, attributes)

    def set_text(self, theirs: Callable[..., None], layout: Any, text: str, justify: bool = False) -> None:
        """Stand in for `Layout.set_text`, which is `theirs`."""
        if self.of(layout.style).is_spaced or layout.justification_spacing:
            theirs(layout, text, justify)
            return
        end = text.find("\n")
        layout.text = text if end < 0 else text[: end + 2]
        pango.pango_layout_set_text(layout.layout, unicode_to_char_p(layout.text)[0], -1)
        if "\t" in layout.text:
            layout.set_tabs()

    def keep(self, text: str, look: TextStyle, pango_layout: Any) -> None:
        """Keep a layout of Pango's, which holds this text alone in this look, until it is drawn for the first time."""
        if len(self._laid_out) >= _MOST_LAID_OUT:
            self._laid_out.clear()
        # Drawing takes a text for one paragraph, whatever signs of a new one are in it.
        if text.splitlines() == [text]:
            self._laid_out[text, look] = pango_layout

    def taken(self, text: str, look: TextStyle) -> Any:
        """Return the layout that was kept of a text, which nobody keeps any more; None if there is none."""
        return self._laid_out.pop((text, look), None)


def face_adder(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Return a stand-in for the engine's `FontConfiguration.add_font_face`: with another face text looks otherwise."""

    def add_font_face(fonts: Any, *given: Any, **named: Any) -> Any:
        _LOOKS.pop(fonts, None)
        return theirs(fonts, *given, **named)

    return add_font_face


def _hashable(value: Any) -> Any:
    if isinstance(value, set):
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value


def _text_style(style: Any) -> TextStyle:
    context, font = _context(style), get_font_description(style)
    language = _language(style)
    if language:
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = _features(style)
    hyphens = [pango.pango_attr_insert_hyphens_new(False)] if style["overflow_wrap"] in _BROKEN_ANYWHERE else []
    return TextStyle(
        wraps=style["white_space"] in _WRAPPED,
        is_spaced=style["letter_spacing"] not in ("normal", 0) or style["word_spacing"] != 0,
        is_decorated=style["text_decoration_line"] != "none",
        context=context,
        language=language,
        font=font,
        features=features,
        attributes=_attributes(features, *hyphens),
        metrics=_metrics(style, context, font, language),
    )


def _context(style: Any) -> Any:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    return context


def _language(style: Any) -> Any:
    """Return the language of the words, or the one whose glyphs the style asks for; None if there is neither."""
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    return pango.pango_language_from_string(unicode_to_char_p(name)[0]) if name else None


def _features(style: Any) -> bytes:
    features = font_features(*(style[name] for name in _FEATURES))
    return ",".join(f"{name} {value}" for name, value in features.items()).encode()


def _attributes(features: bytes, *others: Any) -> Any:
    """Return a list of Pango's with what holds for a text from end to end; None if there is nothing."""
    if not features and not others:
        return None
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for attribute in (*([pango.pango_attr_font_features_new(features)] if features else []), *others):
        pango.pango_attr_list_insert(attributes, attribute)
    return attributes


def _metrics(style: Any, context: Any, font: Any, language: Any) -> dict[str, float | None]:
    if style["text_decoration_line"] == "none":
        return dict.fromkeys(_METRICS[:3])
    metrics = ffi.gc(pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref)
    return {name: FROM_UNITS * getattr(pango, f"pango_font_metrics_get_{name}")(metrics) for name in _METRICS}
