"""A session: one `reportgen run`, everything that `session.json` holds."""

from reportgen.records.run import Git
from reportgen.records.values import Integer, Moment, Record, keep_in_utc


class Session(Record, frozen=True, kw_only=True):
    """One start of a program under the recorder.

    `arguments` are the program's own, secrets redacted. `exit_status` is None while it runs; `signal` names what killed
    it.
    """

    format_version: str
    id: str
    program: str
    started_at: Moment
    arguments: tuple[str, ...] = ()
    ended_at: Moment | None = None
    exit_status: Integer | None = None
    signal: str | None = None
    python: str | None = None
    packages: dict[str, str] = {}
    git: Git | None = None
    generator: str = ""

    def __post_init__(self) -> None:
        keep_in_utc(self, "started_at", "ended_at")
