"""Which runs belong together: those that one `reportgen run` recorded."""

from pathlib import Path

from reportgen.records.session import Session
from reportgen.store.layout import SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.reading import Library, read_session


def newest_session(runs: Path) -> Session | None:
    """Return the session that was started last in the folder `runs`; None if there is none.

    Raises:
        RecordError: its `session.json` cannot be read. An older session in its place would be the wrong answer.
    """
    sessions = runs / SESSIONS_FOLDER
    try:
        folders = sorted(sessions.iterdir(), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    newest = next((folder for folder in folders if (folder / SESSION_FILE).exists()), None)
    return read_session(newest) if newest else None


def runs_of_session(library: Library, session_id: str) -> Library:
    """Return `library` with only the runs that the session recorded; the problems stay, for a run may be among them."""
    runs = tuple(stored for stored in library.runs if stored.run.session_id == session_id)
    return Library(runs, library.problems)
