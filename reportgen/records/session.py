"""A session: one `reportgen run`, everything that `session.json` holds. The files it names stand beside it."""

from typing import Literal

from reportgen.records.run import Git
from reportgen.records.values import Integer, Moment, Record, keep_in_utc

REDACTED = "<redacted>"
"""What stands in the place of a secret."""


class KeptFile(Record, frozen=True, kw_only=True):
    """A file in the folder of the session: `name` there, `path` where the program had it (empty: it had no file).

    `bytes` is the size of the original, `kept_bytes` how many of them were kept: a text that is too long keeps its
    beginning and its end. `sha256` is that of the whole original.
    """

    name: str
    path: str = ""
    bytes: Integer
    kept_bytes: Integer
    sha256: str | None = None


class Session(Record, frozen=True, kw_only=True):
    """One start of a program under the recorder.

    `arguments` are the program's own, `flags` those of Python before them; secrets are redacted in both. `exit_status`
    is None while it runs; `signal` names what killed it. `sources` are the program as it ran, its main file first,
    `console` what it printed, `changes` the uncommitted changes to tracked files as a diff, `notebook` the notebook
    with its results; `failed_cell` counts a notebook's code cells from 1.
    """

    format_version: str
    id: str
    program: str
    started_at: Moment
    kind: Literal["script", "module", "notebook"] = "script"
    arguments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ended_at: Moment | None = None
    exit_status: Integer | None = None
    signal: str | None = None
    python: str | None = None
    packages: dict[str, str] = {}
    git: Git | None = None
    sources: tuple[KeptFile, ...] = ()
    console: KeptFile | None = None
    changes: KeptFile | None = None
    notebook: KeptFile | None = None
    failed_cell: Integer | None = None
    generator: str = ""

    def __post_init__(self) -> None:
        keep_in_utc(self, "started_at", "ended_at")
