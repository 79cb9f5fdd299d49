"""Page numbers of other parts in the contents: they are known when all other parts are laid out.

WeasyPrint lays pages out again whose content turns out to name other pages than it thought. Here it is told so after
each pass of the first part, where the contents stand: mostly once. Other parts may be laid out before it is told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from types import SimpleNamespace
from typing import Any

import weasyprint.document
import weasyprint.layout
from weasyprint.css.targets import TargetCollector, TargetLookupItem, anchor_name_from_token

from reportgen.outputs.engine.replacing import Replacement, none_replaced, replaced
from reportgen.outputs.parts.facts import Ending, Numbers


class _Lookups(dict[tuple[Any, str], Any]):
    """What labels, strings and generated content want to know, by the box and what of it.

    When all pages are made, the engine looks through the items for each box that has one, and passes over those of
    content: for three thousand lines of contents that takes a second, for nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._not_of_content: dict[tuple[Any, str], Any] = {}

    def setdefault(self, key: tuple[Any, str], default: Any = None) -> Any:
        if key[1] != "content":
            self._not_of_content.setdefault(key, default)
        return super().setdefault(key, default)

    def items(self) -> Any:
        return self._not_of_content.items()


class _Targets(TargetCollector):  # type: ignore[misc]  # WeasyPrint is untyped
    """Takes an anchor that it does not know for one in another part, and notes which anchor each content names."""

    def __init__(self) -> None:
        super().__init__()
        self._elsewhere: dict[str, TargetLookupItem] = {}
        self._named: dict[tuple[Any, str], set[str]] = defaultdict(set)
        self._naming: dict[str, dict[tuple[Any, str], Any]] = defaultdict(dict)
        self.counter_lookup_items: dict[tuple[Any, str], Any] = _Lookups()

    def lookup_target(self, anchor_token: Any, source_box: Any, css_token: str, parse_again: Any) -> Any:
        anchor = anchor_name_from_token(_resolved(anchor_token, source_box))
        if anchor is not None:
            self._named[source_box, css_token].add(anchor)
        if anchor is None or anchor in self.target_lookup_items:
            return super().lookup_target(anchor_token, source_box, css_token, parse_again)
        return self._elsewhere.setdefault(anchor, _unknown())

    def collect_missing_counters(
        self, box: Any, css_token: str, parse_again: Any, own: list[str], of_targets: dict[Any, list[str]]
    ) -> None:
        """Take note of the counters that a content wants to know.

        The engine takes those of targets for counters of the page that the content stands on, and does not find the
        target that an attribute names: it would learn of the number by laying the page out twice more.
        """
        wanted = of_targets.get(None, [])
        targets = dict.fromkeys(self._named[box, css_token], wanted) if wanted else of_targets
        super().collect_missing_counters(box, css_token, parse_again, [] if own is wanted else own, targets)
        for anchor in targets if (box, css_token) in self.counter_lookup_items else ():
            self._naming[anchor][box, css_token] = self.counter_lookup_items[box, css_token]

    def cache_target_page_counters(self, anchor_name: str, values: Any, place: int, page_maker: list[Any]) -> None:
        """Take note of the page of an anchor in this part.

        The engine also has pages laid out again that name an anchor when the number of all pages was counted, which it
        compares, too. It is not that of the report here: nothing names it, and it would take two further passes.
        """
        item = self.target_lookup_items.get(anchor_name)
        if item and _number(item) == values["page"][-1]:
            item.page_maker_index = place
        else:
            self._spread(anchor_name, values, place, page_maker)

    def _spread(self, anchor: str, *news: Any) -> None:
        """Let the engine tell those that name an anchor: it would look for them among all."""
        lookups = self.counter_lookup_items
        self.counter_lookup_items = self._naming[anchor]
        super().cache_target_page_counters(anchor, *news)
        self.counter_lookup_items = lookups

    def tell(self, numbers: Mapping[str, int], page_maker: list[Any]) -> dict[str, int | None]:
        """Have the pages laid out again that name another page than `numbers` say; return which ones are named."""
        changed = {anchor for anchor, item in self._elsewhere.items() if _number(item) != numbers.get(anchor)}
        for anchor in changed & numbers.keys():
            self._elsewhere[anchor].cached_page_counter_values = {"page": [numbers[anchor]]}
        for item in self.counter_lookup_items.values():
            if changed.intersection(item.missing_target_counters) and item.page_maker_index is not None:
                item.parse_again(item.cached_page_counter_values)
                page_maker[item.page_maker_index][-1]["content_changed"] = True
        return {anchor: numbers.get(anchor) for anchor in self._elsewhere}


def _unknown() -> Any:
    item = TargetLookupItem("up-to-date")
    item.target_box = SimpleNamespace(cached_counter_values={})
    return item


def _number(item: Any) -> Any:
    return item.cached_page_counter_values.get("page", [None])[-1]


def _resolved(anchor_token: Any, source_box: Any) -> Any:
    """Return what an attribute says, as the engine's collector does for itself."""
    from weasyprint.urls import get_url_tuple

    if anchor_token[0] != "attr()":
        return anchor_token
    name, kind, fallback = anchor_token[1]
    value = source_box.element.get(name, fallback)
    return ("url", get_url_tuple(value, source_box.style.base_url)) if kind == "url" else ("string", value)


def last_strings(strings: Mapping[str, Mapping[int, Sequence[str]]]) -> dict[str, str]:
    """Return what running heads may show behind a part, by name; `strings` are those of its pages."""
    return {name: values[max(values)][-1] for name, values in strings.items() if values}


def _strings_so_far(pages: Sequence[Any]) -> dict[str, str]:
    """Return the same before the engine has collected the strings: what boxes set, but for counters of pages."""
    boxes = chain.from_iterable(page.descendants() for page in pages)
    return dict(chain.from_iterable(box.string_set for box in boxes if box.string_set and box.string_set != "none"))


@contextmanager
def numbers_told(numbers: Numbers) -> Iterator[Mapping[str, int | None]]:
    """Lay out with the page numbers of other parts; give those that are named, by their anchors, when that is done.

    While `numbers` works, the engine is as it was before.
    """
    named: dict[str, int | None] = {}
    make_all_pages = weasyprint.layout.make_all_pages

    def make_and_tell(context: Any, *given: Any) -> list[Any]:
        pages = list(make_all_pages(context, *given))
        ending = Ending(context.page_maker[len(pages)][3][1]["page"][-1], len(pages), _strings_so_far(pages))
        with none_replaced():
            found = numbers(ending)
        named.update(context.target_collector.tell(found, context.page_maker))
        return pages

    targets = Replacement(weasyprint.document, "TargetCollector", _Targets)
    with replaced(targets, Replacement(weasyprint.layout, "make_all_pages", make_and_tell)):
        yield named
