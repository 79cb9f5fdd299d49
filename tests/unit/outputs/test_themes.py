"""Themes: faces and colours of pages and figures, contrast, a theme and templates of one's own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest

from reportgen.api import render
from reportgen.archive.opening import opened
from reportgen.built_in import built_in_folder
from reportgen.errors import TemplateError, ThemeError
from reportgen.figures.style import class_styles, line_style
from reportgen.figures.theme import figure_style
from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.setting_values import THEMES
from reportgen.settings import Settings, load_settings
from reportgen.store.reading import Library
from reportgen.themes import theme_of
from tests.made_once import made_once
from tests.sample_runs import first_document_runs, write_store
from tests.unit.analysis.small_runs import model, stored
from tests.unit.figures.looks import LOOKS
from tests.unit.outputs.colour_sight import SIGHTS, contrast, lightness, nearest_pair
from tests.unit.outputs.conftest import FIRST_DOCUMENT, RenderedStores

FACES = {"plain": "SourceSerif4", "modern": "SourceSans3", "thesis": "ThesisSerif"}
PAGE_FACES = {"plain": "Report-Serif", "modern": "Report-Sans", "thesis": "Thesis-Serif"}
OWN = """
@font-face { font-family: "Mine"; src: url("reportgen:theme/Mine.ttf"); font-weight: 400 }
:root { --accent: #7a0019; --figure-lines: var(--accent) #c4500a #00735c #8c3a86 #3d3d3d; --text: "Mine", serif }
"""

Themed = Callable[[str], Path]


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory, rendered: RenderedStores) -> Themed:
    """Return a report in each theme and in one of the user's own, rendered at the first demand."""

    def report(name: str, folder: Path) -> Path:
        (folder / "mine.css").write_text(OWN)
        (folder / "Mine.ttf").write_bytes((built_in_folder() / "fonts" / "SourceSans3-Regular.ttf").read_bytes())
        store = write_store(folder / "runs", first_document_runs()[:1])
        theme = folder / "mine.css" if name == "mine" else name
        made = render(store, folder / "report.pdf", settings=replace(FIRST_DOCUMENT, theme=theme))
        assert made.warnings == ()
        return made.path

    def path_of(name: str) -> Path:
        if name == "plain":
            return rendered("first document").path
        return made_once(tmp_path_factory, f"theme {name}", partial(report, name))

    return path_of


def fonts_of(path: Path) -> set[str]:
    with pikepdf.open(path) as document:
        found = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return {str(item.FontName) for item in found if item.get("/Type") == "/FontDescriptor"}


def strokes_of(path: Path) -> set[str]:
    """Return the colours of the lines that are drawn in the figures."""
    with pikepdf.open(path) as document:
        forms = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/BBox" in item]
        drawn = [form.read_bytes() for form in forms]
    found = re.findall(rb"([\d.]+) (?:([\d.]+) ([\d.]+) RG|G\b)", b"\n".join(drawn))
    return {"#" + "".join(f"{round(255 * float(part or colour[0])):02x}" for part in colour) for colour in found}


@pytest.mark.parametrize("theme", THEMES)
def test_pages_and_figures_have_the_faces_of_their_theme_and_of_no_other(themed: Themed, theme: str) -> None:
    embedded = " ".join(fonts_of(themed(theme)))
    assert PAGE_FACES[theme] in embedded or FACES[theme] in embedded
    assert f"+{FACES[theme]}" in embedded
    others = {name for table in (FACES, PAGE_FACES) for key, name in table.items() if key != theme}
    assert [name for name in others if name in embedded] == []


@pytest.mark.parametrize("theme", THEMES)
def test_curves_and_boxes_of_layers_have_the_colours_of_their_theme(themed: Themed, theme: str) -> None:
    look, drawn = LOOKS[theme], strokes_of(themed(theme))
    assert {look.lines[0], look.lines[1], look.frame, look.kinds["convolution"], look.soft} <= drawn
    foreign = {other.lines[0] for name, other in LOOKS.items() if name != theme}
    assert not foreign & drawn


@pytest.mark.parametrize("theme", ["modern", "thesis"])
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_every_theme_is_accessible_and_archivable(themed: Themed, theme: str, profile: str) -> None:
    assert "0 failed" in str(page.validate_pdf(str(themed(theme)), profile=profile)).split("Checks:")[1]


def test_a_theme_of_one_s_own_says_what_differs_from_plain_and_brings_its_face(themed: Themed) -> None:
    path = themed("mine")
    assert any("SourceSans3" in name for name in fonts_of(path))
    assert any("Mine" in name for name in fonts_of(path))
    assert {"#7a0019", LOOKS["plain"].lines[1]} <= strokes_of(path)


def texts_of(theme: str) -> Iterator[tuple[str, str]]:
    read = theme_of(Settings(theme=theme))
    for name in ("--ink", "--soft", "--accent", "--heading-ink", "--warning", *read.names("--kind-")):
        yield name, read.colours(name)[0]


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_a_contrast_of_4_5_and_every_line_one_of_3(theme: str) -> None:
    look = LOOKS[theme]
    assert {name: contrast(colour) for name, colour in texts_of(theme) if contrast(colour) < 4.5} == {}
    assert min(map(contrast, look.lines)) >= 4.5
    assert min(map(contrast, (*look.classes, look.frame))) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_curves_look_alike_to_people_who_see_fewer_colours(theme: str, sight: str) -> None:
    assert nearest_pair(LOOKS[theme].lines, sight) > 9


@pytest.mark.parametrize("theme", THEMES)
def test_printed_in_grey_scales_go_from_light_to_dark_and_curves_differ_in_dashes_or_markers(theme: str) -> None:
    look = LOOKS[theme]
    for scale in (look.shares, look.values, look.costs, tuple(reversed(look.bars))):
        assert all(lightness(one) - lightness(next_one) > 5 for one, next_one in pairwise(scale))
    styles = [line_style(look, style) for style in ("first", "second", "third", "fourth", "fifth")]
    assert len({(str(style.dash), style.marker) for style in styles}) == len(styles)
    assert len({(style.color, str(style.dash)) for style in class_styles(look)}) == 16


def test_no_other_style_names_a_colour_or_a_face() -> None:
    sheets = {path.name: path.read_text() for path in (built_in_folder() / "css").glob("*.css")}
    assert {name for name, text in sheets.items() if re.search(r"#[0-9a-f]{3,6}\b|@font-face", text)} == set()


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (":root { --figure-lines: #000 bluish }", r"mine\.css: --figure-lines: #000 bluish: colours such as"),
        (":root { --figure-lines: #000 #111 }", "2 colours, but 5 are needed"),
        (":root { --ink: var(--inc) }", "no property --inc, did you mean '--ink'"),
        (":root { --ink: var(--soft); --soft: var(--ink) }", "is made of itself"),
        (":root { --text: Georgia }", "--text: Georgia: figures need the files"),
        ('@font-face { font-family: A; src: url("A.ttf") } :root { --text: A }', "'A.ttf' names no file"),
        ('@font-face { font-family: A; src: url("reportgen:theme/mine.css") } :root { --text: A }', "need a .ttf file"),
        (":root { --figure-type-scale: big }", "--figure-type-scale: big: one number"),
    ],
)
def test_what_is_wrong_in_a_theme_of_one_s_own_is_named(tmp_path: Path, css: str, said: str) -> None:
    (tmp_path / "mine.css").write_text(css)
    settings = load_settings([], {"theme": str(tmp_path / "mine.css")})
    with pytest.raises(ThemeError, match=said):
        figure_style(theme_of(settings))


def test_a_theme_that_is_not_there_is_named() -> None:
    with pytest.raises(ThemeError, match=r"nowhere\.css: no such file"):
        theme_of(Settings(theme=Path("nowhere.css")))


def filled(folder: Path) -> str:
    library = Library((stored("net", metrics={"loss": [0.9, 0.2]}, model=model("x")),))
    return fill(make_report(library, Settings(templates=folder)), template_folders(folder)).html


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def test_a_block_of_a_built_in_template_is_replaced_by_itself(tmp_path: Path) -> None:
    example = re.search(r"```html\n(\{% extends .*?)```", Path("README.md").read_text(), re.DOTALL)
    assert example is not None
    write(tmp_path, "sections/training_reports.html", example[1])
    write(tmp_path, "report.html", '{% extends "reportgen/report.html" %}{% block end %}<p>The end.</p>{% endblock %}')
    html = filled(tmp_path)
    assert "Run 1 of mine: Model 1: net" in html
    assert html.rindex("The end.") > html.rindex("</section>")
    assert 'id="section-summary"' in html


def test_a_macro_is_replaced_by_itself(tmp_path: Path) -> None:
    write(
        tmp_path,
        "macros/headings.html",
        "{% macro section_heading(section) %}<h2>§ {{ section.title }}</h2>{% endmacro %}",
    )
    html = filled(tmp_path)
    assert "<h2>§ Summary</h2>" in html
    assert "<h3 id=" in html


def test_a_style_of_one_s_own_comes_after_all_others(tmp_path: Path) -> None:
    write(tmp_path, "css/extra.css", "h1 { color: red }")
    links = re.findall(r'rel="stylesheet" href="([^"]+)"', filled(tmp_path))
    assert links[0] == "reportgen:css/themes/plain.css"
    assert links[-1] == "reportgen:css/extra.css"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "report.html",
            '{% extends "reportgen/report.html" %}\n\n{% block frnt %}{% endblock %}',
            r"report\.html, line 3: reportgen/report\.html has no block 'frnt', did you mean 'front'",
        ),
        ("contents.html", '{% extends "contents.html" %}', r"line 1: contents\.html extends itself"),
        ("macros/headings.html", "{% macro section_heading(s) %}\n{{ nope }}{% endmacro %}", "line 2: 'nope' is undef"),
        (
            "sections/summary.html",
            '{% extends "reportgen/sections/sumary.html" %}',
            "no template 'sections/sumary.html'",
        ),
    ],
)
def test_a_mistake_in_a_small_template_is_named_where_it_is(tmp_path: Path, name: str, text: str, said: str) -> None:
    write(tmp_path, name, text)
    with pytest.raises(TemplateError, match=said):
        filled(tmp_path)


def test_a_report_is_rendered_again_from_itself_in_the_theme_of_one_s_own_that_is_attached(
    themed: Themed, tmp_path: Path
) -> None:
    with opened([themed("mine")]) as report:
        settings = report.settings({})
        assert settings is not None
        look = figure_style(theme_of(settings))
        assert {path.name for path in report.library().runs[0].folder.parents[2].joinpath("theme").iterdir()} == {
            "mine.css",
            "Mine.ttf",
        }
    assert look.lines[0] == "#7a0019"
