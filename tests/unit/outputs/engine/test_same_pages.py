"""Documents laid out with and without the stand-ins for the engine's functions: the same bytes."""

import io
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from reportgen.language import speaking
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.fetching import ReportFetcher
from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import first_document_runs, write_store

_STYLE = """
@page { size: 90mm 120mm; margin: 12mm 10% 15mm 9mm; @bottom-center { content: counter(page) " / " counter(pages) }
  @top-left { content: string(head); border-bottom: 1pt solid; width: 40% } @top-right { content: "x" } }
@page :first { @top-left { content: none } }
@page wide { size: 120mm 90mm; background: #eef; marks: crop; bleed: 3mm }
body { font: 10pt/1.3 serif; counter-reset: n; orphans: 2; widows: 2 }
h2 { string-set: head content(); bookmark-label: counter(n) " " content(); counter-increment: n }
.wide { page: wide }
.half { width: 50%; margin: 2% 0 0 auto; padding: 1% 5%; min-height: 10%; box-sizing: border-box }
.round { border: 1pt solid red; border-radius: 3pt 10%; background: yellow; box-shadow: 1pt 1pt 2pt grey }
.calc { width: calc(50% + 2mm); margin-left: calc(1em + 1px) }
.avoid { break-inside: avoid; border: 2px dotted }
.left { float: left; width: 20mm; margin: 1mm } .right { float: right; clear: right }
.block { display: inline-block; vertical-align: top; width: 40%; padding: 1mm; background: #ddd }
.tight { display: inline-block; min-width: 5mm; border-left: 1px solid }
.rel { position: relative; left: 2mm; top: 1mm } .abs { position: absolute; right: 1mm; top: 10% }
.flex { display: flex; gap: 2mm } .flex div { flex: 1 } .columns { columns: 2 }
.turned { transform: rotate(5deg); opacity: 0.5 } .hidden { visibility: hidden } .clip { overflow: hidden; height: 8mm }
.first::first-line { font-weight: bold } .first::first-letter { font-size: 200% }
.leader::after { content: leader(".") target-counter(attr(href), page) }
table { border-collapse: collapse; width: 100% } .fixed { table-layout: fixed } .apart { border-collapse: separate }
td, th { padding: 1mm 2%; border-bottom: 0.5pt solid; box-sizing: border-box } thead { border-top: 2pt solid blue }
tr { break-inside: avoid } tr.tinted { background: #efe } .outline { outline: 1pt solid green }
.pre { white-space: pre-wrap; text-align: justify } .foot { float: footnote } .rtl { direction: rtl }
.indent { text-indent: -3mm; padding-left: 3mm } .collapse { margin: 5mm 0 } .collapse > p { margin: 3mm 0 -1mm }
"""

_WORDS = "Sphinx of black quartz, judge my vow; pack my box with five dozen liquor jugs. "


_BORDERS = """<table style="border: 3px double red; margin: 2mm; direction: {direction}">{columns}
    <thead style="border-bottom: 2px groove"><tr><th colspan=2>a<th style="border: 4px inset blue">b</thead>
    <tbody><tr style="border: 1px dotted green"><td rowspan=3 style="border: hidden">c<td>d<td>e</tr>
    <tr><td colspan=2 rowspan=2 style="border: 3px solid">f</tr><tr></tr>
    <tr><td style="border-left: 5px outset">g<td style="border-right: 3px ridge">h<td style="border: 1px dashed">i</tr>
    </tbody><tbody style="border: 2px solid"></tbody></table>"""


def _row(place: int) -> str:
    tint = "tinted" if place % 3 else ""
    return f'<tr class="{tint}"><th scope="row">{place}</th><td>{_WORDS[:20]}</td><td>a<br>b</td></tr>'


_PARTS = {
    "blocks": f"""<h2 id="one">One</h2><p class="first">{_WORDS * 4}</p><div class="half round">half <b>of</b> it</div>
        <div class="wrap"><div class="half">a<div class="half">b</div></div><p class="calc">c</p></div>
        <div class="collapse"><p>a</p><p>b</p><div></div></div><div class="rel">r<span class="abs">s</span></div>
        <p class="indent outline">{_WORDS}</p><div class="turned round">t</div><p class="hidden">h</p>
        <div class="clip">{_WORDS * 3}</div><blockquote>{_WORDS * 9}</blockquote>""",
    "pages": "".join(f'<div class="avoid"><h2 id="h{n}">Part {n}</h2><p>{_WORDS * (3 + n)}</p></div>' for n in range(6))
    + f'<div class="wide"><p>{_WORDS}</p></div><p>{_WORDS}</p><a class="leader" href="#h5">To five</a>',
    "inline": f"""<p>a<span class="block">{_WORDS}</span><span class="block">b</span> <span class="tight">c</span>
        <sup>1</sup><i>i<b>j</b></i><a href="#x">x</a><a href="https://a.test/">y</a> <code>z</code></p>
        <p class="left">left</p><p class="right">right</p><p>{_WORDS * 5}</p><p class="pre">{_WORDS}  x\n  y</p>
        <p class="rtl">{_WORDS} <span>אבג</span></p><p>note<span class="foot">{_WORDS}</span></p>
        <ol><li>a</li><li>b<ul><li>c</li></ul></li></ol><div class="flex"><div>f</div><div>{_WORDS}</div></div>
        <div class="columns">{_WORDS * 6}</div>""",
    "lines": "".join(
        f'<p style="{style}"> {text} </p>'
        for style in (
            "text-align: left; text-indent: 8mm",
            "text-align: center; line-height: 3",
            "text-align: right; direction: rtl",
            "text-align: justify; text-align-last: end; width: 33mm",
            "white-space: nowrap; width: 20mm; overflow: hidden; text-overflow: ellipsis",
            "white-space: pre-wrap; hyphens: auto; width: 11mm; letter-spacing: 1pt",
            "line-height: 0; font-size: 0",
            "overflow-wrap: anywhere; width: 5mm; margin-left: 3mm; position: relative; left: 1mm",
            "vertical-align: super; text-decoration: underline; text-transform: uppercase; orphans: 4; widows: 4",
        )
        for text in ("", "word", _WORDS, f"{_WORDS[:30]}<br>{_WORDS}", "a\u00a0b\u200bc  d", "אבג abc")
    ),
    "borders": "".join(
        _BORDERS.format(direction=direction, columns=columns)
        for direction in ("ltr", "rtl")
        for columns in ("", "<colgroup style='border: 3px solid'><col style='border: 4px dotted red'></colgroup>")
    ),
    "tables": f"""<table><caption>{_WORDS[:30]}</caption><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>
        <tbody>{"".join(map(_row, range(14)))}</tbody></table>
        <table class="fixed"><thead><tr><th style="width: 10mm">a</th><th class="round">b</th><th>c</th></tr></thead>
        <tbody>{"".join(map(_row, range(6)))}<tr><td colspan="2">x</td><td rowspan="2">y</td></tr>
        <tr><td>z</td></tr></tbody></table>
        <table class="apart"><tbody><tr><td>{_WORDS * 12}</td><td class="half">b</td></tr></tbody></table>""",
}  # fmt: skip


def _pdf(page: str, *, quick: bool) -> tuple[bytes, Any]:
    target = io.BytesIO()
    with quicker_layout() if quick else nullcontext():
        document = HTML(string=page, base_url="test:").render()
        document.write_pdf(target, pdf_tags=True, uncompressed_pdf=True, pdf_identifier=b"same")
    return target.getvalue(), [(page.links, page.anchors, page.bookmarks) for page in document.pages]


@pytest.mark.parametrize("part", _PARTS)
def test_pages_have_the_same_bytes_with_and_without_what_is_remembered(part: str) -> None:
    page = f"<!DOCTYPE html>\n<html lang=en><head><style>{_STYLE}</style></head>\n<body>{_PARTS[part]}</body></html>\n"
    quick, plain = _pdf(page, quick=True), _pdf(page, quick=False)
    assert quick[0] == plain[0]
    assert len(quick[1]) == len(plain[1]) > (1 if part not in ("inline", "borders") else 0)


_NOTES = """# Méthode {#sec:m}
Texte *en* **gras**, `code`, $x^2$ ; voir la @sec:m[^1].

$$ a = \\frac{1}{2} $$

- un
- deux

    def f(x):
        return x < 1 & 2

| a | b |
|---|--:|
| 1 | 2 |

> Citation &amp; « fin ».

[^1]: Une note.
"""


def test_a_report_with_notes_has_the_same_bytes_too(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(_NOTES)
    settings = Settings(language="fr", theme="thesis", notes=notes, sections=("summary", "training_reports"))
    with speaking(settings.language):
        report = make_report(read_library([write_store(tmp_path / "runs", first_document_runs()[:2])]), settings)
        folders = template_folders(None)
        page = fill(report, folders)
    found = []
    for quick in (True, False):
        target = io.BytesIO()
        fetcher = ReportFetcher(folders, page.pictures, page.beside_theme)
        with quicker_layout() if quick else nullcontext():
            document = HTML(string=page.html, base_url="reportgen:", url_fetcher=fetcher).render()
            document.write_pdf(target, pdf_variant="pdf/a-3a", uncompressed_pdf=True, pdf_identifier=b"same")
        found.append(target.getvalue())
    assert found[0] == found[1]


def test_a_second_document_owes_nothing_to_the_first() -> None:
    pages = [f"<body><p style='width: {width}'>{_WORDS * 3}<p style='width: {width}'>b" for width in ("30%", "40mm")]
    with quicker_layout():
        together = [HTML(string=page).write_pdf(uncompressed_pdf=True, pdf_identifier=b"same") for page in pages]
    assert together == [HTML(string=page).write_pdf(uncompressed_pdf=True, pdf_identifier=b"same") for page in pages]
