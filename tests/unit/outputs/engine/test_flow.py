"""What boxes are asked while they are placed: the engine's answers."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.outputs.engine import flow
from reportgen.outputs.engine.quicker import quicker_layout

_PAGE = """<style>@page wide { size: 10cm } .wide { page: wide } .abs { position: absolute } .left { float: left }
.round { border-radius: 2pt } .block { display: inline-block } .clip { overflow: hidden }
.columns { columns: 2 }</style>
<div><p class=left>a</p><div class=wide><p>b<span class=abs>c<b>d</b></span></p><p>e</p></div></div>
<div class=round><p class=abs>f</p><p class=clip>g<span class=block>h</span></p><table><tr><td>i</table></div>
<div class=columns>j</div>"""


def _boxes() -> Iterator[Any]:
    for page in HTML(string=_PAGE).render().pages:
        yield from page._page_box.descendants(placeholders=True)


def test_descendants_are_found_in_order_through_placeholders_or_not() -> None:
    inner = boxes.BlockBox.__new__(boxes.BlockBox)
    inner.children = [leaf := boxes.Box("b", None, None)]
    placeholder = AbsolutePlaceholder(inner)
    outer = boxes.BlockBox.__new__(boxes.BlockBox)
    outer.children = (placeholder, last := boxes.Box("i", None, None))
    assert list(flow.descendants(outer)) == list(boxes.Box.descendants(outer)) == [outer, placeholder, last]
    assert list(flow.descendants(outer, placeholders=True)) == [outer, inner, leaf, last]


def test_boxes_begin_and_end_on_the_pages_that_the_engine_says() -> None:
    found = [(flow.page_values(box), box.page_values()) for box in _boxes()]
    assert [ours for ours, _ in found] == [theirs for _, theirs in found]
    assert ("wide", "wide") in {ours for ours, _ in found}


@pytest.mark.parametrize(
    "style", ["", "p { page: a }", "p::before { page: a; content: 'x'; display: block }", "@page a { margin: 0 }"]
)
def test_pages_are_looked_for_where_a_style_names_one(style: str) -> None:
    theirs = boxes.ParentBox.page_values
    with quicker_layout():
        document = HTML(string=f"<style>{style}</style><div>a<p>b</div><p style='page: auto'>c").render()
        found = [
            (box.page_values(), theirs(box))
            for page in document.pages
            for box in page._page_box.descendants()
            if isinstance(box, boxes.ParentBox)
        ]
    assert [ours for ours, _ in found] == [expected for _, expected in found]
    assert (len({ours for ours, _ in found}) > 1) == style.startswith("p")


def test_contexts_are_told_by_style_and_class() -> None:
    theirs = boxes.Box.establishes_formatting_context
    tell = flow.context_teller(theirs)
    found = [(tell(box), theirs(box)) for box in _boxes()]
    assert [ours for ours, _ in found] == [theirs for _, theirs in found]
    assert len({ours for ours, _ in found}) == 2


@pytest.mark.parametrize("count", range(4))
def test_margins_collapse_to_the_largest_and_the_smallest(count: int) -> None:
    for margins in itertools.product((-2, -1.5, 0, 0.0, 1, 2.5), repeat=count):
        collapsed = flow.collapse_margin(list(margins))
        assert (collapsed, type(collapsed)) == ((theirs := block.collapse_margin(list(margins))), type(theirs))
