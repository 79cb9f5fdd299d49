"""The first page: a cover where a report is handed in for a course, a head above the contents elsewhere."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reportgen.api import Rendered, render
from reportgen.built_in import built_in_folder
from reportgen.errors import NotesError, SettingsError
from reportgen.outputs.html import fill
from reportgen.sections.report import make_report
from reportgen.setting_values import Author
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.read_pdf import lines_of, links_of, page_sizes, text_of
from tests.sample_runs import sample_run, write_store

AUTHORS = tuple(Author(f"Author {letter}", f"s10{number}") for number, letter in enumerate("ABCDEFGH"))
LONG_TITLE = "Recognition of handwritten digits by convolutional and fully connected neural networks, " * 2


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("cover") / "runs", [sample_run()])


@pytest.fixture(scope="module")
def covered(store: Path) -> Rendered:
    Image.new("RGB", (900, 300), "navy").save(store.parent / "logo.png")
    settings = Settings(
        title=LONG_TITLE,
        authors=AUTHORS,
        course="CS-433 Machine Learning",
        institution="École polytechnique",
        instructor="Marie Curie",
        date=date(2026, 11, 20),
        logo=store.parent / "logo.png",
        abstract="We *train* {{ runs | length }} network.\n\nIt learns.",
        paper="letter",
        sections=("summary",),
    )
    return render(store, store.parent / "report.pdf", settings=settings)


def html_of(store: Path, settings: Settings) -> str:
    return fill(make_report(read_library([store]), settings), [built_in_folder()]).html


def test_a_cover_names_course_people_and_date_and_nothing_else(covered: Rendered) -> None:
    page = " ".join(text_of(covered.path, 1).split())
    expected = f"École polytechnique CS-433 Machine Learning {LONG_TITLE}"
    assert page.startswith(expected)
    for author in AUTHORS:
        assert author.name in page
        assert f"Student number {author.student_number}" in page
    for text in ("Instructor: Marie Curie", "20 November 2026", "Abstract We train 1 network. It learns."):
        assert text in page
    assert "Contents" not in page
    assert "1 of 2" not in page
    assert covered.warnings == ()


def test_the_contents_begin_on_the_page_behind_the_cover(covered: Rendered) -> None:
    assert "Contents" in lines_of(covered.path, 2)
    assert "2 of 2" in lines_of(covered.path, 2)
    assert {target for _, name, target in links_of(covered.path) if name == "section-summary"} == {2}
    assert len(page_sizes(covered.path)) == 2


def test_the_logo_is_one_picture_whose_description_is_the_institution(covered: Rendered) -> None:
    with pikepdf.open(covered.path) as document:
        figures = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
        images = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/Interpolate" in item]
        assert [bool(image.Interpolate) for image in images] == [False]  # PDF/A forbids it
        assert [str(figure.Alt) for figure in figures] == ["École polytechnique"]


@pytest.mark.parametrize("given", [{"course": "CS-433"}, {"institution": "EPFL"}])
def test_course_and_institution_ask_for_a_cover(store: Path, given: dict[str, str]) -> None:
    assert '<header class="cover' in html_of(store, Settings(**given))


def test_without_them_the_first_page_has_students_and_abstract_above_the_contents(store: Path) -> None:
    settings = Settings(authors=(AUTHORS[0], Author("Alan Turing")), abstract="We train.", instructor="Marie Curie")
    page = html_of(store, settings)
    assert '<header class="cover' not in page
    assert 'Author A <span class="student-number">(s100)</span>, Alan Turing' in page
    assert page.index("Instructor: Marie Curie") < page.index("We train.") < page.index("Contents")


def test_a_date_in_words_is_printed_as_it_is(store: Path) -> None:
    assert '<p class="date">Autumn term</p>' in html_of(store, Settings(date="Autumn term"))


def test_a_mistake_in_the_abstract_is_told_with_its_place(store: Path) -> None:
    with pytest.raises(NotesError, match=r"abstract, line 2, column 4: unknown name 'bets', did you mean 'best'"):
        html_of(store, Settings(abstract="Lines.\n{{ bets.epochs }}"))


def test_a_logo_that_cannot_be_read_is_told_with_what_to_do(store: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"logo .*crest.png: no such file; leave the key 'logo' out to do without"):
        html_of(store, Settings(logo=tmp_path / "crest.png"))
