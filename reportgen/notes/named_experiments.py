"""Every experiment of the report by what varied in it: "batch_size", "learning_rate_and_batch_size"."""

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.analysis.factors import Cell
from reportgen.analysis.trials import Experiment
from reportgen.errors import NotesError
from reportgen.language import speaking
from reportgen.notes.english import name_of
from reportgen.notes.nearest import nearest
from reportgen.notes.shown import NamedExperiment, NamedFigure, NamedTable
from reportgen.sections.experiment_table import ExperimentPages, experiment_pages
from reportgen.sections.experiments import Experiments
from reportgen.sections.factor_words import title_of
from reportgen.sections.report import Report, Section


def experiment_names(report: Report) -> tuple[str, ...]:
    """Return the names, the widest experiment first."""
    return tuple(_places(report))


def experiment_named(report: Report, name: str) -> NamedExperiment:
    """Return the experiment `name`.

    Raises:
        NotesError: there is none; the message names the nearest.
    """
    places = _places(report)
    if name not in places:
        raise NotesError(f"there is no experiment {name!r}{nearest(name, places)}", name)
    pages = _pages(report, places[name])
    if pages is None:
        raise NotesError(f"no number compares the runs of the experiment {name!r}", name)
    figure = NamedFigure(f"figure of {name}", pages.figure, pages.figure.anchor) if pages.figure else None
    return NamedExperiment(name, pages.title, pages.sentence, pages.anchor, _table(name, pages), figure)


def _places(report: Report) -> dict[str, int]:
    """Return the place of each experiment, from 1; those of one name are told apart by a number behind it."""
    places: dict[str, int] = {}
    for place, name in enumerate(_titles(report), start=1):
        same = sum(known == name or known.rpartition("_")[0] == name for known in places)
        places[f"{name}_{same + 1}" if name in places else name] = place
    return places


def _titles(report: Report) -> Iterator[str]:
    with speaking("en"):
        for item in report.findings.experiments:
            yield name_of(title_of(item, _own(item, report.findings.cells)))


def _own(experiment: Experiment, cells: tuple[Cell, ...]) -> list[Cell]:
    return [cell for cell in cells if cell.runs[0].number in experiment.numbers]


def _pages(report: Report, place: int) -> ExperimentPages | None:
    content = report.content("experiments")
    shown = content.experiments if isinstance(content, Experiments) else ()
    found = next((item for item in shown if item.anchor == f"experiment-{place}"), None)
    return found or experiment_pages(report.findings.experiments[place - 1], place, report.findings.cells)


def _table(name: str, pages: ExperimentPages) -> NamedTable | None:
    if not pages.levels:
        return None
    content = Experiments((replace(pages, figure=None),), None, ())
    section = Section(0, "experiments", "", content)
    return NamedTable(f"table of {name}", section, "levels", f"{pages.title}.", pages.anchor)
