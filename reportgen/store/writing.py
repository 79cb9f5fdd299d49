"""Writing records: `run.json` is replaced as a whole, `history.jsonl` only ever grows by whole lines."""

import contextlib
import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.records.values import JsonValue, Record, storable
from reportgen.store.content import decode, read_content
from reportgen.store.layout import HISTORY_FILE, RUN_FILE, SESSION_FILE, SESSIONS_FOLDER, claim

_FIELDS = msgspec.json.Decoder(dict[str, JsonValue])


def encode(record: Record, indent: int = 1) -> bytes:
    """Return `record` as JSON, NaN and infinities as strings; `indent` 0 gives a single line."""
    line = msgspec.json.encode(storable(msgspec.to_builtins(record)))
    return msgspec.json.format(line, indent=indent) if indent else line


def replace_file(path: Path, content: bytes) -> None:
    """Write `path` so that a reader sees the old content or the new, never a part, even after a crash.

    Raises:
        OSError: the folder is gone or full; the old content is untouched.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        # Not `tempfile`: its files are private, where the record has the permissions of any other new file.
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
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

    def keep(self, name: str, content: bytes) -> None:
        """Replace the file `name` beside `run.json`."""
        replace_file(self.folder / name, content)

    def append(self, epoch: Epoch) -> None:
        """Append one line to `history.jsonl` and hand it to the operating system.

        After a line that was torn by a full disk or a crash, a new one is begun.
        """
        with (self.folder / HISTORY_FILE).open("a+b") as file:
            file.write(_end_of_torn_line(file) + encode(epoch, indent=0) + b"\n")


def _end_of_torn_line(file: BinaryIO) -> bytes:
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def claim_session(runs: Path, started_at: datetime) -> Path:
    """Claim a new session folder in `runs`."""
    return claim(runs / SESSIONS_FOLDER, started_at)


def write_session(folder: Path, session: Session) -> None:
    """Replace `session.json` in `folder`."""
    replace_file(folder / SESSION_FILE, encode(session))


def settle_run(folder: Path, changes: dict[str, JsonValue]) -> None:
    """Change top-level fields of a stored `run.json`, keeping every field that this version does not know.

    Raises:
        RecordError: `run.json` cannot be read, or is not a JSON object; it stays as it is.
        OSError: the folder cannot be written to.
    """
    path = folder / RUN_FILE
    fields = decode(read_content(path), _FIELDS, path)
    fields.update(storable(msgspec.to_builtins(changes)))
    replace_file(path, msgspec.json.format(msgspec.json.encode(fields), indent=1))
