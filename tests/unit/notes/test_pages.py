"""The example of the README as a report: its pages, numbers, links and what is attached."""

import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from reportgen.api import render
from reportgen.cli.options import settings_for
from reportgen.errors import NotesError
from reportgen.language import speaking
from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.made_once import made_once
from tests.unit.notes.conftest import RUNS

README = Path(__file__).parents[3] / "README.md"
SECTIONS = ("summary", "leaderboard", "judgement", "bibliography")


def example() -> str:
    found = re.search(r"## Your words\n.*?````markdown\n(.*?)````", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return made_once(tmp_path_factory, "notes", written)


def written(folder: Path) -> tuple[Path, str]:
    (folder / "notes.md").write_text(example(), encoding="utf-8")
    settings = Settings(notes=folder / "notes.md", sections=SECTIONS, select=("2", "4", "5"))
    rendered = render(RUNS, folder / "report.pdf", settings=settings)
    assert rendered.warnings == ()
    text = subprocess.run(["pdftotext", "-layout", rendered.path, "-"], capture_output=True, check=True).stdout.decode()
    return rendered.path, " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def test_the_example_is_printed_with_the_values_of_the_summary(pages):
    _, text = pages
    accuracy = re.search(r"ConvNet2layers 1 199 882 5 64 ([\d.]+ %)", text)
    assert accuracy
    assert f"reaches {accuracy[1]} on the test data after 5 epochs" in text
    assert f"ConvNet2layers 1 199 882 {accuracy[1]} MLP5layers 1 457 674" in text


def test_numbers_that_are_referred_to_stand_under_the_figures_and_tables(pages):
    _, text = pages
    assert "shown in Figure 1; the set-up is told in section 2, all numbers are in section 3." in text
    assert "Figure 1: How model 1 classifies." in text
    assert "Table 1: Two of the models." in text
    assert "networks of Table 1 lead" in text
    assert "Table 2: The models from the best to the worst." in text
    assert "cross-entropy of (1), most of them with Adam [1]" in text
    assert "[1] Diederik P. Kingma and Jimmy Ba" in text


def test_notes_are_bookmarked_tagged_and_attached(pages):
    path, _ = pages
    with pikepdf.open(path) as document:
        with document.open_outline() as outline:
            assert [item.title for item in outline.root][:4] == [
                "1 Introduction",
                "2 Method",
                "3 Summary",
                "4 The best three",
            ]
        assert any(name.endswith("notes.md") for name in document.attachments)
        assert b"\\hat{y}" in b"".join(
            str(item.get("/Alt", "")).encode() for item in document.objects if is_figure(item)
        )


def is_figure(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") in ("/Figure", "/Formula")


def test_notes_are_found_in_the_working_folder_unless_others_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert settings_for([RUNS], {}).notes is None
    (tmp_path / "notes.md").write_text("{{ bset }}", encoding="utf-8")
    assert settings_for([RUNS], {}).notes == tmp_path / "notes.md"
    assert settings_for([RUNS], {"notes": Path("other.md")}).notes == Path("other.md")
    report = make_report(read_library([RUNS]), Settings(notes=tmp_path / "notes.md", sections=("summary",)))
    with pytest.raises(NotesError, match=r"notes\.md, line 1, column 4: unknown name 'bset', did you mean 'best'"):
        fill(report, template_folders(None))


def test_notes_speak_the_language_of_the_report(tmp_path):
    (tmp_path / "notes.md").write_text('# Los\n\n{{ table("summary") }}\n\n{{ best.test_accuracy }}', encoding="utf-8")
    folders = template_folders(None)
    settings = Settings(notes=tmp_path / "notes.md", sections=("summary",), language="de")
    with speaking("de"):
        html = fill(make_report(read_library([RUNS]), settings), folders).html
    assert re.search(r"<caption id=\"notes-table\"><b>[^<]+1\D?:</b>", html)
    assert "<p>99,02" in html


def test_a_report_without_notes_loads_nothing_of_them():
    program = (
        "import sys\nfrom pathlib import Path\nfrom reportgen.outputs.html import fill\n"
        "from reportgen.outputs.templates import template_folders\nfrom reportgen.sections.report import make_report\n"
        "from reportgen.settings import Settings\nfrom reportgen.store.reading import read_library\n"
        f"report = make_report(read_library([Path({str(RUNS)!r})]), Settings(sections=('summary',)))\n"
        "fill(report, template_folders(None))\n"
        "print(sorted({'markdown_it', 'ziamath', 'bibtexparser', 'reportgen.notes.book'} & set(sys.modules)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
