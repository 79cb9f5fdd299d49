"""A sheet written as operators of a PDF looks as matplotlib itself writes it, and its text is text."""

import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import numpy as np
import pypdfium2 as pdfium
import pytest

from reportgen.figures.equation_layout import lay_out
from reportgen.figures.lettering import Letters
from reportgen.figures.marks import Dots, Pen, Pixels
from reportgen.figures.sheet import Sheet
from reportgen.figures.style import parameters, use_fonts, use_fonts_in_matplotlib
from reportgen.figures.vector.drawn import DrawnChart
from reportgen.figures.vector.fonts import FontNames
from reportgen.figures.vector.surface import render
from reportgen.figures.whole_figure import figure_of
from tests.unit.figures.drawn_pages import write_pages
from tests.unit.figures.looks import PLAIN

SIZE = (50.0, 40.0)
LETTERS = Letters(PLAIN.face, 9.0)


@pytest.fixture(autouse=True)
def _settings() -> Iterator[None]:
    use_fonts(PLAIN)
    use_fonts_in_matplotlib(PLAIN)
    with mpl.rc_context(cast(Any, parameters(PLAIN))):
        yield


def lines_and_dots(sheet: Sheet) -> None:
    x = np.linspace(2, 48, 30)
    sheet.stroke([np.column_stack((x, 20 + 15 * np.sin(x)))], Pen("#0067a5", 1.1, dash=(4.5, 1.6)))
    sheet.stroke([[(0, 0), (50, 40)], [(0, 40), (60, 0)]], Pen("#888888", 0.4))
    for height, shape in enumerate("oDs^v", start=1):
        places = np.column_stack((x, np.full(30, height * 6.0)))
        sheet.dot(Dots(cast(Any, shape), 6.0, "#aa3300", places, edge_points=0.5, alpha=0.4))


def areas(sheet: Sheet) -> None:
    sheet.fill(
        [[(5, 5), (20, 5), (20, 20)], [(25, 5), (45, 5), (45, 20)]], "#228833", Pen("#000000", 0.6, join="miter")
    )
    sheet.fill([[(5, 25), (20, 25), (20, 38)]], None, Pen("#cc0000", 2))
    sheet.fill([[(25, 25), (45, 25), (45, 38), (25, 38)]], (0.9, 0.8, 0.2))


def texts(sheet: Sheet) -> None:
    sheet.write("Epoch: AVAL, 90 % → fi", (25, 30), LETTERS, "#000000", across="middle")
    sheet.write("upright,\nin two lines", (10, 20), LETTERS, "#335577", is_upright=True)
    sheet.write("שלום é Ж", (45, 10), LETTERS, "#000000", across="right", up="bottom")


def pictures(sheet: Sheet) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (6, 8, 4), dtype=np.uint8)
    sheet.paste(Pixels(noise, (2, 2), 20, 15))
    grey = np.dstack([noise[..., :1]] * 3 + [np.full((6, 8, 1), 255, np.uint8)])
    sheet.paste(Pixels(grey, (25, 20), 20, 15))


def equations(sheet: Sheet) -> None:
    text = r"$\hat{y}_t = \frac{\alpha}{\sqrt{v_t} + \epsilon}$"
    sheet.write_formula(text, (5, 20), lay_out(text, PLAIN), "#000000")


def drawn(draw: Callable[[Sheet], object]) -> DrawnChart:
    return render(sheet_of(draw), FontNames(PLAIN).name)


def sheet_of(draw: Callable[[Sheet], object]) -> Sheet:
    sheet = Sheet(*SIZE)
    draw(sheet)
    return sheet


def raster(path: Path) -> np.ndarray:
    """Return the page at 150 dots an inch, each the mean of 16: a single glyph is set at whole pixels."""
    with pdfium.PdfDocument(path) as document:
        page = np.asarray(document[0].render(scale=600 / 72).to_pil().convert("L"), dtype=float)
    height, width = page.shape[0] // 4, page.shape[1] // 4
    return page[: height * 4, : width * 4].reshape(height, 4, width, 4).mean(axis=(1, 3))


@pytest.mark.parametrize("draw", [lines_and_dots, areas, texts, pictures, equations])
def test_a_sheet_looks_as_matplotlib_itself_writes_it(draw: Callable[[Sheet], None], tmp_path: Path) -> None:
    figure_of(sheet_of(draw)).savefig(tmp_path / "theirs.pdf")
    write_pages([drawn(draw)], tmp_path / "ours.pdf")
    ours, theirs = raster(tmp_path / "ours.pdf"), raster(tmp_path / "theirs.pdf")
    assert np.abs(ours - theirs).mean() < 0.25
    assert (np.abs(ours - theirs) > 90).sum() < 10
    assert ours.std() > 10


@pytest.mark.parametrize(
    "text", ["fi ffl AVAL", "a\N{NO-BREAK SPACE}b", "90\N{NARROW NO-BREAK SPACE}%", "x\u0301y", "ΩΩ", "α→≤ Ж é", "精"]
)
def test_what_is_written_can_be_read_again(text: str, tmp_path: Path) -> None:
    path = write_pages([drawn(lambda sheet: sheet.write(text, (5, 5), LETTERS, "#000000"))], tmp_path / "text.pdf")
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "".join(read.split()) == "".join(text.split())


def test_what_is_opaque_stays_so_beside_what_is_not() -> None:
    places = np.array([[5.0, 5.0], [9.0, 9.0]])

    def draw(sheet: Sheet) -> None:
        for alpha, colour in ((0.5, "#aa0000"), (1, "#aa0000"), (0.5, "#00aa00"), (1, "#00aa00")):
            sheet.dot(Dots("o", 4.0, colour, places, alpha=alpha))

    chart = drawn(draw)
    words = zlib.decompress(chart.content).split()
    assert chart.opacities == ((0.5, 0.5),)
    assert words.count(b"gs") == 2
    assert words.count(b"q") == words.count(b"Q") == 2 + 4


def test_a_mark_is_written_once_however_often_it_is_drawn() -> None:
    places = np.column_stack((np.linspace(0, 50, 500), np.linspace(0, 40, 500)))
    chart = drawn(lambda sheet: sheet.dot(Dots("o", 4.0, "#aa0000", places)))
    assert len(chart.markers) == 1
    assert zlib.decompress(chart.content).count(b"/M0 Do") == 500
