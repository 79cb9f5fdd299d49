"""What every section is built from: the chosen runs, their architectures, and what could not be read."""

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from types import ModuleType

import msgspec
from msgspec.structs import replace

from reportgen.analysis.architectures import Architecture, architectures_of
from reportgen.analysis.class_names import name_classes
from reportgen.analysis.experiments import Findings, find_experiments
from reportgen.analysis.scores import Ranking, rank
from reportgen.analysis.selection import NumberedRun, choose_runs
from reportgen.errors import NoRunsError
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.theme import figure_style
from reportgen.knowledge.references import Reference
from reportgen.language import _
from reportgen.sections.figure import Figure
from reportgen.setting_values import SECTIONS
from reportgen.settings import Settings, chosen
from reportgen.store.reading import Library, Problem
from reportgen.themes import Theme, theme_of

# How many of the best runs have pages of their own, by detail, if there are more runs than the second number.
_DETAILED = {"brief": (3, 3), "normal": (10, 30)}


class Report(msgspec.Struct, frozen=True, dict=True):
    """The whole input of a report. `runs` is never empty. `warnings` are for the person who asked for it."""

    settings: Settings
    runs: tuple[NumberedRun, ...]
    architectures: tuple[Architecture, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...] = ()

    @cached_property
    def _contents(self) -> dict[str, "Content | None"]:
        return {}

    def content(self, name: str) -> "Content | None":
        """Return what the section `name` says, built when it is first asked for; None if it has nothing to say.

        Raises:
            ModuleNotFoundError: there is no section of that name.
        """
        if name not in self._contents:
            build = getattr(import_module(f"reportgen.sections.{name}"), "build", None)
            self._contents[name] = build(self) if build else None
        return self._contents[name]

    def let_go(self) -> None:
        """Forget what the sections say, which takes memory: it is built again if it is asked for again."""
        self._contents.clear()

    @cached_property
    def theme(self) -> Theme:
        """Faces, colours and sizes."""
        return theme_of(self.settings)

    @cached_property
    def look(self) -> FigureStyle:
        """What the theme says of figures."""
        return figure_style(self.theme)

    @cached_property
    def ranking(self) -> Ranking:
        """The runs from the best to the worst."""
        return rank(self.runs)

    @cached_property
    def findings(self) -> Findings:
        """What the runs say when their configurations are compared."""
        return find_experiments(self.runs)

    @cached_property
    def detailed_runs(self) -> tuple[NumberedRun, ...]:
        """The runs that have pages of their own: none if report.toml leaves the training reports out."""
        return self.shown_runs if "training_reports" in chosen(SECTIONS, self.settings.sections) else ()

    @cached_property
    def shown_runs(self) -> tuple[NumberedRun, ...]:
        """The runs that sections show one by one: all, or the best ones, in the order of the report."""
        best, most = _DETAILED.get(self.settings.detail, (0, len(self.runs)))
        if len(self.runs) <= most:
            return self.runs
        kept = {run.number for run in (*self.ranking.runs, *self.ranking.unranked)[:best]}
        return tuple(run for run in self.runs if run.number in kept)


class Entry(msgspec.Struct, frozen=True):
    """A line of the table of contents below a section's own: "2.1", "Model 1: ConvNet2layers", its anchor."""

    title: str
    anchor: str


class Content:
    """What the `build` of a section gives its template: base class of them all."""

    anchor = ""
    """The id of the heading, where it is not named for the section."""

    publications: Mapping[str, Reference] = {}
    """Publications that are cited beyond those that the report knows, by key."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The subsections, in order."""
        return ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, in order."""
        return ()

    @property
    def references(self) -> tuple[str, ...]:
        """The keys of the publications that are cited, in order, as often as they are."""
        return ()


class Section(msgspec.Struct, frozen=True, dict=True):
    """A section that has something to say, with its place in the report."""

    number: int
    name: str
    title: str
    content: Content
    before: Content | None = None
    after: Content | None = None

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return self.content.anchor or f"section-{self.name.replace('_', '-')}"

    @property
    def parts(self) -> tuple[Content, ...]:
        """What it says, with what somebody wrote `before` and `after` it, in order."""
        return tuple(part for part in (self.before, self.content, self.after) if part)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The subsections, in order: the first has the number 1."""
        return tuple(entry for part in self.parts for entry in part.entries)

    @cached_property
    def _places(self) -> dict[str, int]:
        numbers = range(len(self.entries), 0, -1)  # of two subsections at one anchor the first counts
        return {entry.anchor: number for number, entry in zip(numbers, reversed(self.entries), strict=True)}

    def place(self, anchor: str) -> int:
        """Return the number of the subsection at `anchor`; 0 if there is none."""
        return self._places.get(anchor, 0)


NOTHING = Content()
"""What a section says that has nothing to say."""

Arrange = Callable[[list[Section]], list[Section]]


def make_report(library: Library, settings: Settings) -> Report:
    """Choose, sort and number the runs of `library` as `settings` say.

    Raises:
        NoRunsError: nothing is left to report on; the message names the first problem met.
    """
    if not library.runs:
        first = library.problems[0]
        raise NoRunsError(f"no run could be read; the first: {first.path} {first.reason}")
    chosen_runs = choose_runs(library.runs, settings.select, settings.sort)
    named = name_classes([run.stored for run in chosen_runs], settings.class_names)
    runs = tuple(replace(run, stored=stored) for run, stored in zip(chosen_runs, named.runs, strict=True))
    return Report(settings, runs, architectures_of(runs), library.problems, named.warnings)


def number_figures(sections: list[Section]) -> dict[str, int]:
    """Return the number of each figure, from 1 through the report, by its anchor."""
    anchors = [figure.anchor for section in sections for part in section.parts for figure in part.figures]
    return {anchor: number for number, anchor in enumerate(dict.fromkeys(anchors), start=1)}


def number_references(sections: list[Section]) -> dict[str, int]:
    """Return the number of each publication in the list of references, by its key; {} in a report without that list."""
    if not any(section.name == "bibliography" for section in sections):
        return {}
    keys = [key for section in sections for part in section.parts for key in part.references]
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def build_sections(report: Report, names: list[str], arrange: Arrange | None = None) -> list[Section]:
    """Build the sections `names` in this order, number those that have something to say from 1.

    A section that is made of what the others say, such as the list of references, has `gather` in place of `build`.
    `arrange` may put others among them; it sees all of `names`, with `NOTHING` in those that say nothing so far.

    Raises:
        ModuleNotFoundError: there is no section of that name.
    """
    modules = {name: import_module(f"reportgen.sections.{name}") for name in names}
    sections = [Section(0, name, _(modules[name].TITLE), report.content(name) or NOTHING) for name in names]
    arranged = arrange(sections) if arrange else sections
    others = [part for section in arranged for part in section.parts if part is not NOTHING]
    gathered = [_gathered(section, modules, others) for section in arranged]
    said = [section for section in gathered if section.content is not NOTHING]
    return [replace(section, number=number) for number, section in enumerate(said, start=1)]


def _gathered(section: Section, modules: dict[str, ModuleType], others: list[Content]) -> Section:
    gather = getattr(modules.get(section.name), "gather", None)
    return replace(section, content=gather(others) or NOTHING) if gather else section
