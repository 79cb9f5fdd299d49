"""The program's side of `reportgen run`: what is handed to each of its processes, and what each begins with that."""

import contextlib
import os
import sys
from pathlib import Path

import msgspec

from reportgen.recording.autolog import install
from reportgen.recording.options import RecordingOptions, join_session
from reportgen.store.layout import SESSIONS_FOLDER


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent hands over: the options of the recording.

    `console` are the files whose output is kept: those that the program prints to, none for a notebook.
    """

    runs: str
    session_id: str
    dataset: str | None = None
    name: str | None = None
    console: tuple[tuple[int, int], ...] = ()


def record(text: str) -> None:
    """Record every training of this process, as the handover in `text` says. Raises whatever keeps it from that."""
    handover = msgspec.json.decode(text, type=Handover)
    with contextlib.suppress(Exception):
        _keep_for_the_session(handover)
    options = RecordingOptions(
        runs=Path(handover.runs), session_id=handover.session_id, dataset=handover.dataset, name=handover.name
    )
    join_session(options)
    install(options)


def _keep_for_the_session(handover: Handover) -> None:
    from reportgen.recording.console import keep_console
    from reportgen.recording.modules import keep_modules
    from reportgen.recording.redaction import secrets_of

    folder = Path(handover.runs) / SESSIONS_FOLDER / handover.session_id
    keep_modules(folder)
    keep_console(folder, handover.console, secrets_of(sys.orig_argv, os.environ))
