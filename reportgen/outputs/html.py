"""The report as one HTML text: fills `report.html` with the sections, and collects the charts it asks for.

Autoescape is on and an unknown name is an error: text from records stays text, and a mistyped variable is not silence.
"""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from reportgen import __version__
from reportgen.errors import TemplateError
from reportgen.figures.charts import Chart
from reportgen.figures.description import describe_chart
from reportgen.figures.thinning import thinned_once
from reportgen.knowledge.references import cite
from reportgen.outputs.chart_places import CHART_URL
from reportgen.outputs.compiled_templates import CompiledTemplates
from reportgen.outputs.contents_page import are_page_of_contents
from reportgen.outputs.cover import front_of
from reportgen.outputs.note_pages import notes_of, show_table
from reportgen.outputs.parts.dividing import PAGE_BEGINS
from reportgen.outputs.pictures import Picture
from reportgen.outputs.running_head import short_head
from reportgen.outputs.template_loading import TemplateLoader
from reportgen.outputs.template_words import template_words
from reportgen.outputs.templates import template_file
from reportgen.sections.anchors import reference_anchor
from reportgen.sections.report import Content, Report, Section, build_sections, number_figures, number_references
from reportgen.settings import chosen
from reportgen.themes import PLAIN

PAPER = "report.html"
"""The outermost template of what is printed on pages."""

_OWN_STYLE = "css/extra.css"


@dataclass(frozen=True)
class Page:
    """The HTML of a report, and its images.

    That at `CHART_URL` + number is `charts[number]`; others are `pictures`, by their address.
    `beside_theme` is the folder of the user's own theme, which may name files there. `warnings` are for the person.
    `sources` are the files that the notes were made from beside themselves, with their names as seen from the notes.
    """

    html: str
    charts: tuple[Chart, ...]
    pictures: Mapping[str, Picture]
    beside_theme: Path | None = None
    warnings: tuple[str, ...] = ()
    sources: Mapping[Path, str] = field(default_factory=dict)


def _begin_nothing(_told: Any) -> None:
    """Do nothing while the page is filled."""


def fill(
    report: Report,
    folders: Sequence[Path],
    skeleton: str = PAPER,
    begin: Callable[[Iterable[Chart]], None] = _begin_nothing,
    foretell: Callable[[Page], None] = _begin_nothing,
) -> Page:
    """Fill the templates found in `folders` with the report; `skeleton` is the outermost of them.

    `begin` is told the charts of each section as soon as they are known: they may be drawn while the next is built.
    `foretell` is told the page without its body and charts, when its head is filled: others may get ready for it.

    Raises:
        TemplateError: a template has a mistake; the message names it, the line and the missing name.
        SettingsError: the logo is missing or cannot be printed.
        NotesError: the notes have a mistake; the message says where.
    """
    front = front_of(report)
    notes = notes_of(report)
    charts: dict[Chart, int] = {}
    thin = thinned_once()

    def chart_url(chart: Chart) -> str:
        # Charts that show the same, such as a constant learning rate in several runs, are drawn once.
        return f"{CHART_URL}{charts.setdefault(thin(chart), len(charts))}"

    figures: dict[str, int] = {}
    references: dict[str, int] = {}

    def sections(names: list[str]) -> list[Section]:
        arrange = notes.arrange if notes else None
        wanted = list(chosen(names, report.settings.sections))
        try:
            for name in wanted:
                begin(map(thin, _charts_of(report.content(name))))
            built = build_sections(report, wanted, arrange)
        except ModuleNotFoundError as error:
            raise TemplateError(f"report.html names a section that does not exist: {error.name}") from error
        figures.update(number_figures(built))
        references.update(number_references(built))
        return notes.finish(built, figures) if notes else built

    environment = _environment(folders)
    environment.filters.update(breakable=breakable, short_head=short_head)
    environment.globals.update(template_words(visible))
    environment.globals.update(chart_url=chart_url, sections=sections, figure_number=figures.get)
    environment.globals.update(reference_number=references.get, reference_anchor=reference_anchor)
    environment.globals.update(cite=notes.cite if notes else cite, describe_chart=describe_chart)
    environment.globals.update(shown_table=partial(show_table, environment, notes))
    environment.globals.update(are_page_of_contents=are_page_of_contents)
    # Pages begin on paper alone.
    environment.globals.update(page_begins=PAGE_BEGINS if skeleton == PAPER else "")
    pictures = {**front.pictures, **(notes.pictures if notes else {})}
    try:
        generator = f"reportgen {__version__}"
        given = {
            "front": front,
            "title": front.title,
            "generator": generator,
            "last_styles": _last_styles(report, folders),
        }
        pieces = environment.get_template(skeleton).generate(report=report, settings=report.settings, **given)
        head = _head(pieces)
        foretell(Page(head, (), pictures, report.theme.beside))
        html = "".join((head, *pieces))
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"there is no template {error.name!r} in {' or '.join(map(str, folders))}") from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or error.name}, line {error.lineno}: {error.message}") from error
    except jinja2.UndefinedError as error:
        raise TemplateError(f"{_template_line(error, folders)}: {error.message}") from error
    except SecurityError as error:
        raise TemplateError(f"{_template_line(error, folders)}: {error.message}, which no template may do") from error
    said = (notes.warnings, notes.sources) if notes else ((), {})
    return Page(_without_dead_links(html), tuple(charts), pictures, report.theme.beside, *said)


def _head(pieces: Iterator[str]) -> str:
    """Return what is filled first, with the beginning of the body; all if there is none."""
    head = ""
    for piece in pieces:
        head = f"{head}{piece}"  # not the sum: what is added to safe markup would be escaped
        if ">" in head.partition("<body")[2]:
            break
    return head


def _charts_of(content: Content | None) -> Iterator[Chart]:
    for figure in content.figures if content else ():
        yield from (part.chart for part in figure.parts)


def _last_styles(report: Report, folders: Sequence[Path]) -> list[str]:
    """Return the addresses of the styles that have the last word: those of the theme, and the user's own."""
    own = [f"reportgen:{_OWN_STYLE}"] if template_file(folders, _OWN_STYLE) else []
    return [address for address in (report.theme.address, *own) if address != PLAIN]


def _without_dead_links(html: str) -> str:
    """Take the target from the links that lead to a section or a run which the settings leave out."""
    targets = set(re.findall(r' id="([^"]+)"', html))
    return re.sub(r'<a href="#([^"]+)"', lambda link: link[0] if link[1] in targets else "<a", html)


def _environment(folders: Sequence[Path]) -> jinja2.Environment:
    # The user's own run in a sandbox: they are attached to the report, and run where somebody else verifies it.
    kind = SandboxedEnvironment if len(folders) > 1 else jinja2.Environment
    return kind(
        loader=TemplateLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(folders[-1]),
    )


_LONGEST_LINE = 2_000
_LONGEST_TEXT = 250_000

# U+2400 and following depict the control characters, which have no glyph and may steer a terminal that shows the text.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}


def visible(value: Any) -> Any:
    """Return `value`, the control characters in a text replaced by their pictures, a text without end cut."""
    if type(value) is not str or (len(value) <= _LONGEST_LINE and value.isprintable()):
        return value
    return _bounded(value).translate(_PICTURES)


def _bounded(text: str) -> str:
    """Return `text` with at most 2,000 characters a line and 250,000 in all: beyond, laying it out takes minutes."""
    if len(text) <= _LONGEST_LINE:
        return text
    lines = (line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…" for line in text.split("\n"))
    cut = "\n".join(lines)
    return cut if len(cut) <= _LONGEST_TEXT else f"{cut[:_LONGEST_TEXT]}…"


def breakable(name: str) -> Markup:
    """Return a name that may be broken behind its underscores, where it is too long for a line.

    By a character, not by an element: what stands in an element of its own is broken anywhere first.
    """
    return escape(visible(name)).replace("_", Markup("_&#8203;"))


def _template_line(error: Exception, folders: Sequence[Path]) -> str:
    """Return "FILE, line N" of the innermost frame that lies in a template."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if any(Path(frame.filename).is_relative_to(folder) for folder in folders)]
    return f"{inside[-1].filename}, line {inside[-1].lineno}" if inside else "a template"
