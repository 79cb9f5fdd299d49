"""The page read by its tags alone: the tree that an HTML parser builds, or that parser itself."""

import io
from typing import Any

import pytest
import tinyhtml5

from reportgen.outputs.engine.parsing import quick_parser

Tree = tuple[Any, ...]


def _page(body: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html lang=fr><head><title>A &amp; B</title></head>\n<body class=x>{body}</body>\n</html>\n"
    )


def _tree(element: Any) -> Tree:
    parts = tuple(_tree(part) for part in element)
    return element.tag, element.text, element.tail, tuple(element.attrib.items()), parts


class _Counting:
    """tinyhtml5, noting the length of what it is given."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def __call__(self, document: io.StringIO, **options: Any) -> Any:
        text = document.read()
        self.lengths.append(len(text))
        return tinyhtml5.parse(io.StringIO(text), **options)


def _both(page: str) -> tuple[Tree, Tree, list[int]]:
    """Return the tree, that of tinyhtml5, and the lengths of what was left to that in making the first."""
    counting = _Counting()
    quick = quick_parser(counting)(io.StringIO(page), namespace_html_elements=False)
    return _tree(quick), _tree(tinyhtml5.parse(io.StringIO(page), namespace_html_elements=False)), counting.lengths


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "text",
        "<p>a</p>\n<p>b<br>c<br/>d</p> ",
        "<p>1&#8203;2 &lt;3&gt; &amp; &quot;4&quot; &#39;5&#39;&nbsp;6</p>",
        '<p title="a &amp; b > c\nd" hidden class="">e</p>',
        "<table>\n <caption>c</caption><thead><tr><th scope=\"col\">h</th></tr></thead>\n <tbody></tbody></table>",
        "<p>a</p><table><tbody><tr><td><p>d</p></td><td>e<br></td></tr>\n</tbody></table>",
        "<ol><li>a<ul><li>b</li></ul></li></ol><dl><div><dt>a</dt><dd><p>b</p></dd></div><dt>c</dt><dd>d</dd></dl>",
        "<b>a<b>b<b>c<b>d</b></b></b></b><i><div>e</div></i>",
        "<figure><img src=\"x\" alt=\"\"><figcaption>f</figcaption></figure><pre><code>a\n  b</code></pre>",
        "a<!--page--><table><!--page--><tbody> <!-- --> <tr><!----><td>b</td></tr></tbody></table><p>c<!--d-->e</p> ",
        "<h2><span class=\"no\">1</span> <a href=\"#x\">t</a></h2><hr><div><h3>u</h3></div>",
    ],
)  # fmt: skip
def test_a_body_in_order_becomes_the_tree_of_a_parser_that_reads_the_head_alone(body: str) -> None:
    quick, whole, lengths = _both(_page(body))
    assert quick == whole
    assert lengths == [len(_page("<i></i>"))]


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<div>b</div></p>",
        "<p>a<b><ul><li>b</li></ul></b></p>",
        "<p>a<p>b</p>",
        "<p>a",
        "<b><i>a</b></i>",
        "<table><tr><td>a</td></tr></table>",
        "<table>a<tbody><tr><td>b</td></tr></tbody></table>",
        "<table><tbody><tr><td>a</td>b</tr></tbody></table>",
        "<div><td>a</td></div>",
        "<li>a</li>",
        '<a href="x">a<b><a href="y">b</a></b></a>',
        "<h2>a<h3>b</h3></h2>",
        "<pre>\na</pre>",
        "<div/>a",
        "<DIV>a</DIV>",
        "<p CLASS=a>b</p>",
        '<p id="a" id="b">c</p>',
        "a<!-- b-c -->d",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
        "<form><p>a</p></form>",
        "<script>a < b</script>",
        "&copy; a&amp b&#128;c&#0;d&#x41;",
        "a\r\nb\0c",
        "a < b",
        "</body><p>a</p>",
    ],
)
def test_what_a_parser_reads_otherwise_than_it_is_written_is_left_to_it(body: str) -> None:
    quick, whole, lengths = _both(_page(body))
    assert quick == whole
    assert lengths[-1] == len(_page(body))


@pytest.mark.parametrize(
    "page",
    ["<p>a</p>", "<!DOCTYPE html><html><!-- <body> --><p>a</p></body></html>", "<title><body></title>a</body></html>"],
)
def test_a_page_without_head_or_body_is_left_to_the_parser(page: str) -> None:
    quick, whole, lengths = _both(page)
    assert quick == whole
    assert lengths[-1] == len(page)


def test_bytes_and_other_options_are_left_to_the_parser() -> None:
    read = quick_parser(tinyhtml5.parse)
    assert read(io.BytesIO(_page("é").encode()), transport_encoding="utf-8").tag.endswith("}html")
    assert read(_page("a"), namespace_html_elements=True).tag.endswith("}html")


def test_elements_with_the_same_attributes_can_be_changed_one_by_one() -> None:
    first, second = quick_parser(tinyhtml5.parse)(
        _page('<p class="a"></p><p class="a"></p>'), namespace_html_elements=False
    ).find("body")
    first.set("class", "b")
    assert second.get("class") == "a"
