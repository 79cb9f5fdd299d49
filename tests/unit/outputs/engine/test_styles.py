"""Styles shared by elements that are styled alike: the same as those that the engine computes for each."""

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import HTML, css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector

from reportgen.outputs.engine.matching import is_of_way
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.engine.styles import SharedStyles

# As many as are needed to tell apart what a selector or a declaration might.
_PAGE = """<!DOCTYPE html><html lang="en"><head><style>
:root { --size: 9pt; --ink: #123456 }
body { font: var(--size)/1.4 serif; color: var(--ink) }
.run { border: 1pt solid currentcolor; margin: calc(2mm * 3) }
.run p { text-indent: 1em }
.run > p + p { color: green }
#second p { color: teal }
a:not([href]) { color: inherit }
a[href^="#"] { text-decoration: none }
td:first-child, tr:nth-child(2) td { padding-left: 3mm }
table { border-collapse: collapse }
td { padding: 1mm; margin: 4mm; border-bottom: 1px solid }
p:has(b) { break-inside: avoid }
:lang(fr) { quotes: "«" "»" }
q { quotes: inherit }
h3::before { content: attr(data-head); color: red }
h3[data-head=""]::before { color: blue }
.run::after { content: "." }
p { color: navy !important }
:is(.run, .other) b { border-color: inherit; width: 50% }
</style></head><body>
<div class="run" id="first"><h3 data-head="a">A</h3><p>a</p><p style="color: red; margin: 1em">b<b>c</b></p></div>
<div class="run" id="second"><h3 data-head="">A</h3><p>a</p><p>b<b>c</b></p><a name="here">d</a><a href="#x">e</a></div>
<div class="run" id="third" lang="fr"><p>a<q>b</q></p><p style="color: red; margin: 1em">b</p></div>
<div class="other"><p lang="fr">a<b id="b">b</b></p><svg width="20" height="10"><title>x</title></svg>
<table><tbody><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table></div>
<div class="other"><p lang="fr">a<b>b</b></p><svg width="30" height="10"></svg></div>
</body></html>"""
_PSEUDO_ELEMENTS = (None, "before", "after", "marker", "first-line", "footnote-call", "note-marker", "note-callback")


def _values(style: Any) -> dict[str, str] | None:
    return None if style is None else {name: str(style[name]) for name in INITIAL_VALUES}


def _styles(page: str) -> tuple[Any, Any, list[str]]:
    """Return a document, its styles and the anchors in it."""
    html, collector = HTML(string=page, base_url="test:"), TargetCollector()
    styles = css.get_all_computed_styles(html, page_rules=[], layers=[], target_collector=collector)
    return html.etree_element, styles, list(collector.target_lookup_items)


def _all_values(root: Any, styles: Any) -> Iterator[Any]:
    for element in root.iter():
        for pseudo_type in _PSEUDO_ELEMENTS:
            yield element.tag, element.attrib, pseudo_type, _values(styles(element, pseudo_type))


def test_each_element_has_the_values_that_the_engine_computes_for_it_alone() -> None:
    root, theirs, anchors = _styles(_PAGE)
    expected = list(_all_values(root, theirs))
    with quicker_layout():
        root, ours, our_anchors = _styles(_PAGE)
        assert isinstance(ours, SharedStyles)
        assert list(_all_values(root, ours)) == expected
    assert our_anchors == anchors == ["first", "second", "here", "third", "b"]


def test_an_id_keeps_nothing_from_being_shared() -> None:
    runs = "".join(f'<section id="run-{n}"><p>a</p><ul><li>{n}</li></ul></section>' for n in range(9))
    with quicker_layout():
        root, ours, _ = _styles(f"<!DOCTYPE html><body>{runs}</body>")
        for tag in ("p", "ul", "li"):
            assert len({id(ours(element)) for element in root.iter(tag)}) == 1
        assert [ours(element)["anchor"] for element in root.iter("section")] == [f"run-{n}" for n in range(9)]


@pytest.mark.parametrize("page", ["<p style='-weasy-anchor: \"x\"'>", '<style>p { -weasy-anchor: "x" }</style><p>'])
def test_anchors_that_styles_declare_are_left_to_the_engine(page: str) -> None:
    with quicker_layout():
        root, ours, anchors = _styles(page)
        assert not isinstance(ours, SharedStyles)
        assert ours(root.find(".//p"))["anchor"] == "x"
    assert anchors == ["x"]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("td", True),
        ("html:not(:lang(en)) .a > .b", True),
        ("#a [href^='x'] :is(b, i)", True),
        (":root", True),
        ("td:first-child", False),
        ("a + b", False),
        ("a ~ b", False),
        ("p:has(b)", False),
        ("p:empty", False),
        (".a:not(:last-of-type) b", False),
        ("tr:nth-child(-n + 2)", False),
    ],
)
def test_selectors_that_look_beside_or_below_an_element_are_tried_on_each(selector: str, *, expected: bool) -> None:
    from cssselect2 import compile_selector_list

    (compiled,) = compile_selector_list(selector)
    assert is_of_way(compiled.test) is expected
