"""Every figure of the report by name: those of its sections, whole or one of their charts."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from reportgen.errors import NotesError
from reportgen.figures.charts import LineChart
from reportgen.figures.judgement_charts import (
    AgreementChart,
    ClassBarChart,
    ConfusionChart,
    PictureChart,
    RateChart,
    ReliabilityChart,
    ResidualChart,
)
from reportgen.language import speaking
from reportgen.notes.english import name_of
from reportgen.notes.named_runs import NamedRun
from reportgen.notes.nearest import nearest
from reportgen.notes.shown import NamedFigure
from reportgen.sections.anchors import run_anchor
from reportgen.sections.architectures import Architectures
from reportgen.sections.comparison import Comparison
from reportgen.sections.datasets import DataPages, Datasets
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.history_figure import history_figure
from reportgen.sections.judgement import Judgement, Judgements, judgement_of
from reportgen.sections.report import Report
from reportgen.sections.training_reports import TrainingReports

Found = Iterator[tuple[str, NamedFigure]]

_BY_CHART: dict[type, str] = {
    ConfusionChart: "confusion",
    ReliabilityChart: "reliability",
    AgreementChart: "agreement",
    ResidualChart: "residuals",
    ClassBarChart: "class_counts",
    PictureChart: "samples",
}
_OF_ALL_RUNS = ("best_curves", "costs")


def figures_of_run(report: Report, run: NamedRun) -> dict[str, NamedFigure]:
    """Return the figures that show `run`, by name."""
    sources: tuple[Callable[[Report, NamedRun], Found], ...] = (_history, _judged, _data, _architecture)
    return {name: found for source in sources for name, found in source(report, run)}


def figures_of_all(report: Report) -> dict[str, NamedFigure]:
    """Return the figures that compare all runs, by name."""
    content = report.content("comparison")
    if not isinstance(content, Comparison):
        return {}
    found = {"best_curves": content.curves, "costs": content.costs}
    return {name: NamedFigure(name, figure, figure.anchor) for name, figure in found.items() if figure}


def figure_named(report: Report, name: str, run: NamedRun | None) -> NamedFigure:
    """Return the figure `name`, of `run` where it is one of a run.

    Raises:
        NotesError: there is no such figure; the message names the nearest, or says that a run is needed.
    """
    for_all = figures_of_all(report)
    if run is None and name in for_all:
        return for_all[name]
    if run is None:
        known = [*for_all, *(key for item in report.runs for key in figures_of_run(report, NamedRun(report, item)))]
        if name in known and name not in _OF_ALL_RUNS:
            raise NotesError(f"of which run? Say figure({name!r}, run=best)", name)
        if name in _OF_ALL_RUNS:
            raise NotesError(f"there is nothing for the figure {name!r}: no number compares these runs in it", name)
        raise NotesError(f"there is no figure {name!r}{nearest(name, (*_OF_ALL_RUNS, *known))}", name)
    of_run = figures_of_run(report, run)
    if name not in of_run:
        raise NotesError(f"{run!r} has no figure {name!r}{nearest(name, of_run)}", name)
    return of_run[name]


def _history(report: Report, run: NamedRun) -> Found:
    content = report.content("training_reports")
    pages = content.runs if isinstance(content, TrainingReports) else ()
    shown = next((page.figure for page in pages if page.number == run.numbered.number), None)
    figure = shown or history_figure(run.numbered)
    if figure is None:
        return
    yield "history", NamedFigure(f"history {run.numbered.number}", figure, figure.anchor)
    with speaking("en"):
        english = history_figure(run.numbered)
    for part, named in zip(figure.parts, english.parts if english else (), strict=True):
        if isinstance(named.chart, LineChart):
            name = name_of(named.chart.y_label)
            yield name, _part(f"{name} {run.numbered.number}", figure, part, part.caption)


def _judged(report: Report, run: NamedRun) -> Found:
    if run.numbered.stored.run.predictions is None:
        return
    content = report.content("judgement")
    shown = (
        [item for item in content.runs if item.number == run.numbered.number] if isinstance(content, Judgements) else []
    )
    found = dict(_of_judgement(run, judgement_of(run.numbered, is_brief=False))) if _is_cut(report, shown) else {}
    yield from {**found, **{name: item for judged in shown for name, item in _of_judgement(run, judged)}}.items()


def _is_cut(report: Report, shown: list[Judgement]) -> bool:
    return not shown or report.settings.detail == "brief"


def _of_judgement(run: NamedRun, judged: Judgement) -> Found:
    for output in reversed(judged.outputs):  # the first output has the names that several have
        for figure in output.figures:
            yield from _named_parts(run, figure)


def _named_parts(run: NamedRun, figure: Figure) -> Found:
    number = run.numbered.number
    if figure.anchor.endswith("-mistakes"):
        yield "mistakes", NamedFigure(f"{figure.anchor}", figure, figure.anchor)
        return
    whole = "regression" if isinstance(figure.parts[0].chart, AgreementChart) else "classification"
    yield whole, NamedFigure(f"{whole} {number}", figure, figure.anchor)
    for part in figure.parts:
        if name := _chart_name(part):
            yield name, _part(f"{name} {number}", figure, part, f"{figure.caption} {part.caption}")


def _chart_name(part: Subfigure) -> str:
    if isinstance(part.chart, RateChart):
        return "roc" if part.chart.diagonal else "precision_recall"
    return _BY_CHART.get(type(part.chart), "")


def _part(key: str, figure: Figure, part: Subfigure, caption: str) -> NamedFigure:
    """Return one chart of `figure` as a figure of its own."""
    single = Figure(f"{figure.anchor}-{part.letter}", caption, (replace(part, letter="", caption=""),))
    return NamedFigure(key, single, figure.anchor, part.letter if len(figure.parts) > 1 else "")


def _data(report: Report, run: NamedRun) -> Found:
    page = data_page(report, run)
    for figure in page.figures if page else ():
        name = _chart_name(figure.parts[0])
        yield name, NamedFigure(figure.anchor, figure, figure.anchor)


def data_page(report: Report, run: NamedRun) -> DataPages | None:
    """Return the page of the data set that `run` used; None if nothing is known of it."""
    content = report.content("datasets")
    pages = content.pages if isinstance(content, Datasets) else ()
    anchor = run_anchor(run.numbered)
    return next((page for page in pages if any(link.anchor == anchor for link in page.used_in)), None)


def _architecture(report: Report, run: NamedRun) -> Found:
    content = report.content("architectures")
    anchor = run_anchor(run.numbered)
    for pages in content.architectures if isinstance(content, Architectures) else ():
        if pages.drawing and any(link.anchor == anchor for link in pages.used_in):
            yield "architecture", NamedFigure(pages.drawing.anchor, pages.drawing, pages.drawing.anchor)
