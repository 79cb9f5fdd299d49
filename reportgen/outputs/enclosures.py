"""What is enclosed with the pages of a report: the records that it was made from, its notes, its numbers.

Takes the report and the files as they were when they were read for it; yields one attachment at a time, and at the end
the manifest. What was read as damaged is enclosed as it is; what cannot be read at all is not.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from mimetypes import MimeTypes
from pathlib import Path
from typing import Literal

from reportgen import __version__
from reportgen.analysis.run_rows import run_row
from reportgen.errors import RecordError
from reportgen.language import _
from reportgen.outputs.archive_names import NOTES_FOLDER, TEMPLATES_FOLDER, THEME_FOLDER, is_plain, store_names
from reportgen.outputs.attachments import Attachment
from reportgen.outputs.manifest import (
    MANIFEST_FILE,
    MANIFEST_VERSION,
    FileEntry,
    Manifest,
    ProblemEntry,
    RunEntry,
    encoded,
    making_versions,
    reason_of,
    setting_values,
)
from reportgen.outputs.originals import Originals
from reportgen.records.session import KeptFile, Session
from reportgen.sections.report import Report
from reportgen.settings import Settings
from reportgen.store.layout import HISTORY_FILE, PREDICTIONS_FILE, RUN_FILE, SAMPLES_FILE, SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.reading import StoredRun
from reportgen.store.sessions import StoredSession, path_of_kept, session_of
from reportgen.themes import theme_of

SUMMARY_FILE = "summary.csv"

# Not what the machine's own list of types says: it differs from machine to machine.
_TYPES = MimeTypes(filenames=())
_OTHER_TYPES = {
    ".bib": "application/x-bibtex",
    ".css": "text/css",
    ".diff": "text/x-diff",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".jsonl": "application/x-ndjson",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".npz": "application/x-npz",
    ".py": "text/x-python",
}
_MOST_TEMPLATE_FILES = 1_000


def last_moment(report: Report) -> datetime:
    """Return the end of the last training: the date of all that has none of its own."""
    return max(run.stored.run.ended_at or run.stored.run.started_at for run in report.runs)


@dataclass(frozen=True)
class _Enclosed:
    """What is to be attached under a `name` in the archive: a file, or a content that is in none."""

    source: Path | bytes
    name: str
    description: str
    modified_at: datetime
    relation: Literal["Data", "Source"] = "Data"


def record_files(report: Report) -> Iterator[Path]:
    """Yield the files of runs and sessions that are attached whatever the notes show: before those are read."""
    stores = store_names(_store(run.stored) for run in report.runs)
    records = _records(report, stores, _notes(report.settings))
    for enclosed in chain(records, _sessions((run.stored for run in report.runs), stores)):
        if isinstance(enclosed.source, Path):
            yield enclosed.source


def enclosures(report: Report, beside_notes: Mapping[Path, str], originals: Originals) -> Iterator[Attachment]:
    """Yield what is attached to `report`, at the end its manifest; the contents are among the `originals`.

    `beside_notes` are the files that its notes show and cite, with their names as seen from the notes.
    """
    stores = store_names(_store(run.stored) for run in report.runs)
    listed: list[FileEntry] = []
    notes = _notes(report.settings)
    beside = {path: f"{NOTES_FOLDER}/{name}" for path, name in beside_notes.items()}
    notes |= {path: name for path, name in beside.items() if name not in notes.values()}
    for enclosed in _contents(report, stores, notes):
        for attachment in _attachment(enclosed, originals):
            content = attachment.content
            listed.append(FileEntry(name=attachment.name, bytes=content.size, sha256=content.sha256.hex()))
            yield attachment
    folders = _run_folders(report, stores)
    manifest = Manifest(
        format_version=MANIFEST_VERSION,
        generator=f"reportgen {__version__}",
        made_with=making_versions(),
        settings=setting_values(report.settings, _named(report.settings, notes)),
        stores=tuple(stores.values()),
        runs=tuple(_run_entry(run.stored, folders) for run in report.runs),
        problems=tuple(
            ProblemEntry(path="/".join(found.path.parts[-3:]), reason=reason_of(found.reason), skipped=found.skipped)
            for found in report.problems
        ),
        files=tuple(listed),
    )
    what = _("What is attached, with SHA-256, and the settings and versions that made the pages")
    yield from _attachment(_Enclosed(encoded(manifest), MANIFEST_FILE, what, last_moment(report)), originals)


def _store(stored: StoredRun) -> Path:
    return stored.folder.absolute().parent


def _run_folders(report: Report, stores: dict[Path, str]) -> dict[str, str]:
    """Return the folder in the archive of each run, by its id."""
    found: dict[str, str] = {}
    for run in report.runs:
        stored = run.stored
        own = f"{stores[_store(stored)]}/{stored.folder.name}"
        found[stored.run.id] = own if is_plain(own) else f"{stores[_store(stored)]}/run-{run.number}"
    return found


def _run_entry(stored: StoredRun, folders: dict[str, str]) -> RunEntry:
    return RunEntry(id=stored.run.id, folder=folders[stored.run.id], state=stored.run.state)


def _contents(report: Report, stores: dict[Path, str], notes: dict[Path, str]) -> Iterator[_Enclosed]:
    moment = last_moment(report)
    yield _Enclosed(_summary(report), SUMMARY_FILE, _("The summary: a row a run, unrounded"), moment)
    for path, name in notes.items():
        yield _Enclosed(path, name, _("A source of the report"), moment, "Source")
    yield from _records(report, stores, notes)
    yield from _sessions((run.stored for run in report.runs), stores)


def _records(report: Report, stores: dict[Path, str], notes: dict[Path, str]) -> Iterator[_Enclosed]:
    folders = _run_folders(report, stores)
    detailed = {run.number for run in report.shown_runs}
    for run in report.runs:
        with_predictions = bool(notes) or run.number in detailed
        yield from _run_files(run.number, run.stored, folders[run.stored.run.id], with_predictions=with_predictions)


def _run_files(number: int, stored: StoredRun, folder: str, *, with_predictions: bool) -> Iterator[_Enclosed]:
    run = stored.run
    moment = run.ended_at or run.started_at
    names = [RUN_FILE, HISTORY_FILE]
    if run.predictions and with_predictions:
        names.append(PREDICTIONS_FILE)
    what = _("Record of model {number}").format(number=number)
    for name in names:
        yield _Enclosed(stored.folder / name, f"{folder}/{name}", what, moment)
    if run.dataset and run.dataset.samples:
        # The same of many runs: dated alike, they are attached once.
        samples = stored.folder / SAMPLES_FILE
        yield _Enclosed(samples, f"{folder}/{SAMPLES_FILE}", _("Samples of the training data"), run.started_at)


def _sessions(runs: Iterable[StoredRun], stores: dict[Path, str]) -> Iterator[_Enclosed]:
    seen: set[Path] = set()
    for stored in {(run.folder.parent, run.run.session_id): run for run in runs}.values():
        try:
            session = session_of(stored)
        except RecordError:
            session = None
        if session is None or session.folder.absolute() in seen:
            continue
        seen.add(session.folder.absolute())
        folder = f"{stores[_store(stored)]}/{SESSIONS_FOLDER}/{session.folder.name}"
        yield from _session_files(session, folder)


def _session_files(session: StoredSession, folder: str) -> Iterator[_Enclosed]:
    moment = session.session.ended_at or session.session.started_at
    what = _("How the runs came about")
    yield _Enclosed(session.folder / SESSION_FILE, f"{folder}/{SESSION_FILE}", what, moment)
    for kept in dict.fromkeys(kept_files(session.session)):
        with suppress(RecordError):
            path = path_of_kept(session, kept)
            yield _Enclosed(path, f"{folder}/{kept.name}", what, moment, "Source")


def kept_files(session: Session) -> tuple[KeptFile, ...]:
    """Return the files that a session kept: its sources first."""
    others = (session.console, session.changes, session.notebook)
    return (*session.sources, *(kept for kept in others if kept))


def _named(settings: Settings, notes: dict[Path, str]) -> dict[Path, str]:
    return notes | ({settings.templates: TEMPLATES_FOLDER} if settings.templates else {})


def _notes(settings: Settings) -> dict[Path, str]:
    """Return the files of the user's that the pages were made from, with their names in the archive."""
    named = (settings.notes, settings.bibliography, settings.logo)
    found = {path: f"{NOTES_FOLDER}/{path.name}" for path in named if path}
    theme = {path: f"{THEME_FOLDER}/{path.name}" for path in theme_of(settings).own_files}
    return found | theme | _templates(settings.templates)


def _templates(folder: Path | None) -> dict[Path, str]:
    if folder is None:
        return {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:_MOST_TEMPLATE_FILES]
    return {path: f"{TEMPLATES_FOLDER}/{path.relative_to(folder).as_posix()}" for path in files}


def _attachment(enclosed: _Enclosed, originals: Originals) -> Iterator[Attachment]:
    """Yield the attachment; nothing for a file that could not be read: then the report was made without it."""
    name, source = enclosed.name, enclosed.source
    if not is_plain(name):
        return
    try:
        content = originals.of_content(source) if isinstance(source, bytes) else originals.of_file(source)
    except RecordError:
        return
    yield Attachment(name, content, media_type(name), enclosed.description, enclosed.modified_at, enclosed.relation)


def media_type(name: str) -> str:
    """Return the MIME type of a file, the same on every machine."""
    suffix = Path(name).suffix.lower()
    return _OTHER_TYPES.get(suffix) or _TYPES.guess_type(name)[0] or "application/octet-stream"


def _summary(report: Report) -> bytes:
    text = io.StringIO(newline="")
    rows = [{"number": run.number} | run_row(run.stored) for run in report.runs]
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _csv_value(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _csv_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    # What begins like a formula is run by spreadsheets: a name comes from whoever wrote the records.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
