"""The programs that trained, as their sessions kept them: under the names that they had, for somebody to run again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from reportgen.analysis.provenance import find_sources
from reportgen.archive.zipping import Source
from reportgen.errors import RecordError
from reportgen.outputs.archive_names import is_plain
from reportgen.records.session import KeptFile, Session
from reportgen.sections.report import Report
from reportgen.store.layout import NOTEBOOK_SOURCE_FILE
from reportgen.store.sessions import StoredSession, read_kept


@dataclass(frozen=True)
class Programs:
    """The files by their names in the zip, the names of the programs, and what could not be kept."""

    files: dict[str, Source]
    names: tuple[str, ...]
    warnings: tuple[str, ...]


def kept_programs(report: Report, folder: str) -> Programs:
    """Return the programs of the sessions of `report`, below `folder`; others of the same names below "FOLDER-2"."""
    files: dict[str, Source] = {}
    names: list[str] = []
    sources = find_sources(report.runs)
    warnings = list(_without(run.number for source in sources if not source.sessions for run in source.runs))
    for source in sources:
        for stored in source.sessions:
            own = dict(_files(stored, warnings))
            if not own:
                warnings.append(f"the session {stored.session.id} kept no program: put it in with --add")
            files |= {f"{_free(folder, own, files)}/{name}": content for name, content in own.items()}
            names += [name for name in list(own)[:1] if name not in names]
    return Programs(files, tuple(names), tuple(dict.fromkeys(warnings)))


def _without(numbers: Iterable[int]) -> Iterator[str]:
    """Yield what to say of the models with these numbers, whose program was not kept."""
    shown = ", ".join(map(str, sorted(numbers)))
    if shown:
        models = f"models {shown}" if "," in shown else f"model {shown}"
        yield f"the program that trained {models} was not kept, as 'reportgen run' does: put it in with --add"


def _free(folder: str, own: dict[str, bytes], files: dict[str, Source]) -> str:
    """Return the first folder in which none of these files would take the place of another."""
    number = 1
    while True:
        name = f"{folder}-{number}" if number > 1 else folder
        if all(files.get(f"{name}/{path}", content) == content for path, content in own.items()):
            return name
        number += 1


def _files(stored: StoredSession, warnings: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the names, as the program had them, and contents of what a session kept, the main file first."""
    session = stored.session
    for kept in _wanted(session):
        name = _name(kept)
        try:
            content = read_kept(stored, kept)
        except RecordError as error:
            warnings.append(f"{name} of the session {session.id} {error.reason}")
            continue
        if kept.kept_bytes < kept.bytes:
            warnings.append(f"only the beginning and the end of {name} were kept: put the whole in with --add")
        yield name, content


def _wanted(session: Session) -> Iterator[KeptFile]:
    if session.notebook:
        yield session.notebook
    for kept in session.sources:
        if not (session.notebook and kept.name == NOTEBOOK_SOURCE_FILE):
            yield kept


def _name(kept: KeptFile) -> str:
    """Return the path that a file had beside the program, or its mere name where that led elsewhere."""
    path = kept.path.removeprefix("./") or kept.name
    return path if is_plain(path) else PurePosixPath(kept.name).name
