"""What the person who records chose: where the runs go, and the names to give."""

import os
from dataclasses import dataclass
from pathlib import Path

from reportgen.store.layout import DEFAULT_RUNS


@dataclass(frozen=True)
class RecordingOptions:
    """Where runs are written and what they are called; `name` and `dataset` None are found by themselves."""

    runs: Path
    session_id: str | None = None
    dataset: str | None = None
    name: str | None = None


def runs_folder(runs: str | os.PathLike[str] = DEFAULT_RUNS) -> Path:
    """Return `runs` as an absolute path: the program may change its working folder before it trains."""
    return Path(runs).absolute()
