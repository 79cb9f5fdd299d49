"""Pages that somebody changed, each change found where it is, without making the report anew."""

from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.archive.differences import Difference, find_differences
from reportgen.archive.pages import _text_of
from tests.unit.archive import changes
from tests.unit.archive.conftest import Changed


def found_in(changed: Path, report: Path) -> list[Difference]:
    with pikepdf.open(changed) as printed:
        return find_differences(printed, changed.read_bytes(), report.read_bytes(), exact=True)


def test_a_report_that_another_program_saved_again_differs_in_nothing(changed: Changed, report: Path) -> None:
    assert found_in(changed(lambda document: None), report) == []


def test_a_changed_digit_is_named_by_page_table_row_and_column(changed: Changed, report: Path) -> None:
    page, number = _digits_of_the_accuracy(report)
    swapped = changed(lambda document: changes.swap_glyphs(document, page, lambda place: place == number))
    (difference,) = found_in(swapped, report)
    assert difference.kind == "value"
    assert (difference.page, difference.table, difference.column) == (page + 1, 1, "Test Acc.")
    assert "Summary" in difference.section
    assert difference.row == "1 ConvNet2layers"
    assert difference.regenerated.startswith("98.")
    assert sorted(difference.printed) == sorted(difference.regenerated)
    assert difference.printed != difference.regenerated


def _digits_of_the_accuracy(report: Path) -> tuple[int, int]:
    """Return the page of the summary and the place, among its texts, of the first accuracy on test data."""
    with pypdfium2.PdfDocument(report) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            texts = [_text_of(item, words) for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)]
            for place, text in enumerate(texts):
                if text.startswith("98."):
                    return number, place
    raise AssertionError("the report has no accuracy")


def test_a_value_that_is_covered_looks_different(changed: Changed, report: Path) -> None:
    page, _ = _digits_of_the_accuracy(report)
    covered = changed(lambda document: changes.draw_over(document, page, b"1 1 1 rg 0 0 800 1100 re f"))
    (difference,) = found_in(covered, report)
    assert (difference.kind, difference.page) == ("picture", page + 1)


def test_a_text_over_the_page_is_found(changed: Changed, report: Path) -> None:
    def write(document: pikepdf.Pdf) -> None:
        fonts = document.pages[0].resources.Font
        name = next(iter(fonts.keys()))
        changes.draw_over(document, 0, b"BT " + name.encode() + b" 12 Tf 100 400 Td <00240024> Tj ET")

    assert [difference.page for difference in found_in(changed(write), report)] == [1]


def test_an_annotation_over_the_page_is_found(changed: Changed, report: Path) -> None:
    found = found_in(changed(lambda document: changes.annotate(document, 0)), report)
    assert any(difference.kind == "annotation" and "Stamp" in difference.printed for difference in found)


def test_a_page_that_was_removed_or_added_is_named(changed: Changed, report: Path) -> None:
    def remove(document: pikepdf.Pdf) -> None:
        del document.pages[1]

    def add(document: pikepdf.Pdf) -> None:
        document.pages.insert(1, document.pages[2])

    removed = [difference for difference in found_in(changed(remove), report) if difference.kind == "page"]
    assert [(difference.page, difference.printed) for difference in removed] == [(2, "no such page")]
    added = [difference for difference in found_in(changed(add), report) if difference.kind == "page"]
    assert [(difference.page, difference.regenerated) for difference in added] == [(2, "no such page")]


def test_a_chart_in_the_place_of_another_looks_different(changed: Changed, report: Path) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            images = page.resources.get("/XObject", {})
            names = [name for name, image in images.items() if image.get("/Subtype") == "/Form"]
            if len(names) > 1:
                images[names[0]], images[names[1]] = images[names[1]], images[names[0]]
                return
        raise AssertionError("no page has two charts")

    found = found_in(changed(swap), report)
    assert found
    assert {difference.kind for difference in found} == {"picture"}


def test_what_may_act_or_hide_is_found(changed: Changed, report: Path) -> None:
    entries = ["/AcroForm", "/OCProperties", "/OpenAction"]

    def put_in(document: pikepdf.Pdf) -> None:
        for entry in entries:
            document.Root[entry] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")

    found = found_in(changed(put_in), report)
    assert [difference.kind for difference in found] == ["document"] * 3
    assert all(entry in difference.printed for entry, difference in zip(entries, found, strict=True))


def test_another_author_in_the_properties_is_found(changed: Changed, report: Path) -> None:
    def rename(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = "Somebody Else"

    (difference,) = found_in(changed(rename), report)
    assert "Somebody Else" in difference.printed
    assert "Ada Lovelace" in difference.regenerated


def test_a_structure_tree_that_loops_ends(changed: Changed, report: Path) -> None:
    def loop(document: pikepdf.Pdf) -> None:
        root = document.Root.StructTreeRoot
        root.K = pikepdf.Array([root.K[0] if isinstance(root.K, pikepdf.Array) else root.K])
        root.K[0].K = pikepdf.Array([root.K[0], root.K[0]])

    assert any(difference.kind == "value" for difference in found_in(changed(loop), report))
