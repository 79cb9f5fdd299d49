"""Charts as files of their own: SVG for a page, SVG that needs no typeface, PNG."""

import re
from pathlib import Path

from PIL import Image

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.images import ImageKind, draw_images
from tests.unit.figures.looks import PLAIN

CHART = LineChart(
    width_mm=79, height_mm=50, lines=(Line("loss", "training", (1, 2, 3), (0.5, 0.3, 0.2)),), y_label="Loss"
)


def drawn(folder: Path, kind: ImageKind) -> list[bytes]:
    draw_images([CHART, CHART], 7, kind, folder, PLAIN)
    return [(folder / name).read_bytes() for name in ("00007", "00008")]


def test_a_page_gets_text_and_other_places_get_outlines_of_the_text(tmp_path: Path) -> None:
    text, outlines = drawn(tmp_path / "text", "svg")[0], drawn(tmp_path / "outlines", "outlines")[0]
    assert b">Loss</text>" in text
    assert b"<text" not in outlines


def test_no_two_drawings_share_an_id_and_each_id_is_used(tmp_path: Path) -> None:
    first, second = (set(re.findall(rb' id="([^"]+)"', svg)) for svg in drawn(tmp_path / "a", "svg"))
    assert first
    assert second
    assert not first & second
    svg = (tmp_path / "a" / "00007").read_bytes()
    assert all(svg.count(b"#" + name) >= 1 for name in first)


def test_the_same_chart_gives_the_same_bytes(tmp_path: Path) -> None:
    for kind in ("svg", "outlines", "png"):
        assert drawn(tmp_path / f"first-{kind}", kind) == drawn(tmp_path / f"again-{kind}", kind)


def test_a_drawing_has_the_size_of_its_chart(tmp_path: Path) -> None:
    svg = drawn(tmp_path / "svg", "svg")[0].decode()
    assert 'width="223.94pt" height="141.73pt"' in svg
    drawn(tmp_path / "png", "png")
    with Image.open(tmp_path / "png" / "00007") as picture:
        assert picture.size == (684, 433)
