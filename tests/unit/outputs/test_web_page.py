"""The report as a page, in a real browser: Chromium, without a network."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from reportgen.api import Rendered, render
from reportgen.figures.charts import LineChart
from reportgen.language import speaking
from reportgen.outputs.document.quantities import read_quantity, sorting_value
from reportgen.outputs.web.colours import dark
from reportgen.outputs.web.figures import Figures, colours_of
from reportgen.outputs.web.tables import prepare_tables
from reportgen.settings import Settings
from tests.read_pdf import bookmarks_of, text_of
from tests.sample_runs import sample_run, write_store

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium in PATH: apt-get install chromium")

Reports = Callable[[str], Rendered]
Forms = Callable[[str], Path]
Page = playwright.Page


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


class Opened:
    """A page and all that it asked for and complained of."""

    def __init__(self, browser: playwright.Browser, path: Path, width: int, **options: object) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url.split(":", 1)[0]))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())


@pytest.fixture(scope="module")
def desktop(browser: playwright.Browser, other_form: Forms) -> Iterator[Opened]:
    opened = Opened(browser, other_form("html"), 1440, color_scheme="light", reduced_motion="reduce")
    yield opened
    opened.page.close()


@needs_browser
def test_nothing_is_fetched_and_nothing_goes_wrong(desktop: Opened) -> None:
    assert set(desktop.asked) <= {"file", "data"}
    assert desktop.complaints == []


@needs_browser
def test_headings_and_links_are_those_of_the_pdf(desktop: Opened, rendered: Reports) -> None:
    headings = desktop.page.eval_on_selector_all("main h2, main h3", "all => all.map(one => one.textContent.trim())")
    assert headings == [title for _, title, _ in bookmarks_of(rendered("first document").path)]
    dead = desktop.page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).length"
    )
    assert dead == 0
    ids = desktop.page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


@needs_browser
def test_every_figure_is_drawn_and_described(desktop: Opened) -> None:
    boxes = desktop.page.eval_on_selector_all(
        "svg[role=img]",
        "all => all.map(one => [one.getBoundingClientRect().width, one.getBBox().height, one.ariaLabel.length])",
    )
    assert len(boxes) > 10
    assert all(width > 100 and height > 20 and words > 10 for width, height, words in boxes)


def column(page: Page, number: int) -> list[str]:
    return page.eval_on_selector_all(
        f"section.summary tbody tr td:nth-of-type({number})", "all => all.map(one => one.innerText)"
    )


@needs_browser
def test_tables_are_sorted_by_mouse_and_keyboard_numbers_as_numbers(desktop: Opened) -> None:
    page = desktop.page
    heads = page.locator("section.summary thead th")
    before = column(page, 2)
    heads.nth(2).locator("button").click()
    assert heads.nth(2).get_attribute("aria-sort") == "ascending"
    assert column(page, 2) == [
        f"{number:,}".replace(",", "\u202f") for number in (669706, 669706, 1199882, 1199882, 1457674)
    ]
    heads.nth(2).locator("button").focus()
    page.keyboard.press("Enter")
    assert heads.nth(2).get_attribute("aria-sort") == "descending"
    assert column(page, 2)[0] == "1\u202f457\u202f674"
    page.keyboard.press("Space")
    assert heads.nth(2).get_attribute("aria-sort") == "none"
    assert column(page, 2) == before


@needs_browser
def test_the_contents_follow_the_scroll_and_lead_to_their_sections(desktop: Opened) -> None:
    page = desktop.page
    page.evaluate("document.getElementById('run-2').scrollIntoView()")
    page.wait_for_selector(".contents a[href='#run-2'][aria-current]")
    page.click(".contents a[href='#section-architectures']")
    page.wait_for_selector(".contents a[href='#section-architectures'][aria-current]")
    assert 0 <= page.evaluate("document.getElementById('section-architectures').getBoundingClientRect().top") < 300


@needs_browser
def test_dark_and_light_follow_the_system_until_the_reader_chooses(desktop: Opened) -> None:
    page = desktop.page
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    ink = "getComputedStyle(document.querySelector('svg[role=img] text')).fill"
    light, light_ink = page.evaluate(paper), page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    night, night_ink = page.evaluate(paper), page.evaluate(ink)
    assert light == "rgb(255, 255, 255)"
    assert max(map(int, re.findall(r"\d+", night))) < 40
    assert min(map(int, re.findall(r"\d+", night_ink))) > 200 > max(map(int, re.findall(r"\d+", light_ink)))
    page.click("button.switch")
    page.reload()
    assert page.evaluate(paper) == light
    page.click("button.switch")
    assert page.evaluate(paper) == night
    page.emulate_media(color_scheme="light")
    assert page.evaluate(paper) == night
    page.evaluate("localStorage.clear()")
    page.reload()


@needs_browser
def test_the_page_prints_light_without_buttons_and_no_wider_than_the_paper(desktop: Opened, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    desktop.page.emulate_media(media="print", color_scheme="dark")
    shown = desktop.page.evaluate("getComputedStyle(document.querySelector('button.switch')).display")
    paper = desktop.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    desktop.page.pdf(path=str(printed), format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
    desktop.page.emulate_media(media="screen", color_scheme="light")
    assert (shown, paper) == ("none", "rgb(255, 255, 255)")
    assert "Model 5: MLP5layers" in text_of(printed, 1)
    with pikepdf.open(printed) as document:
        assert 4 <= len(document.pages) <= 30


@needs_browser
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_page_is_never_wider_than_the_window(width: int, browser: playwright.Browser, other_form: Forms) -> None:
    opened = Opened(browser, other_form("html"), width)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 320:
        box = opened.page.locator(".layers").first.locator("xpath=..")
        assert box.evaluate("one => one.scrollWidth > one.clientWidth && one.tabIndex === 0")
        assert not opened.page.evaluate("document.querySelector('.side').open")
        opened.page.click(".to-contents")
        assert opened.page.evaluate("document.querySelector('.side').open")
    opened.page.close()


@needs_browser
def test_without_scripts_everything_can_be_read(browser: playwright.Browser, other_form: Forms) -> None:
    opened = Opened(browser, other_form("html"), 1440, java_script_enabled=False)
    assert opened.page.locator(".contents a").first.is_visible()
    assert opened.page.locator("section.summary td").first.is_visible()
    opened.page.close()


def test_the_same_runs_give_the_same_page(tmp_path: Path) -> None:
    settings = Settings(sections=("summary",))
    pages = []
    for place in ("here", "elsewhere"):
        store = write_store(tmp_path / place / "runs", [sample_run()])
        pages.append(render(store, tmp_path / place / "page.html", settings=settings).path.read_bytes())
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]


def test_numbers_are_sorted_as_numbers_in_every_language() -> None:
    written = {
        "en": ("1\u202f199\u202f882", "98.80\u202f%", "2\u202fmin 42\u202fs"),
        "de": ("1.199.882", "98,80\u202f%", "2\u202fmin 42\u202fs"),
        "fr": ("1\u202f199\u202f882", "98,80\u202f%", "2\u202fmin 42\u202fs"),
        "it": ("1.199.882", "98,80%", "2\u202fmin 42\u202fs"),
    }
    for language, texts in written.items():
        with speaking(language):
            assert [sorting_value(text) for text in texts] == [1199882, 98.8, 162]
    assert sorting_value("0.0356 ± 0.001") == 0.0356
    assert sorting_value("3conv") is None
    assert read_quantity("−1e-05").value == -1e-05  # type: ignore[union-attr]


def test_a_column_of_words_is_not_sorted_by_the_numbers_in_it() -> None:
    root = html.fromstring(
        "<div><h2>T</h2><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><td>2d</td><td>–</td></tr><tr><td>1d</td><td>4.6\u202fMiB</td></tr></tbody></table></div>"
    )
    prepare_tables(root)
    assert [cell.get("data-value") for cell in root.iter("td")] == [None, "", None, "4823449.5999999996"]


def test_what_is_black_on_paper_is_not_black_on_a_dark_page() -> None:
    root = html.fromstring('<div><img src="reportgen:chart/0" alt="A &lt; B" style="width: 79mm; height: 9mm"></div>')
    chart = LineChart(width_mm=79, height_mm=9, lines=(), y_label="")
    figures = Figures([chart])
    figures.hold_places(root, {})
    svg = '<svg width="1pt" height="1pt" viewBox="0 0 1 1"><text style="font-family: \'X\'">1</text></svg>'
    placed = figures.placed(html.tostring(root, encoding="unicode"), [svg])
    assert '<svg role="img" aria-label="A &lt; B" viewBox="0 0 1 1">' in placed
    assert '<g id="chart-0" style="fill: var(--x000000)"><text style="font-family: var(--text)">' in placed
    assert colours_of(placed) == {("--x000000", "#000000")}


def test_a_dark_page_keeps_the_hue_and_turns_the_lightness() -> None:
    assert dark("#ffffff") == "#171717"
    assert dark("#fff") == dark("#ffffff")
    for colour in ("#0067a5", "#c4500a", "#00735c"):
        light, turned = ([int(hexed[place : place + 2], 16) for place in (1, 3, 5)] for hexed in (colour, dark(colour)))
        assert light.index(max(light)) == turned.index(max(turned))
        assert sum(turned) > sum(light)
