"""Styles shared by elements that are styled alike: the same as those that the engine computes for each."""

from typing import Any

import pytest
from weasyprint import HTML, css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector

from reportgen.outputs.engine.matching import is_of_way
from reportgen.outputs.engine.styles import SharedStyles, styles_for

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


def _both(page: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any, Any, list[list[str]]]:
    """Return the document, its styles by the engine and ours, and the anchors that each collected."""
    html, found, anchors = HTML(string=page, base_url="test:"), [], []
    for make in (css.StyleFor, styles_for):
        collector = TargetCollector()
        monkeypatch.setattr(css, "StyleFor", make)
        found.append(css.get_all_computed_styles(html, page_rules=[], layers=[], target_collector=collector))
        anchors.append(list(collector.target_lookup_items))
    return html, found[0], found[1], anchors


def test_each_element_has_the_values_that_the_engine_computes_for_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    html, theirs, ours, anchors = _both(_PAGE, monkeypatch)
    assert isinstance(ours, SharedStyles)
    for element in html.etree_element.iter():
        for pseudo_type in _PSEUDO_ELEMENTS:
            told = (element.tag, element.attrib, pseudo_type)
            assert (told, _values(ours(element, pseudo_type))) == (told, _values(theirs(element, pseudo_type)))
    assert anchors[1] == anchors[0] == ["first", "second", "here", "third", "b"]


def test_an_id_keeps_nothing_from_being_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = "".join(f'<section id="run-{n}"><p>a</p><ul><li>{n}</li></ul></section>' for n in range(9))
    html, _, ours, _ = _both(f"<!DOCTYPE html><body>{runs}</body>", monkeypatch)
    for tag in ("p", "ul", "li"):
        assert len({id(ours(element)) for element in html.etree_element.iter(tag)}) == 1
    assert [ours(element)["anchor"] for element in html.etree_element.iter("section")] == [f"run-{n}" for n in range(9)]


@pytest.mark.parametrize("page", ["<p style='-weasy-anchor: \"x\"'>", '<style>p { -weasy-anchor: "x" }</style><p>'])
def test_anchors_that_styles_declare_are_left_to_the_engine(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html, _, ours, anchors = _both(page, monkeypatch)
    assert not isinstance(ours, SharedStyles)
    assert ours(html.etree_element.find(".//p"))["anchor"] == "x"
    assert anchors == [["x"], ["x"]]


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
