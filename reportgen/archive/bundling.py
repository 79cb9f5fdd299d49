"""One zip to hand in: the report, written anew, and what it was made from, laid out for somebody who repeats it.

Takes folders of runs; gives the zip, what is in it in a few words, and what is missing.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.archive.naming import bundle_name
from reportgen.archive.opening import opened
from reportgen.archive.programs import kept_programs
from reportgen.archive.requirements import requirements_of
from reportgen.archive.toml import toml_text
from reportgen.archive.unpacking import Unpacked, unpack
from reportgen.archive.weights import saved_weights
from reportgen.archive.zipping import Source, write_zip
from reportgen.errors import UsageError
from reportgen.language import speaking
from reportgen.outputs.archive_names import NOTES_FOLDER, RECORDS_FOLDER, TEMPLATES_FOLDER
from reportgen.outputs.enclosures import SUMMARY_FILE, last_moment
from reportgen.outputs.manifest import Manifest
from reportgen.outputs.originals import originals_kept
from reportgen.outputs.pdf import write_pdf
from reportgen.outputs.target import check_target
from reportgen.progress import SILENT, Progress
from reportgen.records.session import REDACTED
from reportgen.sections.report import Report, make_report
from reportgen.settings import SETTINGS_FILE, Settings
from reportgen.store.layout import PREDICTIONS_FILE

AnyPath = str | os.PathLike[str]

REPORT_FILE = "report.pdf"
REQUIREMENTS_FILE = "requirements.txt"
_PROGRAM_FOLDER = "program"
_WEIGHTS_FOLDER = "weights"
_OWN = {NOTES_FOLDER, TEMPLATES_FOLDER, _PROGRAM_FOLDER, _WEIGHTS_FOLDER}
# What many platforms of courses take at most, unless somebody allowed more.
_USUAL_LIMIT_BYTES = 20 * 10**6


@dataclass(frozen=True)
class Bundled:
    """A zip that was written: its path and size, what is in it, a line a part, and what to look at."""

    path: Path
    bytes: int
    parts: tuple[str, ...]
    warnings: tuple[str, ...]


def bundle(  # noqa: PLR0913  # each is one thing to choose
    runs: AnyPath | Sequence[AnyPath] = "runs",
    output: AnyPath | None = None,
    *,
    settings: Settings | None = None,
    weights: bool = False,
    added: Sequence[AnyPath] = (),
    progress: Progress = SILENT,
) -> Bundled:
    """Write one zip with the report of `runs` and all it was made from; the same files give the same bytes.

    Args:
        runs: folders of runs, or folders that hold such folders, or a report.
        output: the zip; in the working folder and named after authors and course if None. An existing file is replaced
            once the new one is complete.
        settings: as for `render`.
        weights: whether to put in the weights that the programs saved, where they still are.
        added: further files, which go to the top of the zip under their own names.
        progress: is told of the stages of the work.

    Raises:
        NoRunsError: there is nothing to report on.
        UsageError: `output` is no place for a file, or there is no such file to add.
        RenderError: the zip could not be written.
    """
    paths = [Path(runs)] if isinstance(runs, str | os.PathLike) else [Path(path) for path in runs]
    extra = _extra([Path(path) for path in added])
    with ExitStack() as stack:
        records = stack.enter_context(opened(paths))
        settings = settings or records.settings({}) or Settings()
        target = Path(output) if output is not None else Path(f"{_name(settings)}.zip")
        check_target(target)
        stack.enter_context(speaking(settings.language))
        stack.enter_context(originals_kept())
        report = make_report(records.library(), settings)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="reportgen-")))
        written = write_pdf(report, folder / REPORT_FILE, progress)
        (folder / "unpacked").mkdir()
        unpacked = unpack(folder / REPORT_FILE, folder / "unpacked")
        progress.stage("Packing", None)
        files = _files(report, unpacked)
        programs = kept_programs(report, _PROGRAM_FOLDER)
        found = saved_weights(report, _WEIGHTS_FOLDER)
        chosen = found.files if weights else {}
        whole = files | programs.files | chosen | {REPORT_FILE: folder / REPORT_FILE} | extra
        write_zip(target, _name(settings), whole, last_moment(report))
        parts = tuple(_parts(report, whole, programs.names, written.pages))
        redacted = _redacted(files)
        size = target.stat().st_size
        warnings = [*report.warnings, *written.warnings, *programs.warnings]
        warnings += found.missing if weights else found.left_out
        return Bundled(target, size, (*parts, *redacted), (*warnings, *_too_large(size, whole)))


def _name(settings: Settings) -> str:
    return bundle_name([author.name for author in settings.authors], settings.course, settings.title)


def _extra(paths: Sequence[Path]) -> dict[str, Source]:
    for path in paths:
        if not path.is_file():
            raise UsageError(f"cannot add {path}: there is no such file; name files, each with --add")
    return {path.name: path for path in paths}


def _files(report: Report, unpacked: Unpacked) -> dict[str, Source]:
    """Return what is attached to the report, by the names that it has in the zip, and what belongs to it."""
    manifest = unpacked.manifest
    top = _stores(manifest)
    found: dict[str, Source] = {
        _in_zip(entry.name, top): unpacked.folder.joinpath(*entry.name.split("/")) for entry in manifest.files
    }
    folders = {entry.id: entry.folder for entry in manifest.runs}
    for run in report.runs:
        # Of many runs the report has the predictions of the best alone.
        predictions = run.stored.folder / PREDICTIONS_FILE
        if run.stored.run.predictions and predictions.is_file() and not predictions.is_symlink():
            found.setdefault(_in_zip(f"{folders[run.stored.run.id]}/{PREDICTIONS_FILE}", top), predictions)
    found[REQUIREMENTS_FILE] = requirements_of(report.runs)
    if manifest.settings:
        found[SETTINGS_FILE] = toml_text(manifest.settings).encode()
    return found


def _stores(manifest: Manifest) -> dict[str, str]:
    """Return the folder in the zip of the folder of runs in the report, "runs" for "records/runs", if there is one."""
    if len(manifest.stores) == 1:
        own = manifest.stores[0].removeprefix(f"{RECORDS_FOLDER}/")
        if own not in _OWN:
            return {manifest.stores[0]: own}
    return {}


def _in_zip(name: str, stores: Mapping[str, str]) -> str:
    for store, own in stores.items():
        if name.startswith(f"{store}/"):
            return own + name.removeprefix(store)
    return name


def _parts(report: Report, files: Mapping[str, Source], programs: Sequence[str], pages: int) -> Iterator[str]:
    """Yield what is in the zip, in a few words a part."""
    yield f"{REPORT_FILE}: {len(report.runs)} {_plural('run', len(report.runs))}, {pages} {_plural('page', pages)}"
    yield f"the runs, {REQUIREMENTS_FILE} and {SUMMARY_FILE}"
    if programs:
        shown = ", ".join(programs[:5]) + (f" and {len(programs) - 5} more" if len(programs) > 5 else "")
        yield f"what ran: {shown}"
    for folder, what in ((NOTES_FOLDER, "notes"), (TEMPLATES_FOLDER, "templates"), (_WEIGHTS_FOLDER, "weights")):
        number = sum(name.startswith(f"{folder}/") for name in files)
        if number:
            yield f"{what}: {number} {_plural('file', number)}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def _redacted(files: Mapping[str, Source]) -> Iterator[str]:
    """Yield how often recording put a mark in the place of a secret."""
    texts = [path for path in files.values() if isinstance(path, Path) and path.suffix != ".npz" and path.is_file()]
    number = sum(path.read_bytes().count(REDACTED.encode()) for path in texts)
    if number:
        yield f"{REDACTED} stands in {number} {_plural('place', number)} for a secret"


def _too_large(size: int, files: Mapping[str, Source]) -> Iterator[str]:
    if size <= _USUAL_LIMIT_BYTES:
        return
    sizes = {name: len(item) if isinstance(item, bytes) else item.stat().st_size for name, item in files.items()}
    largest = max(sizes, key=lambda name: sizes[name])
    yield (
        f"the zip has {size / 1e6:.0f} MB, more than the {_USUAL_LIMIT_BYTES / 1e6:.0f} MB that many platforms take; "
        f"the largest file is {largest} with {sizes[largest] / 1e6:.0f} MB"
    )
