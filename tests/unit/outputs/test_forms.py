"""The other forms of the report say what the PDF says; which form is written where."""

import csv
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import html

from reportgen.api import Rendered, render
from reportgen.errors import UsageError
from reportgen.outputs.chart_places import placeholder
from reportgen.outputs.document.data_tables import data_tables
from reportgen.outputs.document.reading import read_document
from reportgen.outputs.formats import FORMATS, choose_form
from reportgen.outputs.html import fill
from reportgen.outputs.images import ImageFiles
from reportgen.outputs.latex_tables import latex_document
from reportgen.outputs.markdown_blocks import Blocks
from reportgen.outputs.templates import template_folders
from reportgen.outputs.words.styles import styled_document
from reportgen.outputs.words.writer import Writer
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import bare_run, custom_loop_run, nasty_runs, regression_run, sample_run, write_store

Reports = Callable[[str], Rendered]
Forms = Callable[[str], Path]

# A number as a page prints it: groups parted by thin spaces, a decimal point.
NUMBER = re.compile(r"\d+(?:\.\d+)?")
GROUPS = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3})")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(GROUPS.sub("", text)))


def printed_numbers(pdf: Path, folder: Path) -> set[str]:
    """Return the numbers of running text, tables and captions: not those in figures, of pages and in broken words."""
    bare = folder / "without-figures.pdf"
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            page.resources["/XObject"] = pikepdf.Dictionary()
        document.save(bare)
    read = subprocess.run(["pdftotext", bare, "-"], capture_output=True, text=True, check=True).stdout
    # pdftotext writes every space as a plain one.
    read = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", read)
    read = re.sub(r"(?:\. ?)+\d+ ?$", "", read, flags=re.MULTILINE)
    read = re.sub(r"^\d+ of \d+$", "", read, flags=re.MULTILINE)
    return {number for line in read.splitlines() for word in whole_words(line) for number in numbers(word)}


def whole_words(line: str) -> list[str]:
    """Return the words of a line but those that may be broken at its ends: paths and long names."""
    words = line.strip(" \f").split(" ")
    return [word for word in words if not re.search(r"[A-Za-z_/]", word)]


def html_text(path: Path) -> str:
    body = html.document_fromstring(path.read_text(encoding="utf-8")).find("body")
    for script in body.iter("script"):
        script.text = ""
    return str(body.text_content())


def word_text(document: WordDocument) -> str:
    """Return all text, the cells of a table parted by blanks."""
    return " ".join(
        "".join(part.text or "" if part.tag == qn("w:t") else " " for part in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def text_of_form(name: str, path: Path) -> str:
    match name:
        case "html":
            return html_text(path)
        case "docx":
            return word_text(Document(str(path)))
        case "md":
            return (path / "report.md").read_text(encoding="utf-8")
        case "latex":
            return path.read_text(encoding="utf-8").replace(r"\,", "\u202f")
        case "csv":
            return "\n".join(file.read_text(encoding="utf-8") for file in sorted(path.glob("*.csv")))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["html", "docx", "md"])
def test_every_number_of_the_pdf_is_in_the_other_forms(
    name: str, rendered: Reports, other_form: Forms, tmp_path: Path
) -> None:
    wanted = printed_numbers(rendered("first document").path, tmp_path)
    assert {"1199882", "98.80", "0.001", "669706"} <= wanted
    assert wanted - numbers(text_of_form(name, other_form(name))) == set()


@pytest.mark.parametrize("name", ["csv", "json", "latex"])
def test_every_number_of_the_tables_is_in_the_forms_for_tables(name: str, other_form: Forms) -> None:
    page = html.document_fromstring(other_form("html").read_text(encoding="utf-8"))
    wanted = {
        number
        for cell in page.xpath("//table//td | //table//th")
        for line in cell.itertext()
        for number in numbers(line)
    }
    assert {"1199882", "98.80", "669706"} <= wanted
    assert wanted - numbers(text_of_form(name, other_form(name))) == set()


def test_odd_names_and_every_kind_of_section_survive_in_every_form(tmp_path: Path) -> None:
    runs = [*nasty_runs(), custom_loop_run(seed=90), regression_run(seed=91), bare_run(seed=92)]
    report = make_report(read_library([write_store(tmp_path / "runs", runs)]), Settings())
    page = fill(report, template_folders(None))
    root = html.document_fromstring(page.html)
    for hidden in root.xpath("//head | //style"):
        hidden.drop_tree()
    wanted = {number for text in root.itertext() for number in numbers(str(text))}
    document = read_document(page.html)
    word = styled_document("a4", "en")
    Writer(word, ImageFiles([placeholder(0)] * len(page.charts), page.pictures)).write(document.blocks)
    for text in (Blocks({}).text(document.blocks), word_text(word)):
        assert wanted - numbers(text) == set()
    latex = latex_document(document, "letter")
    assert latex.count("\\begin{") == latex.count("\\end{")
    assert len({table.name for table in data_tables(document)}) == len(data_tables(document))


def test_a_word_document_has_headings_links_repeated_headings_and_descriptions(other_form: Forms) -> None:
    document = Document(str(other_form("docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 3
    assert "Title" in styles
    body = document.element.body
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(links) > 20
    assert set(filter(None, links)) <= names
    assert len(list(body.iter(qn("w:tblHeader")))) >= 4
    pictures = list(body.iter(qn("wp:docPr")))
    assert pictures
    assert all(picture.get("descr") for picture in pictures)
    assert any("TOC" in (part.text or "") for part in body.iter(qn("w:instrText")))


def test_a_word_document_knows_its_authors_and_no_day_but_that_of_the_records(other_form: Forms) -> None:
    properties = Document(str(other_form("docx"))).core_properties
    assert (properties.title, properties.author) == ("MNIST, three ways", "Ada Lovelace; Ἀρχιμήδης")
    assert properties.created == properties.modified
    assert properties.created.year == 2026
    assert properties.language == "en"
    with zipfile.ZipFile(other_form("docx")) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_markdown_shows_its_images_and_leads_to_its_anchors(other_form: Forms) -> None:
    folder = other_form("md")
    text = (folder / "report.md").read_text(encoding="utf-8")
    images = set(re.findall(r'<img src="([^"]+)"', text))
    assert images == {path.relative_to(folder).as_posix() for path in (folder / "images").iterdir()}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)">', text))
    assert "| 1 | [ConvNet2layers](#run-1) | 1\u202f199\u202f882 |".replace("| 1 |", "[1](#run-1) |") in text


def test_tables_as_csv_are_read_as_numbers(other_form: Forms) -> None:
    with (other_form("csv") / "summary.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["#Parameters"] == "1199882"
    assert first["Test Acc. (%)"] == "98.80"


def test_tables_as_json_have_each_value_as_printed_and_as_a_number(other_form: Forms) -> None:
    content = json.loads(other_form("json").read_text(encoding="utf-8"))
    summary = next(table for table in content["tables"] if table["name"] == "summary")
    assert summary["rows"][0][2] == {"text": "1\u202f199\u202f882", "number": 1199882}
    assert {"text": "98.80\u202f%", "number": 98.8, "unit": "%"} in summary["rows"][0]


def test_the_suffix_decides_the_form_and_a_contradiction_is_told() -> None:
    assert choose_form(None, Path("lab.HTML"))[0].name == "html"
    assert choose_form(None, Path("lab"))[0].name == "pdf"
    assert choose_form("latex", None) == (FORMATS["latex"], Path("report.tex"))
    assert choose_form("html", Path("page"))[0].name == "html"
    with pytest.raises(UsageError, match=r"-o a.pdf is the name of a pdf file, but the format is docx"):
        choose_form("docx", Path("a.pdf"))
    with pytest.raises(UsageError, match="the format csv is a folder"):
        choose_form(None, Path("all.csv"))
    with pytest.raises(UsageError, match="no format 'doc', did you mean 'docx'"):
        choose_form("doc", None)


def test_a_folder_that_holds_other_things_keeps_them(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    target = tmp_path / "tables"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    (target / "summary.csv").write_text("old")
    render(store, target, format="csv")
    assert (target / "mine.txt").read_text() == "mine"
    assert (target / "summary.csv").read_text().startswith("№,")
    with pytest.raises(UsageError, match="is a file, and this format is a folder"):
        render(store, target / "mine.txt", format="csv")
