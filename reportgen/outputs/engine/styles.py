"""Gives the styles of a document's elements: one for all elements that are styled alike, however many runs there are.

The engine shares a style only below the same parent, and an `id` makes a style that nothing below it shares: each run
had styles of its own for the same headings, lists and cells. And for each element it makes five styles of footnotes and
markers, whether there is one or not. Here a style is shared by elements that the same rules match, with the same
`style` and `lang`, below parents of the same kind; the kind of an element leaves its `id` out, which nothing inherits.
The style of a pseudo-element is made when it is asked for. Pages, of which there are few kinds too, share theirs.

What a style computes depends on its declarations, its parent and the document alone, never on the element, so that it
cannot differ. A document of 118 pages had 75,000 styles, which took a tenth of the layout and 0.9 MB a page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.css.validation import preprocess_declarations

from reportgen.outputs.engine.matching import Matching, Rules, entries

_SVG = "{http://www.w3.org/2000/svg}svg"

# The value of each property, and the weight of the declaration that it comes from.
Cascade = dict[str, tuple[Any, Any]]

_THEIRS = css.StyleFor

_KIND = "kind"
"""Stands beside the names of pseudo-elements: with the styles of an element, what else is known of it is let go."""

# Properties that are computed in one step where they are not declared: those that are inherited, and those that have
# their initial value, be it that they have a logical name as well (`margin-left`, `margin-inline-start`) or not.
_INHERITED = frozenset(name for name in INHERITED if not name.startswith("text_decoration_"))
_SIMPLE = frozenset(
    name
    for name in set(INITIAL_VALUES) - INHERITED - INITIAL_NOT_COMPUTED - {"position", "float", "display", "page"}
    if not name.startswith("text_decoration_")
)
_PHYSICAL = _SIMPLE & set(PHYSICAL_FUNCTIONS)
_INITIAL = _SIMPLE - _PHYSICAL
_LOGICAL_NAMES = frozenset(
    logical(block="ttb", inline=direction) for logical in PHYSICAL_FUNCTIONS.values() for direction in ("ltr", "rtl")
)


def styles_for(html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any) -> Any:
    """Stand in for the engine's `StyleFor`, which is used where anchors come from elsewhere than from ids and names."""
    given = (html, sheets, presentational_hints, font_config, target_collector)
    return _THEIRS(*given) if presentational_hints or _is_anchored(html, sheets) else SharedStyles(*given)


def _is_anchored(html: Any, sheets: Any) -> bool:
    """Say whether a style sheet or an attribute `style` may declare an anchor."""
    own = (element.get("style") or "" for element in html.etree_element.iter())
    rules = (entry[-1] for sheet, _, _ in sheets for entry in entries(sheet.matcher))
    return any("anchor" in style for style in own) or any(name == "anchor" for rule, _ in rules for name, *_ in rule)


@dataclass(eq=False)
class _Kind:
    """Elements that are styled alike: the style they share, what makes it up, and the kinds of elements in them."""

    cascade: Cascade
    style: Any
    pseudo_elements: dict[str, Cascade]
    pseudo_styles: dict[str, Any] = field(default_factory=dict)
    below: dict[Any, "_Kind"] = field(default_factory=dict)


class AnchoredStyle(css.ComputedStyle):  # type: ignore[misc]  # WeasyPrint is untyped
    """The style of an element with an anchor, which it has beside the values of its kind."""

    def __init__(self, of_kind: Any, cascade: Cascade) -> None:
        given = (of_kind.root_style, of_kind.base_url, of_kind.font_config, of_kind.initial_page_sizes)
        super().__init__(of_kind.parent_style, cascade, None, *given)
        self.specified = of_kind.specified
        self._of_kind = of_kind

    @property
    def anonymous_style(self) -> Any:
        """The style of boxes without an element in this one, which have no anchor."""
        return self._of_kind.anonymous_style

    def __missing__(self, key: str) -> Any:
        value = self[key] = super().__missing__(key) if key == "anchor" else self._of_kind[key]
        return value


def quick_values(theirs: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return a stand-in for `ComputedStyle.__missing__` that finds sooner what a style does not declare."""

    def __missing__(style: Any, key: str) -> Any:  # noqa: N807
        if key in style.cascaded:
            return theirs(style, key)
        if key in _INHERITED and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
        elif key in _INITIAL or (key in _PHYSICAL and _LOGICAL_NAMES.isdisjoint(style.cascaded)):
            value = style[key] = INITIAL_VALUES[key]
        else:
            value = theirs(style, key)
        return value

    return __missing__


class SharedStyles(_THEIRS):  # type: ignore[misc,valid-type]  # WeasyPrint is untyped
    """The engine's `StyleFor`, with the same answers."""

    def __init__(self, html: Any, sheets: Any, _hints: Any, font_config: Any, target_collector: Any) -> None:
        css.PROGRESS_LOGGER.info("Step 3 - Applying CSS")
        # These have the names that the engine's methods for pages know.
        self._cascaded_styles: dict[Any, Cascade] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets = sheets
        # All sheets of a document keep their rules for pages in one list, which the engine would go through for each.
        lists = {(id(sheet.page_rules), *given): (sheet, *given) for sheet, *given in sheets}
        self._sheets_of_pages = tuple(lists.values())
        self.font_config = font_config
        self._base_url = html.base_url
        self._root_style = css.InitialStyle(font_config)
        self._collect_anchor = target_collector.collect_anchor if target_collector else None
        self._matching = _matching([sheet for sheet, _, _ in sheets])
        self._declared: dict[int, dict[str | None, Cascade]] = {}
        self._said: dict[Any, Cascade] = {}
        self._of_pages: dict[Any, Any] = {}
        self._settled: dict[int, Any] = {}
        self._names_page = False
        self._add(html.wrapper_element, None, {}, -1)
        # Boxes are asked for the names of their first and last pages again and again.
        self._root_style.names_no_page = not self._names_page

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """Return the style of an element or page, or of a pseudo-element, None for one that no rule speaks of."""
        style = self._computed_styles.get((element, pseudo_type))
        if style is None:
            kind = self._computed_styles.get((element, _KIND))
            if kind is None or pseudo_type not in kind.pseudo_elements:
                return None
            if pseudo_type not in kind.pseudo_styles:
                cascade = kind.pseudo_elements[pseudo_type]
                kind.pseudo_styles[pseudo_type] = self._computed(kind.style, cascade, pseudo_type)
            style = self._computed_styles[element, pseudo_type] = kind.pseudo_styles[pseudo_type]
        # The engine adjusts no style that is empty as yet: those of pages, which it asks for once.
        if id(style) not in self._settled:
            self._settled[id(style)] = style
            style["anchor"]
            super().__call__(element, pseudo_type)
        return style

    def add_page_declarations(self, page_type: Any) -> None:
        """Gather what rules declare for a page and its margins, and forget what they did for the pages before."""
        self._cascaded_styles.clear()
        sheets, self._sheets = self._sheets, self._sheets_of_pages
        super().add_page_declarations(page_type)
        self._sheets = sheets

    def set_computed_styles(
        self, element: Any, parent: Any, *_: Any, pseudo_type: str | None = None, **__: Any
    ) -> None:
        """Set the style of a page or of one of its margins."""
        cascade = self._cascaded_styles.get((element, pseudo_type), {})
        parent_style = self._computed_styles[parent, None]
        # The specificity of a page is a list.
        declared = tuple((name, id(value), str(weight)) for name, (value, weight) in cascade.items())
        # Units of the page's size have no meaning before the first page is begun.
        key = (id(parent_style), pseudo_type, self.initial_page_sizes["box"] is None, declared)
        if key not in self._of_pages:
            style = self._of_pages[key] = self._computed(parent_style, cascade, pseudo_type)
            self._settled[id(style)] = style
        self._computed_styles[element, pseudo_type] = self._of_pages[key]

    def _add(self, element: ElementWrapper, parent: _Kind | None, kinds: dict[Any, _Kind], above: int) -> None:
        """Add an element and what it holds: `kinds` are those in its parent, `above` is the way down to that."""
        node = element.etree_element
        way = self._matching.way(above, node)
        kind = self._kind(node, self._matching.rules(way, element), parent, kinds)
        style = kind.style
        if node.get("id") or (node.tag == "a" and node.get("name")):
            anchor = self._said_by({name: node.get(name) for name in ("id", "name") if node.get(name)}, node.tag)
            style = AnchoredStyle(kind.style, kind.cascade | anchor)
            if self._collect_anchor and style["anchor"]:
                self._collect_anchor(style["anchor"])
        if parent is None:
            self._root_style = style
        self._computed_styles[node, None] = style
        if kind.pseudo_elements:
            self._computed_styles[node, _KIND] = kind
        before = None
        # Given here, it is not looked up again by each child, under a lock.
        element.etree_children = [child for child in node if isinstance(child.tag, str)]
        for place, child in enumerate(element.etree_children):
            before = ElementWrapper(child, element, place, before, element.in_html_document)
            self._add(before, kind, kind.below, way)

    def _kind(self, node: Any, rules: Rules, parent: _Kind | None, kinds: dict[Any, _Kind]) -> _Kind:
        attributes = ("style", "lang", "width", "height") if node.tag == _SVG else ("style", "lang")
        said = {name: node.get(name) for name in attributes if node.get(name)}
        key = (id(rules), node.tag == _SVG, *said.items())
        kind = kinds.get(key)
        if kind is None:
            cascades = self._declared_by(rules)
            cascade = dict(self._said_by(said, node.tag)) if said else {}
            for name, (value, weight) in cascades[None].items():
                _declare(cascade, name, value, weight)
            self._names_page |= "page" in cascade or any("page" in declared for declared in cascades.values())
            style = self._computed(parent.style if parent else None, cascade, None)
            pseudo_elements = {name: declared for name, declared in cascades.items() if name}
            kind = kinds[key] = _Kind(cascade, style, pseudo_elements)
        return kind

    def _computed(self, parent: Any, cascade: Cascade, pseudo_type: str | None) -> Any:
        given = (self._root_style, self._base_url, self.font_config, self.initial_page_sizes)
        return css.ComputedStyle(parent, cascade, pseudo_type, *given)

    def _said_by(self, attributes: dict[str, str | None], tag: str) -> Cascade:
        """Return what attributes of an element declare."""
        key = (tag in ("a", _SVG) and tag, *attributes.items())
        if key not in self._said:
            cascade = self._said[key] = {}
            stand_in = ElementTree.Element(tag, {name: value or "" for name, value in attributes.items()})
            for specificity, _, declarations, base_url in css.find_style_attributes(stand_in, base_url=self._base_url):
                _declare_all(cascade, preprocess_declarations(base_url, declarations), "author", inf, specificity)
        return self._said[key]

    def _declared_by(self, rules: Rules) -> dict[str | None, Cascade]:
        """Return what rules declare for an element, by None, and for its pseudo-elements, by their names."""
        if id(rules) not in self._declared:
            cascades: dict[str | None, Cascade] = {None: {}}
            for number, (specificity, _, pseudo_type, (declarations, layer)) in rules:
                sheet, origin, sheet_specificity = self._sheets[number]
                order = inf if layer is None else sheet.layers.index(layer)
                cascade = cascades.setdefault(pseudo_type, {})
                _declare_all(cascade, declarations, origin, order, sheet_specificity or specificity)
            self._declared[id(rules)] = cascades
        return self._declared[id(rules)]


_MATCHINGS: WeakKeyDictionary[Any, tuple[list[int], Matching]] = WeakKeyDictionary()


def _matching(sheets: list[Any]) -> Matching:
    """Return the matching of `sheets`, which knows what it found in other documents with them, by the last of them."""
    named = [id(sheet) for sheet in sheets]
    known = _MATCHINGS.get(sheets[-1])
    if known is None or known[0] != named:
        known = _MATCHINGS[sheets[-1]] = (named, Matching([sheet.matcher for sheet in sheets]))
    return known[1]


def _declare_all(cascade: Cascade, declarations: Iterable[Any], origin: str, order: float, specificity: Any) -> None:
    for name, value, importance in declarations:
        _declare(cascade, name, value, (css.declaration_precedence(origin, importance), order, specificity))


def _declare(cascade: Cascade, name: str, value: Any, weight: Any) -> None:
    if name not in cascade or cascade[name][1] <= weight:
        cascade[name] = value, weight
