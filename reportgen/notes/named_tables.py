"""Every table of the report by name: which section shows it, of which run, and how it is cut to its first rows."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from reportgen.errors import NotesError
from reportgen.language import _
from reportgen.notes.named_figures import data_page
from reportgen.notes.named_runs import NamedRun
from reportgen.notes.nearest import nearest
from reportgen.notes.shown import NamedTable
from reportgen.sections.anchors import judgement_anchor, run_anchor
from reportgen.sections.architectures import ArchitecturePages, Architectures
from reportgen.sections.datasets import Datasets
from reportgen.sections.experiments import Experiments
from reportgen.sections.judgement import Judgement, Judgements, judgement_of
from reportgen.sections.leaderboard import FEWEST
from reportgen.sections.names import short_name
from reportgen.sections.report import Content, Report, Section

Make = Callable[[Report, NamedRun | None, int | None], NamedTable | None]


class _Kind(msgspec.Struct, frozen=True):
    """A kind of table; `of_run` if there is one for each run; `lack` says why there is none."""

    of_run: bool
    make: Make
    lack: str


def table_names(*, of_run: bool) -> tuple[str, ...]:
    """Return the names of the tables of a run, or of those of all runs."""
    return tuple(name for name, kind in _KINDS.items() if kind.of_run == of_run)


def find_table(report: Report, name: str, run: NamedRun | None, top: int | None = None) -> NamedTable | None:
    """Return the table `name`, its first `top` rows only; None if the records have nothing for it."""
    return _KINDS[name].make(report, run, top)


def table_named(report: Report, name: str, run: NamedRun | None, top: int | None) -> NamedTable:
    """Return the table `name`, of `run` where it is one of a run.

    Raises:
        NotesError: there is no such table, or nothing for it, or a run is needed; the message says what to do.
    """
    if name not in _KINDS:
        raise NotesError(f"there is no table {name!r}{nearest(name, _KINDS)}", name)
    if _KINDS[name].of_run and run is None:
        raise NotesError(f"of which run? Say table({name!r}, run=best)", name)
    found = find_table(report, name, run, top)
    if found is None:
        of_whom = f" of {run!r}" if run and _KINDS[name].of_run else ""
        raise NotesError(f"there is nothing for the table {name!r}{of_whom}: {_lack(report, name)}", name)
    return found


def _lack(report: Report, name: str) -> str:
    """Return why the records have nothing for the table `name`."""
    if name == "leaderboard" and len(report.runs) < FEWEST:
        return f"it ranks three runs or more, not {len(report.runs)}"
    return _KINDS[name].lack


def _table(content: Content, name: str, css: str, *about: str) -> NamedTable:
    """Return the table of class `css` in the section `name` that `content` fills, with its key, caption and home."""
    key, caption, home = about
    return NamedTable(key, Section(0, name, "", content), css, caption, home)


def _of_rows(name: str, caption: Callable[[], str], lack: str = "these runs have no rows for it") -> _Kind:
    """Return the kind of a section that is one table, with its `rows` in the content."""

    def make(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:  # noqa: ARG001
        content: Any = report.content(name)
        if content is None:
            return None
        cut = replace(content, rows=content.rows[:top])
        return _table(cut, name, "", name, caption(), f"section-{name.replace('_', '-')}")

    return _Kind(of_run=False, make=make, lack=lack)


def _configurations(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:  # noqa: ARG001
    content = report.content("experiments")
    if not isinstance(content, Experiments) or content.table is None:
        return None
    cut = Experiments((), replace(content.table, rows=content.table.rows[:top]), ())
    return _table(
        cut, "experiments", "configurations", "configurations", _("All configurations."), content.table.anchor
    )


def _judgement(report: Report, run: NamedRun) -> Judgement | None:
    content = report.content("judgement")
    shown = content.runs if isinstance(content, Judgements) else ()
    found = next((item for item in shown if item.number == run.numbered.number), None)
    if found is None and run.numbered.stored.run.predictions:
        return judgement_of(run.numbered, is_brief=True)
    return found


def _classes(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:
    judged = _judgement(report, run) if run else None
    output = next((item for item in judged.outputs if item.rows), None) if judged else None
    if run is None or judged is None or output is None:
        return None
    alone = replace(output, facts=(), sentences=(), figures=(), rows=output.rows[:top])
    content = Judgements((replace(judged, outputs=(alone,)),))
    caption = _("Model {number} by class.").format(number=run.numbered.number)
    home = judgement_anchor(run.numbered)
    return _table(content, "judgement", "classes", f"classes {run.numbered.number}", caption, home)


def _architecture(report: Report, run: NamedRun | None) -> ArchitecturePages | None:
    content = report.content("architectures")
    if run is None or not isinstance(content, Architectures):
        return None
    anchor = run_anchor(run.numbered)
    return next((item for item in content.architectures if any(link.anchor == anchor for link in item.used_in)), None)


def _layers(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:
    pages = _architecture(report, run)
    if pages is None:
        return None
    content = Architectures((replace(pages, rows=pages.rows[:top], drawing=None, counted=()),))
    caption = _("The layers of {name}.").format(name=short_name(pages.title))
    return _table(content, "architectures", "layers", f"layers {pages.anchor}", caption, pages.anchor)


def _weights(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:
    pages = _architecture(report, run)
    if pages is None or not pages.counted:
        return None
    content = Architectures((replace(pages, rows=(), drawing=None, counted=pages.counted[:top]),))
    caption = _("How the weights of {name} are counted.").format(name=short_name(pages.title))
    return _table(content, "architectures", "counted", f"weights {pages.anchor}", caption, pages.anchor)


def _data(field: str, css: str, caption: Callable[[str], str]) -> Make:
    def make(report: Report, run: NamedRun | None, top: int | None) -> NamedTable | None:
        page = data_page(report, run) if run else None
        rows = getattr(page, field) if page else ()
        if page is None or not rows:
            return None
        content = Datasets((replace(page, figures=(), **{field: rows[:top]}),))
        return _table(content, "datasets", css, f"{css} {page.anchor}", caption(page.title), page.anchor)

    return make


_NO_MODEL = "its model was not recorded"
_NO_DATA = "its data were not recorded"
_KINDS: dict[str, _Kind] = {
    "summary": _of_rows("summary", lambda: _("All models.")),
    "leaderboard": _of_rows(
        "leaderboard", lambda: _("The models from the best to the worst."), "no number compares these runs"
    ),
    "further_models": _of_rows(
        "further_models", lambda: _("The models without pages of their own."), "all runs have pages of their own"
    ),
    "left_out": _of_rows("left_out", lambda: _("Records that could not be read."), "all records could be read"),
    "configurations": _Kind(of_run=False, make=_configurations, lack="these runs differ in too little"),
    "classes": _Kind(of_run=True, make=_classes, lack="none of its predictions are kept, or it chooses no classes"),
    "layers": _Kind(of_run=True, make=_layers, lack=_NO_MODEL),
    "weights": _Kind(of_run=True, make=_weights, lack="none of its layers has weights that can be counted"),
    "data": _Kind(
        of_run=True,
        make=_data("rows", "parts", lambda name: _("The parts of {name}.").format(name=name)),
        lack=_NO_DATA,
    ),
    "columns": _Kind(
        of_run=True,
        make=_data("columns", "columns", lambda name: _("The columns of {name}.").format(name=name)),
        lack="its data have no columns, or were not recorded",
    ),
}
