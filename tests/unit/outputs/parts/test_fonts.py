"""The fonts of a report are cut down once to the glyphs that it shows, and taken again for another that shows them."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from reportgen.built_in import built_in_folder
from reportgen.cache_folder import without_cache
from reportgen.outputs.html import Page
from reportgen.outputs.parts import fonts, kept, workplace
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import divide
from reportgen.outputs.pdf import lay_out
from reportgen.outputs.templates import template_folders
from reportgen.progress import SILENT
from tests.unit.outputs.parts.long_page import long_page

RUNS = 8


def made(page: Page) -> bytes:
    with Crew() as crew:
        crew.workers = lambda *_, **__: []  # type: ignore[method-assign]
        saved = io.BytesIO()
        lay_out(page, divide(page.html), template_folders(None), crew, SILENT).document.save(
            saved, deterministic_id=True
        )
    return saved.getvalue()


@pytest.fixture
def cuts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have a cache of one's own, and return a list that gets the number of fonts whenever some are cut down."""
    monkeypatch.setattr(kept, "_CODE", tmp_path / "code")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    counted: list[int] = []
    write: Callable[[Sequence[fonts.UsedFont]], bytes] = fonts.written_fonts

    def count_and_write(used: Sequence[fonts.UsedFont]) -> bytes:
        counted.append(len(used))
        return write(used)

    monkeypatch.setattr(workplace, "written_fonts", count_and_write)
    return counted


def test_fonts_are_cut_down_once_for_all_reports_that_show_the_same_glyphs(cuts: list[int]) -> None:
    first = made(long_page(RUNS))
    assert len(cuts) == 1
    assert cuts[0] > 1
    # The same letters in another order.
    other = replace(long_page(RUNS), html=long_page(RUNS).html.replace("the other page", "he to ther page"))
    again = made(other)
    assert len(cuts) == 1
    with without_cache():
        assert made(long_page(RUNS)) == first
        assert made(other) == again != first


def test_a_glyph_that_no_report_had_is_in_the_next_one(cuts: list[int]) -> None:
    made(long_page(RUNS))
    page = replace(long_page(RUNS), html=long_page(RUNS).html.replace(">Model 8</h3>", ">Mödel 8</h3>"))
    with pikepdf.open(io.BytesIO(made(page))) as document:
        maps = b"".join(font.ToUnicode.read_bytes() for font in fonts_of(document))
    assert len(cuts) == 2
    assert "ö".encode("utf-16-be").hex().encode() in maps


def fonts_of(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [found for found in document.pages[0].Resources.Font.values() if "/ToUnicode" in found]


def test_what_is_kept_is_that_of_the_very_file(cuts: list[int], tmp_path: Path) -> None:
    shown = {"widths": {1: 500}, "to_unicode": {1: "A"}, "missing": {}}
    told: list[bytes] = []

    def once(about: bytes, make: Callable[[], bytes]) -> bytes:
        told.append(about)
        return b"no font at all"

    for name in ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf"):
        (tmp_path / "face").write_bytes((built_in_folder() / "fonts" / name).read_bytes())
        with pytest.raises(AttributeError):  # nothing of it is known but its glyphs
            fonts.joined_fonts([(fonts.UsedFont(1, tmp_path / "face", shown),)], workplace.written_fonts, once)
    assert told[0] != told[1]
    assert len(cuts) == 2
