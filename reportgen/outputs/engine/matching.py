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
        self._of_ways = [_part(matcher, is_of_way) for matcher in matchers]
        self._of_places = [
            (sheet, _part(matcher, lambda test: not is_of_way(test))) for sheet, matcher in enumerate(matchers)
        ]
        tests = [test for matcher in self._of_ways for test, *_ in entries(matcher)]
        self._words = frozenset(chain.from_iterable(_strings(test.__code__) for test in tests))
        self._attributes = _ALWAYS_TOLD_APART | frozenset(
            chain.from_iterable(_strings(test.__code__) for test in tests if _names(test.__code__) & {"attrib", "get"})
        )
        self._ids = self._words | {name for matcher in self._of_ways for name in matcher.id_selectors}
        self._is_placed = _Placed(matcher for _, matcher in self._of_places)
        self._ways: dict[Any, int] = {}
        self._rules_of_ways: dict[int, Rules] = {}
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
            of_way = self._rules_of_ways[way] = self._same(_matched(enumerate(self._of_ways), element))
        if not self._is_placed(element):
            return of_way
        of_place = _matched(self._of_places, element)
        return self._same((*of_way, *of_place)) if of_place else of_way

    def _same(self, rules: Rules) -> Rules:
        # The order within a sheet is unique: nothing that cannot be compared is.
        ordered = tuple(sorted(rules, key=lambda rule: (rule[0], rule[1][:2])))
        return self._rules.setdefault(tuple((sheet, entry[1]) for sheet, entry in ordered), ordered)


class _Placed:
    """Says whether an element may be matched by one of `matchers` at all."""

    def __init__(self, matchers: Iterable[Any]) -> None:
        filled = [matcher for matcher in matchers if any(entries(matcher))]
        self._names = {name for matcher in filled for name in matcher.lower_local_name_selectors}
        self._classes = {name for matcher in filled for name in matcher.class_selectors}
        self._are_any = any(
            getattr(matcher, kind) for matcher in filled for kind in ("id_selectors", "namespace_selectors", *_LISTS)
        )

    def __call__(self, element: Any) -> bool:
        return self._are_any or element.local_name in self._names or not self._classes.isdisjoint(element.classes)


def is_of_way(test: Callable[[Any], bool]) -> bool:
    """Say whether a compiled selector looks at nothing but the way down to an element."""
    return _names(test.__code__) <= _OF_THE_WAY


def _part(matcher: Any, is_wanted: Callable[[Any], bool]) -> Any:
    """Return a matcher with those selectors of `matcher` that are wanted."""
    part = type(matcher)()
    for kind in _BUCKETS:
        for key, entries in getattr(matcher, kind).items():
            if wanted := [entry for entry in entries if is_wanted(entry[0])]:
                getattr(part, kind)[key] = wanted
    for kind in _LISTS:
        setattr(part, kind, [entry for entry in getattr(matcher, kind) if is_wanted(entry[0])])
    return part


def entries(matcher: Any) -> Iterator[Any]:
    """Yield the rules of a matcher as it keeps them: test, specificity, order, pseudo-element, payload."""
    for kind in _BUCKETS:
        yield from chain.from_iterable(getattr(matcher, kind).values())
    for kind in _LISTS:
        yield from getattr(matcher, kind)


def _matched(matchers: Iterable[tuple[int, Any]], element: Any) -> Rules:
    return tuple((sheet, entry) for sheet, matcher in matchers for entry in matcher.match(element))


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
