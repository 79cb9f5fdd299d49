"""Parts that were laid out are kept, and taken again only where nothing differs that they were made from."""

import os
import pickle
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.kept_files import KeptFiles
from reportgen.outputs.fallback_fonts import fallback_font_folder
from reportgen.outputs.html import Page
from reportgen.outputs.parts import kept
from reportgen.outputs.parts.facts import DrawnMargins, PageFrame, Surroundings
from reportgen.outputs.parts.margins import MarginDrawing
from reportgen.outputs.pictures import Picture
from tests.unit.outputs.parts.long_page import long_page
from tests.unit.outputs.parts.making import made, made_anew

NOBODY_HAS = "\ue123"
RUNS = 8
OF_CONTENTS = 1
"""The pages of the first part, which has no run."""
SMALL, LARGE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d"><path d="M0 0H9V9H0Z"/></svg>' % (side, side)
    for side in (20, 60)
)


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder of one's own templates and theme, with a style that names a picture and a face."""
    folder = tmp_path / "own"
    (folder / "css").mkdir(parents=True)
    fonts = fallback_font_folder()
    assert fonts
    (folder / "css" / "face.ttf").write_bytes((fonts / "DejaVuSans.ttf").read_bytes())
    (folder / "css" / "shown.svg").write_bytes(SMALL)
    style = """article::before { content: url("reportgen:css/shown.svg") } p { font-family: "Own" }
        @font-face { font-family: "Own"; src: url("reportgen:css/face.ttf") }"""
    (folder / "css" / "extra.css").write_text(style)
    return folder


def shown(own: Path) -> Page:
    """Return a report with styles and a picture of one's own."""
    page = long_page(6)
    html = page.html.replace("</head>", '<link rel="stylesheet" href="reportgen:css/extra.css"></head>')
    html = html.replace("<p>See", '<p><img src="reportgen:logo" alt="Logo">See')
    html = html.replace("<table>", '<p><img src="reportgen:theme/beside.svg" alt="Sign"></p><table>')
    beside = own / "theme"
    beside.mkdir(exist_ok=True)
    (beside / "beside.svg").write_bytes(SMALL)
    return replace(page, html=html, pictures={"reportgen:logo": Picture(SMALL, "image/svg+xml")}, beside_theme=beside)


def test_nothing_is_laid_out_again_where_nothing_changed() -> None:
    page = long_page(RUNS)
    first, second = made(page), made(page)
    assert first.laid_out >= first.pages == second.pages > 15
    assert second.laid_out == 0
    assert first.content == second.content == made_anew(page).content


def test_the_contents_are_laid_out_again_when_a_page_that_they_name_has_another_number() -> None:
    made(long_page(RUNS))
    page = long_page(RUNS)
    before, name, behind = page.html.partition('<h3 id="judged-2">')
    longer = replace(page, html=f"{before}{'<p>One line more.</p>' * 40}{name}{behind}")
    again = made(longer)
    assert again.content == made_anew(longer).content
    assert 3 < again.laid_out < again.pages / 2
    assert made(longer).laid_out == 0


def test_only_the_parts_of_a_run_that_changed_are_laid_out_again() -> None:
    made(long_page(RUNS))
    page = long_page(RUNS)
    changed = replace(page, html=page.html.replace(">Model 4</h3>", ">Another name of model 4</h3>"))
    assert changed.html.count("Another name") == 2
    again = made(changed)
    assert again.laid_out < again.pages / 2
    assert again.content == made_anew(changed).content


def test_of_a_report_with_a_run_more_what_stands_before_is_taken_again() -> None:
    made(long_page(RUNS))
    again = made(long_page(RUNS + 1))
    assert again.laid_out < again.pages / 2
    assert again.content == made_anew(long_page(RUNS + 1)).content


def test_margins_are_taken_again_until_they_show_another_number_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def noted(self: MarginDrawing, number: int, frames: Sequence[PageFrame], around: Surroundings) -> DrawnMargins:
        drawn.append(len(frames))
        return draw(self, number, frames, around)

    draw = MarginDrawing.draw
    monkeypatch.setattr(MarginDrawing, "draw", noted)
    made(long_page(RUNS))
    first = sum(drawn)
    drawn.clear()
    again = made(long_page(RUNS))
    assert sum(drawn) == 0 < first == again.pages
    longer = made(long_page(RUNS + 1))
    assert sum(drawn) == longer.pages
    assert longer.content == made_anew(long_page(RUNS + 1)).content


def edit_style(own: Path, page: Page) -> Page:
    (own / "css" / "extra.css").write_text((own / "css" / "extra.css").read_text() + " p { margin-left: 9mm }")
    return page


def edit_built_in_style(own: Path, page: Page) -> Page:
    (own / "css" / "tables.css").write_text("td { padding: 5mm }")
    return page


def edit_picture_of_a_style(own: Path, page: Page) -> Page:
    (own / "css" / "shown.svg").write_bytes(LARGE)
    return page


def edit_face(own: Path, page: Page) -> Page:
    fonts = fallback_font_folder()
    assert fonts
    (own / "css" / "face.ttf").write_bytes((fonts / "DejaVuSerif.ttf").read_bytes())
    return page


def edit_picture_beside_the_theme(own: Path, page: Page) -> Page:
    (own / "theme" / "beside.svg").write_bytes(LARGE)
    return page


def edit_picture(_own: Path, page: Page) -> Page:
    return replace(page, pictures={"reportgen:logo": Picture(LARGE, "image/svg+xml")})


def edit_language(_own: Path, page: Page) -> Page:
    return replace(page, html=page.html.replace('lang="en"', 'lang="de"'))


def edit_paper(_own: Path, page: Page) -> Page:
    return replace(page, html=page.html.replace("size: A5", "size: A6"))


@pytest.mark.parametrize(
    "edit",
    [
        edit_style,
        edit_built_in_style,
        edit_picture_of_a_style,
        edit_face,
        edit_picture_beside_the_theme,
        edit_picture,
        edit_language,
        edit_paper,
    ],
)
def test_whatever_else_changes_everything_is_laid_out_again(own: Path, edit: Callable[[Path, Page], Page]) -> None:
    page = shown(own)
    before = made(page, own)
    assert made(page, own).laid_out < before.laid_out
    changed = edit(own, page)
    after = made(changed, own)
    assert after.laid_out >= after.pages
    assert before.content != after.content == made_anew(changed, own).content


def test_another_version_another_program_or_another_font_on_the_machine_makes_another_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{fonts}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    keys = [kept.own_shelf(), kept.own_shelf()]
    (fonts / "new.ttf").write_bytes(b"")
    keys.append(kept.own_shelf())
    settings.write_text(f"<fontconfig><!-- --><dir>{fonts}</dir></fontconfig>")
    keys.append(kept.own_shelf())
    monkeypatch.setattr(kept, "__version__", "0")
    keys.append(kept.own_shelf())
    monkeypatch.setattr(kept, "installed_versions", lambda names: dict.fromkeys(names, "0"))
    keys.append(kept.own_shelf())
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "laying_out.py").touch()
    keys.append(kept.own_shelf())
    assert keys[0] == keys[1]
    assert None not in keys
    assert len(set(keys)) == 6


def test_a_part_is_not_kept_that_had_warnings_or_a_font_of_the_machine() -> None:
    page = long_page(6)
    for html in (
        page.html.replace(">See", f">{NOBODY_HAS} See"),
        page.html.replace("</head>", "<style>p { font-family: monospace }</style></head>"),
    ):
        first, second = made(replace(page, html=html)), made(replace(page, html=html))
        assert second.laid_out == first.laid_out - 2 * OF_CONTENTS >= first.pages - OF_CONTENTS
        assert first.content == second.content


def test_without_the_cache_nothing_is_kept(cache: Path) -> None:
    made_anew(long_page(6))
    assert not cache.exists()
    made(long_page(6))
    assert list(cache.glob("*/*"))


class Harmful:
    """Does something when it is read."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("echo",)


@pytest.mark.parametrize("content", [b"", zlib.compress(b"\x80"), zlib.compress(pickle.dumps(Harmful()))])
def test_what_is_no_part_is_laid_out_anew(cache: Path, content: bytes) -> None:
    first = made(long_page(6))
    for file in cache.glob("*/*"):
        KeptFiles(cache).keep(file.name, content)
    second = made(long_page(6))
    assert (second.content, second.laid_out) == (first.content, first.laid_out)
