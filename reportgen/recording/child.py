"""The program's side of `reportgen run`: recording begins before the program's first line, and leaves no trace of how.

Takes what the parent put into one environment variable; gives the environment that the program would have had
without a recorder.
"""

import contextlib
import os
import sys
from pathlib import Path

import msgspec

from reportgen.recording.options import RecordingOptions, join_session
from reportgen.recording.recorder import reason, warn
from reportgen.store.layout import SESSIONS_FOLDER

VARIABLE = "REPORTGEN_RECORDING"


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent hands over: the options of the recording, and PYTHONPATH as it was (None: not set).

    `console` are the files whose output is kept: those that the program prints to, none for a notebook.
    """

    runs: str
    session_id: str
    dataset: str | None = None
    name: str | None = None
    python_path: str | None = None
    console: tuple[tuple[int, int], ...] = ()


def begin() -> None:
    """Restore the environment and record every training of this process; a failure is one line, never the program's."""
    handover = msgspec.json.decode(os.environ.pop(VARIABLE), type=Handover)
    if handover.python_path is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = handover.python_path
    with contextlib.suppress(Exception):
        _keep_for_the_session(handover)
    try:
        _record(handover)
    except Exception as error:
        warn(f"nothing is recorded: {reason(error)}")


def _keep_for_the_session(handover: Handover) -> None:
    from reportgen.recording.console import keep_console
    from reportgen.recording.modules import keep_modules
    from reportgen.recording.redaction import secrets_of

    folder = Path(handover.runs) / SESSIONS_FOLDER / handover.session_id
    keep_modules(folder)
    keep_console(folder, handover.console, secrets_of(sys.orig_argv, os.environ))


def _record(handover: Handover) -> None:
    from reportgen.recording.autolog import install

    options = RecordingOptions(
        runs=Path(handover.runs), session_id=handover.session_id, dataset=handover.dataset, name=handover.name
    )
    join_session(options)
    install(options)
