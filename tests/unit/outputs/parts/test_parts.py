"""A report that is laid out in parts is the one that is laid out as a whole."""

import hashlib
import io
import re
import sys
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2
import pytest
from weasyprint.layout import page as engine_pages

from reportgen.cache_folder import without_cache
from reportgen.errors import RenderError
from reportgen.outputs.html import Page
from reportgen.outputs.parts import crew as crews
from reportgen.outputs.parts import helping, workplace
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import Part, divide
from reportgen.outputs.parts.workers import Worker
from reportgen.outputs.pdf import lay_out
from reportgen.outputs.templates import template_folders
from reportgen.progress import SILENT
from tests.read_structure import listed
from tests.unit.outputs.parts.long_page import long_page
from tests.unit.outputs.parts.own_crew import OwnCrew

NOBODY_HAS = "\ue123"


def pdf_of(page: Page, parts: Sequence[Part], crew: Crew | None = None) -> bytes:
    """Return the report without charts and attachments, laid out in this process alone if there is no crew."""
    with without_cache(), crew or OwnCrew(0) as hands:
        laid_out = lay_out(page, parts, template_folders(None), hands, SILENT)
        saved = io.BytesIO()
        laid_out.document.save(saved, deterministic_id=True)
    return saved.getvalue()


@pytest.fixture(scope="module")
def whole() -> bytes:
    return pdf_of(long_page(), (Part(0, long_page().html),))


@pytest.fixture(scope="module")
def divided() -> bytes:
    return pdf_of(long_page(), divide(long_page().html))


def texts(content: bytes) -> list[str]:
    """Return the text of each page, margins and all, without spaces."""
    with pypdfium2.PdfDocument(content) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def characters(content: bytes) -> list[list[str]]:
    """Return what stands on each page, in no order."""
    return [sorted(text) for text in texts(content)]


def looks(content: bytes) -> list[str]:
    """Return a digest of what each page looks like."""
    with pypdfium2.PdfDocument(content) as document:
        return [hashlib.sha256(page.render(scale=1).to_pil().tobytes()).hexdigest() for page in document]


def links(content: bytes) -> list[tuple[int, Any, list[float]]]:
    """Return the links of each page, with the name that each leads to and its area."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [
            (number, str(link.get("/Dest")), [round(float(edge), 2) for edge in link.Rect])
            for number, page in enumerate(document.pages)
            for link in page.obj.get("/Annots", ())
        ]


def places(content: bytes) -> dict[str, tuple[int, list[float]]]:
    """Return the page and the position of each name that links lead to."""
    with pikepdf.open(io.BytesIO(content)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        named = pikepdf.NameTree(document.Root.Names.Dests)
        return {
            name: (numbers[place[0].objgen], [round(float(edge), 2) for edge in list(place)[2:4]])
            for name, place in named.items()
        }


def outline(content: bytes) -> list[tuple[int, str, int]]:
    """Return level, title and page of each entry of the outline."""
    with pypdfium2.PdfDocument(content) as document:
        return [(item.level, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]


def structure(content: bytes) -> list[Any]:
    """Return the roles of the structure tree, nested, with the number of the page that each begins on."""
    with pikepdf.open(io.BytesIO(content)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        named = document.Root.StructTreeRoot.get("/IDTree")
        names = set() if named is None else set(pikepdf.NameTree(named))

        def told(element: Any, parent: Any) -> list[Any]:
            assert element.P.objgen == parent.objgen
            headers = [str(name) for part in listed(element, "/A") for name in part.get("/Headers", ())]
            assert set(headers) <= names
            held = listed(element, "/K")
            kids = [kid for kid in held if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            page = numbers[element.Pg.objgen] if "/Pg" in element else None
            return [str(element.S), page, len(held), len(headers), *(told(kid, element) for kid in kids)]

        root = document.Root.StructTreeRoot
        return told(root.K[0], root)


@pytest.mark.parametrize("what", [characters, looks, links, places, outline, structure])
def test_parts_give_what_the_whole_gives(whole: bytes, divided: bytes, what: Any) -> None:
    assert what(divided) == what(whole)


def test_the_report_of_the_test_has_several_parts_and_links_between_them(divided: bytes) -> None:
    assert len(divide(long_page().html)) > 3
    pages = {name: page for name, (page, _) in places(divided).items()}
    assert pages["judged-1"] - pages["run-1"] == 16
    assert (pages["run-1"], "judged-1") in {(page, name) for page, name, _ in links(divided)}


def test_contents_and_margins_name_the_pages_of_the_whole_report(divided: bytes) -> None:
    shown = texts(divided)
    assert "34of34" in shown[-1]
    assert re.search(r"Model16\.+34", shown[0] + shown[1])


def test_each_piece_of_content_and_each_link_finds_its_element(divided: bytes) -> None:
    with pikepdf.open(io.BytesIO(divided)) as document:
        listed = list(document.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
        assert list(owners) == sorted(owners)
        for page in document.pages:
            for owner in owners[int(page.obj.StructParents)]:
                assert owner is None or owner.get("/Pg", page.obj).objgen == page.obj.objgen
            for link in page.obj.get("/Annots", ()):
                assert str(owners[int(link.StructParent)].S) == "/Link"


def test_the_bytes_are_the_same_with_another_process(divided: bytes) -> None:
    crew = OwnCrew(1)
    assert pdf_of(long_page(), divide(long_page().html), crew) == divided
    assert not crew.folder.exists()
    assert [worker.process.poll() is None for worker in crew.started] == [False]


def test_a_report_that_is_not_divided_is_the_same_from_another_process(whole: bytes) -> None:
    crew = OwnCrew(1)
    crew.workers(1)
    assert pdf_of(long_page(), (Part(0, long_page().html),), crew) == whole


@pytest.mark.parametrize("can_fork", [True, False])
@pytest.mark.parametrize("much", [0, 10_000_000])
def test_the_bytes_are_the_same_where_other_processes_lay_out_all(
    divided: bytes, monkeypatch: pytest.MonkeyPatch, can_fork: bool, much: int
) -> None:
    monkeypatch.setattr(helping, "_MUCH", much)
    monkeypatch.setattr(workplace, "Workplace", None)  # nothing is laid out here
    monkeypatch.setattr(crews, "can_fork", lambda: can_fork and sys.platform == "linux")
    crew = OwnCrew(2)
    assert pdf_of(long_page(), divide(long_page().html), crew) == divided
    assert len(crew.started) == (1 if can_fork and sys.platform == "linux" else 2)


def test_a_process_that_ends_is_told_and_leaves_nothing_behind() -> None:
    crew = OwnCrew(1)
    with pytest.raises(RenderError, match="the pages could not be laid out: a process ended with exit status -9"):
        pdf_of(long_page(), divide(long_page().html), killed(crew))
    assert not crew.folder.exists()


def killed(crew: OwnCrew) -> OwnCrew:
    """Return a crew whose workers are ended before they do anything."""
    hire = crew.workers

    def hire_and_kill(most: int) -> Sequence[Worker]:
        workers = hire(most)
        for worker in crew.started:
            worker.process.kill()
            worker.process.wait()
        return workers

    crew.workers = hire_and_kill  # type: ignore[method-assign]
    return crew


def test_a_character_that_no_font_has_prints_as_a_sign_in_each_part() -> None:
    page = long_page(name=f"Model{NOBODY_HAS}")
    with OwnCrew(0) as crew:
        laid_out = lay_out(page, divide(page.html), template_folders(None), crew, SILENT)
        saved = io.BytesIO()
        laid_out.document.save(saved)
    assert len(laid_out.warnings) == 1
    assert "U+E123" in laid_out.warnings[0]
    assert all("\N{REPLACEMENT CHARACTER}" in text for text in texts(saved.getvalue()))
    assert (1, f"Model{NOBODY_HAS} 16", 33) in outline(saved.getvalue())


def test_the_pages_of_the_contents_alone_are_laid_out_again_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(index: int, context: Any, root: Any, html: Any) -> Any:
        page, resume_at = remake_page(index, context, root, html)
        made.append("contents" if any(box.element_tag == "nav" for box in page.descendants()) else "other")
        return page, resume_at

    remake_page = engine_pages.remake_page
    monkeypatch.setattr(engine_pages, "remake_page", counted)
    pages = texts(pdf_of(long_page(), divide(long_page().html)))
    contents = 2
    assert made.count("contents") == 2 * contents
    assert made.count("other") == len(pages) - contents + 1  # and a page without anything in it, for the margins
