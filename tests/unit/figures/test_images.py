"""Charts as files of their own: SVG for a page, SVG that needs no typeface, PNG."""

import io
import re

from msgspec.structs import replace
from PIL import Image

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.images import ImageKind, draw_image
from reportgen.figures.style import use_fonts
from tests.unit.figures.looks import PLAIN

CHART = LineChart(
    width_mm=79, height_mm=50, lines=(Line("loss", "training", (1, 2, 3), (0.5, 0.3, 0.2)),), y_label="Loss"
)

use_fonts(PLAIN)


def drawn(kind: ImageKind) -> list[bytes]:
    return [draw_image(CHART, number, kind, PLAIN).content for number in (7, 8)]


def test_a_page_gets_text_and_other_places_get_outlines_of_the_text() -> None:
    text, outlines = drawn("svg")[0], drawn("outlines")[0]
    assert b">Loss</text>" in text
    assert b"<text" not in outlines


def test_no_two_drawings_share_an_id_and_each_id_is_used() -> None:
    drawings = drawn("svg")
    first, second = (set(re.findall(rb' id="([^"]+)"', svg)) for svg in drawings)
    assert first
    assert second
    assert not first & second
    assert all(drawings[0].count(b"#" + name) >= 1 for name in first)


def test_the_same_chart_gives_the_same_bytes() -> None:
    for kind in ("svg", "outlines", "png"):
        assert drawn(kind) == drawn(kind)


def test_a_drawing_has_the_size_of_its_chart() -> None:
    assert 'width="223.94pt" height="141.73pt"' in drawn("svg")[0].decode()
    with Image.open(io.BytesIO(drawn("png")[0])) as picture:
        assert picture.size == (684, 433)


def test_a_character_that_no_font_has_is_told() -> None:
    (told,) = draw_image(replace(CHART, y_label="精"), 0, "outlines", PLAIN).warnings
    assert "CJK UNIFIED IDEOGRAPH-7CBE" in told
