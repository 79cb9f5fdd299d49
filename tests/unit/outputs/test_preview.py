"""The report as a notebook shows it."""

import base64
import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reportgen.api import Rendered
from reportgen.outputs.preview import first_page
from reportgen.store.problems import Problem


def write_pdf(path: Path, width: float = 595, height: float = 842, pages: int = 1) -> Path:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(width, height))
    document.save(path)
    return path


def test_the_first_page_is_a_picture_of_100_dots_an_inch(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(first_page(write_pdf(tmp_path / "report.pdf")))) as picture:
        assert (picture.format, *picture.size) == ("PNG", 827, 1170)


def test_of_a_large_page_the_picture_is_no_larger_than_a_screen(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(first_page(write_pdf(tmp_path / "poster.pdf", 3370, 2384)))) as picture:
        assert picture.size == (1300, 920)


@pytest.mark.parametrize("content", [b"", b"no PDF"])
def test_what_is_no_pdf_has_no_first_page(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.pdf").write_bytes(content)

    with pytest.raises(ValueError, match="has no first page"):
        first_page(tmp_path / "report.pdf")


def test_a_notebook_shows_a_link_what_to_look_at_and_the_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pdf = write_pdf(tmp_path / "a<b>.pdf", pages=2)
    problem = Problem(tmp_path / "runs" / "run.json", "is <damaged>", skipped=True)

    shown = Rendered(Path(pdf.name), 2, 1, (problem,), ("layout: x",))._repr_mimebundle_(include=None, exclude=None)

    assert shown["text/plain"].startswith("Rendered(path=")
    page = shown["text/html"]
    assert '<a href="a%3Cb%3E.pdf" target="_blank">a&lt;b&gt;.pdf</a>: 1 run, 2 pages' in page
    assert "is &lt;damaged&gt;" in page
    assert "layout: x" in page
    (picture,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_a_report_that_is_gone_is_shown_without_its_first_page(tmp_path: Path) -> None:
    shown = Rendered(tmp_path / "report.pdf", 3, 2, (), ())._repr_mimebundle_()["text/html"]

    assert "2 runs, 3 pages" in shown
    assert f'href="{(tmp_path / "report.pdf").as_uri()}"' in shown
    assert "<img" not in shown
