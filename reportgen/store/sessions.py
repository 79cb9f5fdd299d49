"""Which runs belong together, those that one `reportgen run` recorded, and the files that their session keeps.

The id in a run and the names in a session come from files that anybody may have written: nothing outside of the
folder of sessions beside the run is read, and no link is followed.
"""

from pathlib import Path, PurePosixPath

import msgspec

from reportgen.errors import RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.records.session import KeptFile, Session
from reportgen.store.content import read_content
from reportgen.store.layout import SESSIONS_FOLDER
from reportgen.store.problems import one_line, system_reason
from reportgen.store.reading import Library, StoredRun, read_session


class StoredSession(msgspec.Struct, frozen=True):
    """A session as read from disk, and the folder that the files it names are in."""

    session: Session
    folder: Path


def session_of(stored: StoredRun) -> StoredSession | None:
    """Return the session that recorded a run, from beside the run's folder; None if the run has none there.

    Raises:
        RecordError: its `session.json` cannot be read, or the run names something that is no session of its own.
    """
    session_id = stored.run.session_id
    if session_id is None:
        return None
    folder = _inside(stored.folder.parent, PurePosixPath(SESSIONS_FOLDER, session_id), parts=2)
    try:
        return StoredSession(read_session(folder), folder)
    except RecordError:
        if folder.exists():
            raise
        return None


def read_kept(stored: StoredSession, kept: KeptFile) -> bytes:
    """Return the content of a file that a session kept.

    Raises:
        RecordError: it is missing, no regular file in the session's folder, or far larger than anything kept.
    """
    return read_content(path_of_kept(stored, kept))


def path_of_kept(stored: StoredSession, kept: KeptFile) -> Path:
    """Return the path of a file that a session kept, which may be missing.

    Raises:
        RecordError: it leads out of the session's folder.
    """
    return _inside(stored.folder, PurePosixPath(kept.name))


def _inside(folder: Path, name: PurePosixPath, parts: int | None = None) -> Path:
    """Return `folder / name`, which has as many `parts` (None: any number) and leads to nothing outside.

    Raises RecordError.
    """
    plain = not name.is_absolute() and ".." not in name.parts and "\0" not in str(name) and "\\" not in str(name)
    if not plain or not name.parts or len(name.parts) != (parts or len(name.parts)):
        message = N_("names {name}, which is no plain name of a file of its own")
        raise RecordError(later(message, name=one_line(repr(str(name)))), folder)
    path = folder
    for part in name.parts:
        path /= part
        if _is_link(path):
            message = N_("is a link, which reportgen does not follow: put what it leads to in its place")
            raise RecordError(later(message), path)
    return path


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError as error:  # too long a name
        raise RecordError(later(N_("cannot be read: {reason}"), reason=system_reason(error)), path) from error


def runs_of_session(library: Library, session_id: str) -> Library:
    """Return `library` with only the runs that the session recorded; the problems stay, for a run may be among them."""
    runs = tuple(stored for stored in library.runs if stored.run.session_id == session_id)
    return Library(runs, library.problems)
