"""Every word that a report prints comes from the catalogues: a whole report in the pseudo-language shows it.

Outside of the brackets there may be what the records hold, code, and the few proper names listed here.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from lxml import html

from reportgen.figures.charts import Chart
from reportgen.figures.kinds import draw_sheet
from reportgen.figures.style import use_fonts
from reportgen.knowledge.references import REFERENCES
from reportgen.language import catalogues
from reportgen.outputs.html import Page, fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import odd_runs, sample_runs, write_store
from tests.unit.figures.looks import PLAIN
from tests.unit.language.pseudo import Pseudo, outside, words

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
EXAMPLE = ROOT / "runs" / "20261121T113142Z-convnet2layers-f318"

# Names that are the same in every language.
NAMES = {"Keras", "RMSProp", "SGD", "NaN", "UTC", "GPU", "CPU", "doi", "arXiv", "True", "False", "Conv"}
# The English of what Babel has in other languages: lists and months.
OF_BABEL = {"and", "September", "November"}
# Keys under which the records keep words of their own that pages say in the reader's language.
OF_THE_FORMAT = {
    "role",
    "state",
    "origin",
    "data",
    "source",
    "reason",
    "kept_by",
    "relation",
    "kind",
    "task",
    "subject",
}
# Code, and what is marked to be of another language, such as titles of publications.
NOT_PROSE = (
    "//sup | //style | //script | //code | //*[contains(@class, 'code')] | //a[starts-with(@href, 'http')] "
    "| //body//*[@lang]"
)
PROSE = "//p | //td | //th | //dt | //dd | //li | //h1 | //h2 | //h3 | //h4 | //figcaption | //title"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return runs of many kinds: more than get pages of their own, one with predictions, one damaged."""
    folder = tmp_path_factory.mktemp("all") / "runs"
    write_store(folder, [*odd_runs(), *sample_runs(20)])
    shutil.copytree(EXAMPLE, folder / EXAMPLE.name)
    session = json.loads((EXAMPLE / "run.json").read_text())["session_id"]
    shutil.copytree(EXAMPLE.parent / "sessions" / session, folder / "sessions" / session)
    (folder / "damaged").mkdir()
    (folder / "damaged" / "run.json").write_text("{")
    return folder


@pytest.fixture(scope="module")
def page(store: Path) -> Iterator[Page]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "_catalogue", lambda _language: Pseudo())
        report = make_report(read_library([store]), Settings())
        yield fill(report, template_folders(None))


@pytest.fixture(scope="module")
def recorded(store: Path) -> re.Pattern[str]:
    """Return a pattern of the texts in the records, the longest first."""
    found = {text for path in store.rglob("*.json") if path.stat().st_size > 1 for text in texts_of(path)}
    found |= {name for work in REFERENCES.values() for author in work.authors for name in author.split(", ")}
    listed = sorted(found, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in listed))


def texts_of(path: Path) -> Iterator[str]:
    yield from texts(json.loads(path.read_text()), "")


def texts(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
            # The seeds of the program, by the names of what it seeded.
            yield from [name] * (key == "seeds")
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)
    elif isinstance(value, str) and words(value) and key not in OF_THE_FORMAT:
        yield " ".join(value.split())
        yield from value.split("/")


def escaped(text: str, recorded: re.Pattern[str]) -> list[str]:
    """Return the words of a text that come neither from a catalogue nor from the records."""
    rest = recorded.sub(" ", outside(" ".join(text.replace("\u200b", "").split())))
    return [word for word in words(rest) if word not in NAMES | OF_BABEL]


def blocks(page: Page) -> Iterator[str]:
    """Yield the texts of a page, each whole, and those that are read out."""
    document = html.fromstring(page.html)
    for inner in document.xpath(NOT_PROSE):
        inner.drop_tree()
    for element in document.iter():
        for name in ("alt", "title", "content", "aria-label"):
            if element.get(name) and not (element.tag == "meta" and element.get("name") in ("generator", "author")):
                yield element.get(name)
    for element in document.xpath(PROSE):
        yield element.text_content()


def test_the_report_of_the_test_has_every_section(page: Page) -> None:
    sections = {path.stem.replace("_", "-") for path in (TEMPLATES / "sections").glob("*.html")}
    found = {name for names in re.findall(r'<section class="([^"]+)"', page.html) for name in names.split()}
    # Notes are the user's own words.
    assert sections - found == {"notes"}


def test_every_word_of_the_pages_comes_from_a_catalogue(page: Page, recorded: re.Pattern[str]) -> None:
    found = {block: missed for block in blocks(page) if (missed := escaped(block, recorded))}
    assert not found, "\n".join(f"{missed} in {block}" for block, missed in found.items())


def drawn(chart: Chart) -> list[str]:
    use_fonts(PLAIN)
    return draw_sheet(chart, PLAIN).texts


def test_every_word_of_the_figures_comes_from_a_catalogue(page: Page, recorded: re.Pattern[str]) -> None:
    of_each_kind = {type(chart): chart for chart in page.charts}
    assert len(of_each_kind) > 7
    for chart in of_each_kind.values():
        # Equations have no words that are written out, drawings of layers the names that Keras gives these.
        if type(chart).__name__ in {"EquationChart", "GraphChart"}:
            continue
        missed = {text: left for text in drawn(chart) if (left := escaped(text, recorded))}
        assert missed == {}, type(chart).__name__


def literal_words(template: Path) -> list[str]:
    """Return the words of a template that stand outside of expressions, tags, comments and code."""
    tokens = jinja2.Environment().lex(template.read_text())
    source = "".join(text if kind == "data" else "\0" for _line, kind, text in tokens)
    source = re.sub(r"<(style|code)\b.*?</\1>", "", source, flags=re.DOTALL)
    spoken = re.findall(r'(?:alt|title|aria-label)="([^"]*)"', source)
    return words(" ".join([re.sub(r"<[^>]*>", " ", source), *spoken]))


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_no_word_stands_in_a_template_outside_of_a_message(template: Path) -> None:
    assert literal_words(template) == []
