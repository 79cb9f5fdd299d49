"""Writing records: `run.json` is replaced as a whole, `history.jsonl` only ever grows by whole lines."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.records.values import JsonValue, Record, storable
from reportgen.store.layout import HISTORY_FILE, RUN_FILE, SESSION_FILE, SESSIONS_FOLDER, claim


def encode(record: Record, indent: int = 1) -> bytes:
    """Return `record` as JSON, NaN and infinities as strings; `indent` 0 gives a single line."""
    line = msgspec.json.encode(storable(msgspec.to_builtins(record)))
    return msgspec.json.format(line, indent=indent) if indent else line


def replace_file(path: Path, content: bytes) -> None:
    """Write `path` so that a reader sees the old content or the new, never a part, even after a crash."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class RunWriter:
    """Writes one run into the folder it claimed. Raises OSError; the recorder decides what that means."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def claim(cls, runs: Path, name: str, started_at: datetime) -> "RunWriter":
        """Claim a new folder in `runs` for a run called `name`."""
        return cls(claim(runs, started_at, name))

    @property
    def run_id(self) -> str:
        """The id of the run: the name of its folder."""
        return self.folder.name

    def write(self, run: Run) -> None:
        """Replace `run.json`."""
        replace_file(self.folder / RUN_FILE, encode(run))

    def append(self, epoch: Epoch) -> None:
        """Append one line to `history.jsonl` and hand it to the operating system."""
        with (self.folder / HISTORY_FILE).open("ab") as file:
            file.write(encode(epoch, indent=0) + b"\n")


def claim_session(runs: Path, started_at: datetime) -> Path:
    """Claim a new session folder in `runs`."""
    return claim(runs / SESSIONS_FOLDER, started_at)


def write_session(folder: Path, session: Session) -> None:
    """Replace `session.json` in `folder`."""
    replace_file(folder / SESSION_FILE, encode(session))


def settle_run(folder: Path, changes: dict[str, JsonValue]) -> None:
    """Change top-level fields of a stored `run.json`, keeping every field that this version does not know."""
    path = folder / RUN_FILE
    fields = msgspec.json.decode(path.read_bytes())
    fields.update(storable(msgspec.to_builtins(changes)))
    replace_file(path, msgspec.json.format(msgspec.json.encode(fields), indent=1))
