"""The contents of a long report: who prints the number of a page is found at once, not among all of their lines."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import weasyprint.document
from weasyprint.css.targets import TargetCollector

from reportgen.outputs.parts import workplace
from reportgen.outputs.parts.dividing import divide
from tests.unit.outputs.parts.long_page import long_page
from tests.unit.outputs.parts.making import made_anew


def labels(content: bytes) -> list[str]:
    """Return the bookmarks of a report."""
    with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
        return [item.get_title() for item in document.get_toc()]


def test_lines_are_asked_that_name_the_anchor_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    cache = TargetCollector.cache_target_page_counters

    def noted(self: Any, *news: Any) -> None:
        asked.append(len(self.counter_lookup_items.items()))
        cache(self, *news)

    monkeypatch.setattr(TargetCollector, "cache_target_page_counters", noted)
    page = long_page(6)
    named_here = '<li><a href="#contents">Here</a></li><li><a href="#run-1">There</a></li></ol></nav>'
    html = page.html.replace("</ol></nav>", named_here).replace('<h2 class="unnumbered">', '<h2 id="contents">')
    made_anew(replace(page, html=html))
    assert max(asked) == 1


def test_when_all_pages_are_made_lines_of_the_contents_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_through: list[tuple[int, int]] = []
    lay_out = weasyprint.document.layout_document

    def noted(html: Any, root: Any, context: Any) -> Iterator[Any]:
        yield from lay_out(html, root, context)
        lookups = context.target_collector.counter_lookup_items
        looked_through.append((len(lookups), len(lookups.items())))

    monkeypatch.setattr(weasyprint.document, "layout_document", noted)
    made_anew(long_page(6))
    assert max(looked_through) == (12, 0)


def test_bookmarks_that_print_the_number_of_a_page_are_those_of_the_whole_report() -> None:
    style = ".contents li { bookmark-level: 1; bookmark-label: 'p. ' target-counter('#judged-6', page) }"
    page = long_page(6)
    page = replace(page, html=page.html.replace("</style>", f"{style}</style>"))
    assert len(divide(page.html)) > 1
    assert labels(made_anew(page).content).count("p. 13") == 12


def test_memory_is_searched_between_parts_and_not_when_all_wait_for_the_last_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[str] = []
    lay_out = workplace.lay_out

    def noted(part: Any, *given: Any) -> Any:
        searched.append("part")
        return lay_out(part, *given)

    monkeypatch.setattr(workplace, "_PAGES_BETWEEN_SEARCHES", 0)
    monkeypatch.setattr(workplace, "lay_out", noted)
    monkeypatch.setattr(workplace.gc, "collect", lambda: searched.append("search"))
    made_anew(long_page(6))
    told = " ".join(searched)
    assert re.fullmatch(r"(part )+?(search part )+search part", told)
    assert "search search" not in told
