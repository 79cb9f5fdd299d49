"""Finds the rules that match each element: once for all elements that no selector can tell apart.

Most selectors look at an element and at what it stands in: names, classes, attributes, languages. Elements that agree
in those, all the way up, are matched by the same rules, and a report repeats few such ways however many runs it has.
The other selectors (`:first-child`, `:has()`, `+` …) are tried on each element, as cssselect2 does. What a selector
looks at is told by the names in the code that cssselect2 compiles from it; one with a name unknown here is taken for
such another.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import CodeType
from typing import Any

# What the code of a selector uses that cannot change while the way down to the element is the same.
_OF_THE_WAY = frozenset(
    "local_name namespace_url in_html_document classes id lang etree_element attrib get tag parent ancestors "
    "split_whitespace ascii_lower lower startswith endswith any next".split()
)
_ALWAYS_TOLD_APART = frozenset(("class", "lang", "{http://www.w3.org/XML/1998/namespace}lang"))
_BUCKETS = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_LISTS = ("lang_attr_selectors", "other_selectors")

# A rule that matches: the number of its sheet, and what cssselect2 says: specificity, order, pseudo-element, payload.
Rule = tuple[int, tuple[Any, ...]]
Rules = tuple[Rule, ...]


class Matching:
    """Matches the elements of one document, a parent before its children, against the `matchers` of sheets in order."""

    def __init__(self, matchers: list[Any]) -> None:
        self._of_ways = [_part_of_ways(matcher) for matcher in matchers]
        self._of_places = _OfPlaces(matchers)
        tests = [test for matcher in self._of_ways for test, *_ in entries(matcher)]
        words = frozenset(chain.from_iterable(_strings(test.__code__) for test in tests))
        self._attributes = _ALWAYS_TOLD_APART | frozenset(
            chain.from_iterable(_strings(test.__code__) for test in tests if _names(test.__code__) & {"attrib", "get"})
        )
        self._ids = words | {name for matcher in self._of_ways for name in matcher.id_selectors}
        self._ways: dict[Any, int] = {}
        self._rules_of_ways: dict[int, Rules] = {}
        self._rules_of_places: dict[Any, Rules] = {}
        self._rules: dict[Any, Rules] = {}

    def way(self, above: int, element: Any) -> int:
        """Return the number of the way down to an etree element, `above` being that of its parent, -1 for the root."""
        told = [
            (name, value)
            for name, value in element.attrib.items()
            if name in self._attributes or (name == "id" and value in self._ids)
        ]
        return self._ways.setdefault((above, element.tag, *told), len(self._ways))

    def rules(self, way: int, element: Any) -> Rules:
        """Return what matches a wrapped element with this way, in the order of application; equal ones are the same."""
        of_way = self._rules_of_ways.get(way)
        if of_way is None:
            of_way = self._rules_of_ways[way] = self._same(
                [(sheet, entry) for sheet, matcher in enumerate(self._of_ways) for entry in matcher.match(element)]
            )
        of_place = self._of_places.matched(element)
        if not of_place:
            return of_way
        key = (way, *((sheet, entry[1]) for sheet, entry in of_place))
        if key not in self._rules_of_places:
            self._rules_of_places[key] = self._same([*of_way, *of_place])
        return self._rules_of_places[key]

    def _same(self, rules: list[Rule]) -> Rules:
        # The order within a sheet is unique: nothing that cannot be compared is.
        ordered = tuple(sorted(rules, key=lambda rule: (rule[0], rule[1][:2])))
        return self._rules.setdefault(tuple((sheet, entry[1]) for sheet, entry in ordered), ordered)


class _OfPlaces:
    """The selectors of all sheets that look beside or below an element, by the names and classes they are for."""

    def __init__(self, matchers: list[Any]) -> None:
        self._by_name: dict[str, list[Any]] = {}
        self._by_class: dict[str, list[Any]] = {}
        self._others: list[Any] = []
        self._tried: dict[Any, list[Any]] = {}
        for sheet, matcher in enumerate(matchers):
            for kind, key, entry in _places(matcher):
                if is_of_way(entry[0]):
                    continue
                tried = (entry[0], (sheet, entry[1:]))
                if kind == "lower_local_name_selectors":
                    self._by_name.setdefault(key, []).append(tried)
                elif kind == "class_selectors":
                    self._by_class.setdefault(key, []).append(tried)
                else:
                    self._others.append(tried)

    def matched(self, element: Any) -> list[Rule]:
        """Return the rules of those that match a wrapped element, in any order."""
        node = element.etree_element
        key = (node.tag, node.get("class"))
        tried = self._tried.get(key)
        if tried is None:
            lists = [self._by_class.get(name, []) for name in element.classes]
            tried = [*self._by_name.get(element.local_name.lower(), []), *chain.from_iterable(lists), *self._others]
            self._tried[key] = tried
        return [rule for test, rule in tried if test(element)]


def finder(theirs: Callable[..., Iterable[Any]]) -> Callable[..., Iterable[Any]]:
    """Return a stand-in for `ElementWrapper.query_all`, which wraps all elements to find those with a few names.

    The engine takes nothing from what it finds but the elements themselves.
    """

    def query_all(root: Any, *selectors: str) -> Iterable[Any]:
        if not all(isinstance(selector, str) and selector.isalnum() for selector in selectors):
            return theirs(root, *selectors)
        nodes = (node for node in root.etree_element.iter() if isinstance(node.tag, str))
        return (root.from_html_root(node) for node in nodes if node.tag.rpartition("}")[2] in selectors)

    return query_all


def is_of_way(test: Callable[[Any], bool]) -> bool:
    """Say whether a compiled selector looks at nothing but the way down to an element."""
    return _names(test.__code__) <= _OF_THE_WAY


def entries(matcher: Any) -> Iterator[Any]:
    """Yield the rules of a matcher as it keeps them: test, specificity, order, pseudo-element, payload."""
    return (entry for _, _, entry in _places(matcher))


def _places(matcher: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield the rules of a matcher with where it keeps them: the name of a dictionary or list, and a key or None."""
    for kind in _BUCKETS:
        for key, kept in getattr(matcher, kind).items():
            yield from ((kind, key, entry) for entry in kept)
    for kind in _LISTS:
        yield from ((kind, None, entry) for entry in getattr(matcher, kind))


def _part_of_ways(matcher: Any) -> Any:
    """Return a matcher with those rules of `matcher` that look at nothing but the way down to an element."""
    part = type(matcher)()
    for kind, key, entry in _places(matcher):
        if is_of_way(entry[0]):
            kept = getattr(part, kind)
            (kept.setdefault(key, []) if kind in _BUCKETS else kept).append(entry)
    return part


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _names(code: CodeType) -> set[str]:
    return {name for part in _codes(code) for name in part.co_names}


def _strings(code: CodeType) -> Iterator[str]:
    """Yield the strings that a selector compares with, those in tuples too."""
    for part in _codes(code):
        for constant in part.co_consts:
            yield from (
                word for word in (constant if isinstance(constant, tuple) else (constant,)) if isinstance(word, str)
            )
