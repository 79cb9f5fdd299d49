"""Notes written with the values of the five runs that are checked in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from reportgen.notes.book import Notes, write_notes
from reportgen.notes.pieces import Passage
from reportgen.outputs.pictures import read_picture
from reportgen.sections.report import Report, Section, build_sections, make_report, number_figures
from reportgen.settings import Settings
from reportgen.store.reading import read_library

RUNS = Path(__file__).parents[3] / "runs"
SECTIONS = ["summary", "leaderboard", "training_reports", "judgement", "architectures", "bibliography", "left_out"]

Finished = Callable[[str], list[Section]]


@pytest.fixture(scope="session")
def report() -> Report:
    """The report of the checked-in runs; what its sections say is built once."""
    return make_report(read_library([RUNS]), Settings())


@pytest.fixture
def notes(tmp_path: Path, report: Report) -> Callable[[str], Notes]:
    """Write a text as notes.md, beside a picture and a bibliography."""

    def write(text: str) -> Notes:
        Image.new("RGB", (40, 20), (200, 120, 40)).save(tmp_path / "plot.png")
        work = '@article{mine2024, author={M{\\"u}ller, Anna and Roe, Jo}, title={A {Study}}, journal={J}, year=2024}\n'
        (tmp_path / "works.bib").write_text(work, encoding="utf-8")
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        return write_notes(report, tmp_path / "notes.md", read_picture)

    return write


@pytest.fixture
def finished(report: Report, notes: Callable[[str], Notes]) -> Finished:
    """Write a text as notes and put it among the sections of the report."""

    def finish(text: str) -> list[Section]:
        written = notes(text)
        built = build_sections(report, SECTIONS, written.arrange)
        return written.number(built, number_figures(built))[0]

    return finish


def html_of(section: Section) -> str:
    """Return the HTML of a section of the notes; of figures, tables and citations a word in brackets."""
    assert isinstance(section.content, Passage)
    return "".join(str(piece) if isinstance(piece, str) else f"[{piece.kind}]" for piece in section.content.pieces)
