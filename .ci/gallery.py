"""Draws the pictures of the README from the runs in `runs/`: `make gallery`.

`tests/golden/pages.png` shows three pages of a report, `gallery-NAME.png` four of one in each theme, with its cover.
"""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from reportgen import render
from reportgen.setting_values import THEMES, Author
from reportgen.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "tests" / "golden"
HANDED_IN = Settings(
    title="Handwritten digits, five ways",
    authors=(Author("Ada Lovelace", "1815"), Author("Γεωργία Παπαδοπούλου", "2104")),
    course="Machine Learning, Lab 3",
    institution="Department of Computer Science",
    instructor="Alan Turing",
)
SECTIONS = ("Summary", "Training reports", "Model Architectures")
_BETWEEN = 10
_GREY = "#d8d8d8"
_COLOURS = 128


def make_gallery(folder: Path) -> None:
    """Draw all pictures; reports are written into `folder`."""
    report = render(ROOT / "runs", folder / "report.pdf").path
    _save(_pages(report, ("Summary", "Evaluation", "Model Architectures"), 650), PICTURES / "pages.png")
    for theme in THEMES:
        settings = Settings(**{**vars(HANDED_IN), "theme": theme})
        report = render(ROOT / "runs", folder / f"{theme}.pdf", settings=settings).path
        _save(_pages(report, ("", *SECTIONS), 400), PICTURES / f"gallery-{theme}.png")


def _pages(report: Path, sections: tuple[str, ...], width: int) -> list[Image.Image]:
    """Return the pages on which `sections` begin, the first page for ""."""
    document = pypdfium2.PdfDocument(report)
    places = {entry.get_title().partition(" ")[2]: entry.get_dest().get_index() for entry in document.get_toc()}
    pages = [document[places.get(section, 0)] for section in sections]
    return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in pages]


def _save(pages: list[Image.Image], target: Path) -> None:
    width, height = pages[0].size
    whole = Image.new("RGB", (len(pages) * (width + _BETWEEN) + _BETWEEN, height + 2 * _BETWEEN), _GREY)
    for place, page in enumerate(pages):
        whole.paste(page, (_BETWEEN + place * (width + _BETWEEN), _BETWEEN))
    whole.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make_gallery(Path(folder))
