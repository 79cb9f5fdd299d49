"""The report as a PDF: WeasyPrint lays the pages out while the charts are drawn, pikepdf puts the charts in."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.figures.drawing import Drawing, Drawn
from reportgen.outputs.engine.turns import ENGINE_TURN
from reportgen.outputs.formats import Written
from reportgen.outputs.originals import Originals, originals_in, originals_kept
from reportgen.outputs.parts.crew import Crew, begun_crew
from reportgen.outputs.parts.dividing import Part, divide, emptied, without_marks
from reportgen.outputs.parts.independence import are_independent, own_texts
from reportgen.outputs.room import lack_of_room_told
from reportgen.outputs.target import check_target, write_target
from reportgen.outputs.templates import template_folders
from reportgen.progress import Progress
from reportgen.sections.report import Report

if TYPE_CHECKING:
    import pikepdf

    from reportgen.outputs.attachments import Attachment, Prepared
    from reportgen.outputs.html import Page
    from reportgen.outputs.parts.joining import JoinedParts
    from reportgen.outputs.parts.sharing import SharedWork

# With as many runs a report is laid out in parts: a process for them loads WeasyPrint while the page is filled.
_RUNS_IN_PARTS = 3


@dataclass(frozen=True)
class _LaidOut:
    """The pages without their charts, and what is to be attached to them."""

    document: "pikepdf.Pdf"
    attached: "Prepared"
    warnings: tuple[str, ...]


@lack_of_room_told()
def write_pdf(report: Report, target: Path, progress: Progress, crew: Crew | None = None) -> Written:
    """Write `report` to `target`; an existing file is replaced only when the new one is complete.

    `crew` may have been started before, and is not ended.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: the figures could not be drawn, the pages not laid out, or `target` could not be written.
    """
    check_target(target)
    with ExitStack() as stack:
        hands = crew or stack.enter_context(begun_crew())
        runs = len(report.shown_runs)
        hands.expect(runs if runs >= _RUNS_IN_PARTS else 1)
        originals = stack.enter_context(originals_kept())
        drawing = stack.enter_context(Drawing(report.look))
        stack.enter_context(_collector_paused())
        return _write_with(_Means(hands, drawing, originals), report, target, progress)


@dataclass(frozen=True)
class _Means:
    """What a report is written with."""

    crew: Crew
    drawing: Drawing
    originals: Originals


def _write_with(means: _Means, report: Report, target: Path, progress: Progress) -> Written:
    crew, drawing, originals = means.crew, means.drawing, means.originals
    originals.begin(partial(_record_files, report))
    # Loaded now, with Jinja2: while other processes load what they need.
    from reportgen.outputs.html import fill

    folders = template_folders(report.settings.templates)
    begun: list[SharedWork] = []

    def foretell(nothing: "Page") -> None:
        if crew.there:
            begun.append(_shared_work(nothing, folders, crew, progress))

    page = fill(report, folders, begin=drawing.begin, foretell=foretell)
    progress.stage("Drawing and laying out", None)
    drawing.submit(page.charts)
    parts = _parts(report, page)
    # From here on parts and processes have what is needed of it: all else would be in memory to the end.
    page = replace(page, html=parts[0].html, charts=())
    report.let_go()
    work = begun[0] if begun else None
    attachments = _enclosures(report, page, originals)
    laid_out = lay_out(page, parts, folders, crew, progress, attachments, work)
    progress.stage("Placing figures", None)
    drawn = drawing.finish()
    written = Written(len(laid_out.document.pages), (*page.warnings, *laid_out.warnings, *drawn.warnings))
    file = crew.folder / "report.pdf"
    _finish(laid_out, drawn, file)
    progress.stage("Writing", None)
    _write(target, file)
    return written


def _parts(report: Report, page: "Page") -> tuple[Part, ...]:
    """Return the parts that are laid out for themselves: one where the user's own styles need to see the whole."""
    if are_independent(own_texts(report.settings.templates, report.theme.own_files)):
        return divide(page.html)
    return (Part(0, page.html),)


def _record_files(report: Report) -> Iterator[Path]:
    # Loaded by who packs them: other processes load what they need meanwhile.
    from reportgen.outputs.enclosures import record_files

    yield from record_files(report)


def _enclosures(report: Report, page: "Page", originals: Originals) -> Iterator["Attachment"]:
    from reportgen.outputs.enclosures import enclosures

    yield from enclosures(report, page.sources, originals)


def lay_out(  # noqa: PLR0913, PLR0917  # what is laid out, from what, by whom
    page: "Page",
    parts: Sequence[Part],
    folders: Sequence[Path],
    crew: Crew,
    progress: Progress,
    attachments: Iterable["Attachment"] = (),
    begun: "SharedWork | None" = None,
) -> _LaidOut:
    """Lay out the `parts` of `page`; as a whole if there is one alone. Raises RenderError if a process failed.

    The `attachments` are looked through meanwhile, and let go of. `begun` is the work on parts if it was begun.
    """
    with ENGINE_TURN:
        work = begun or _shared_work(page, folders, crew, progress)
        laid_out = (_in_parts if len(parts) > 1 else _as_one)(parts, work, crew.folder, attachments)
    crew.dismiss()
    return laid_out


def _as_one(parts: Sequence[Part], work: "SharedWork", folder: Path, attachments: Iterable["Attachment"]) -> _LaidOut:
    from reportgen.outputs.attachments import prepare

    def prepared() -> "Prepared":
        import_module("reportgen.outputs.finishing")
        return prepare(attachments, originals_in(folder))

    whole, attached = work.whole(without_marks(parts[0].html), prepared)
    import pikepdf

    from reportgen.outputs.attaching import begun, put_first

    document = begun(attached)
    with pikepdf.open(whole.file) as source:
        put_first(document, source)
    return _LaidOut(document, attached, whole.warnings)


def _shared_work(page: "Page", folders: Sequence[Path], crew: Crew, progress: Progress) -> "SharedWork":
    """Return the work on parts of a page, of which no more than its head need be known."""
    from reportgen.outputs.parts.kept import own_shelf
    from reportgen.outputs.parts.materials import Materials
    from reportgen.outputs.parts.sharing import SharedWork

    given = (tuple(folders), page.pictures, page.beside_theme)
    return SharedWork(Materials(crew.folder, emptied(page.html), *given, own_shelf()), crew, progress.advance)


def _in_parts(parts: Sequence[Part], work: "SharedWork", folder: Path, attachments: Iterable["Attachment"]) -> _LaidOut:
    from reportgen.outputs.attachments import prepare

    def begin_to_join() -> "tuple[Prepared, JoinedParts]":
        from reportgen.outputs.parts.joining import JoinedParts

        attached = prepare(attachments, originals_in(folder))
        joined = JoinedParts(attached, work.write_fonts, work.once)
        for part in parts[1:]:
            joined.add(part, work.body(part.number))
        return attached, joined

    bodies, margins, (attached, joined) = work.done(parts, begin_to_join)
    warnings = [warning for body in bodies for warning in body.warnings]
    warnings += [warning for drawn in margins for warning in drawn.warnings]
    return _LaidOut(joined.finish(parts[0], bodies, margins), attached, tuple(dict.fromkeys(warnings)))


def _finish(laid_out: _LaidOut, drawn: Drawn, file: Path) -> None:
    # pikepdf is loaded here: while it loads, the charts may still be drawn.
    from reportgen.outputs.finishing import finish

    finish(laid_out.document, drawn, laid_out.attached, file)


def _write(target: Path, file: Path) -> None:
    from reportgen.outputs.finishing import written_pieces

    write_target(target, written_pieces(file))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from searching the boxes of a layout for cycles again and again: a fifth of its time, in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
