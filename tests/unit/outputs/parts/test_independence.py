"""Which styles and templates of the user's own keep a report in one part."""

from pathlib import Path

import pytest

from reportgen.built_in import built_in_folder
from reportgen.outputs.parts.independence import are_independent, own_texts


@pytest.mark.parametrize(
    "text",
    [
        "@page :left { margin-left: 3cm }",
        "@page:nth(2) { background: red }",
        "@page cover:right { margin: 0 }",
        "body { counter-reset: figure } figcaption { counter-increment: figure }",
        ".logo { position: running(logo) }",
        ".stamp { position: fixed; top: 0 }",
        ".aside { float: footnote }",
        '.see::after { content: "on page " target-counter(attr(href), page) }',
        ".here::before { content: counter(page) }",
        ".judgement > h2 { break-before: auto }",
        "h2 { break-before: recto }",
        "blockquote { quotes: '«' '»' }",
        "body::before { content: 'Draft'; display: block }",
        "h2, section::after { content: 'End' } h3 { color: red }",
        ":root body:before { content: 'Draft' }",
        "body { font-size: 10pt; padding-top: 2cm }",
        "@media print { section.judgement { border: 1px solid red } }",
        ".training-reports { margin: 1cm 0 }",
        "section { column-count: 2 }",
        "section > h2 { display: none }",
        "h2 { position: absolute; top: 0 }",
        ".run { break-before: avoid }",
        "section:nth-of-type(3) { page: wide }",
        ".judgement > article:last-child { color: red }",
        ".run:nth-child(odd) h3 { color: red }",
        "section:has(+ section) { color: red }",
        "body:has(.judgement) { color: red }",
        ".run ~ .run { color: red }",
        '{% block sections %}<div class="framed">{{ super() }}</div>{% endblock %}',
    ],
)
def test_pages_that_depend_on_those_before_are_laid_out_together(text: str) -> None:
    assert not are_independent([text])


@pytest.mark.parametrize(
    "text",
    [
        ":root { --ink: #112233 } h2 { color: red; break-before: page }",
        "@page :first { margin: 0 } @page cover { margin: 0 }",
        "@page { @bottom-center { content: counter(page) } @top-left { content: string(title) } }",
        "/* @page :left { margin: 0 } */ p { margin: 0 }",
        ".contents a::after { content: leader('.') target-counter(attr(href), page) }",
        ".run:first-of-type { break-before: auto }",
        "tr:nth-child(even) { background: #eee }",
        "body { margin: 0; color: #222; font: 10pt/1.4 serif } section { color: red; margin: 0 }",
        ".judgement article { padding-top: 1cm } section > h2 { border-bottom: 1px solid; margin-top: 0 }",
        ".judgement td:last-child, section li:nth-child(2) { font-weight: bold } a[title~='x'] { color: red }",
        "figure { float: left } h3 { break-before: avoid; display: inline } h2 { position: relative }",
        ".section-body { padding: 1cm } main-title { border: 1px solid }",
        "p::before { content: '§' } html:not(:lang(en)) p { hyphens: auto } .classes:not(:has(tr)) { margin: 0 }",
    ],
)
def test_other_styles_leave_a_report_in_parts(text: str) -> None:
    assert are_independent([text])


def test_a_copy_of_all_built_in_templates_leaves_a_report_in_parts() -> None:
    assert are_independent(own_texts(built_in_folder() / "css", ()))


def test_styles_and_templates_of_the_user_are_read_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "extra.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "cover.html").write_bytes(b"<p>\xff</p>")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    theme = tmp_path / "own.css"
    theme.write_text("h1 { color: blue }", encoding="utf-8")
    assert own_texts(tmp_path / "css", [theme, tmp_path / "font.ttf"]) == ["p { color: red }", "h1 { color: blue }"]
    assert "<p>\N{REPLACEMENT CHARACTER}</p>" in own_texts(tmp_path, ())
