"""The program's side of `reportgen run`: what is handed to each of its processes, and what each begins with that."""

import contextlib
import json
import os
import sys
from collections.abc import Collection, Container
from pathlib import Path

import msgspec

from reportgen.recording.autolog import install
from reportgen.recording.options import NO_CHOICES, Choices, RecordingOptions, join_session
from reportgen.store.layout import SESSIONS_FOLDER

_OURS = {"reportgen", "msgspec"}


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent hands over: the options of the recording, `choices` being those of the command line.

    `folder` is where the program's own modules are found first; None is the working folder. `console` are the files
    whose output is kept: those that the program prints to, none for a notebook.
    """

    runs: str
    session_id: str
    choices: Choices = NO_CHOICES
    folder: str | None = None
    console: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The handover as ASCII: by Python's own JSON, as names of files need not be UTF-8, which msgspec asks for."""
        return json.dumps(msgspec.to_builtins(self))


def record(text: str, known: Container[str], folders: Collection[str], *, is_program: bool) -> None:
    """Record every training of this process, as the handover in `text` says. Raises whatever keeps it from that.

    `known` are the modules that were imported before all this, `folders` what the program has added to the search path;
    nothing if it has not begun. `is_program`: this is the process of the program, none that it has started.
    """
    handover = msgspec.convert(json.loads(text), Handover)
    _begin(handover, is_program=is_program)
    if not sys.flags.safe_path:
        _give_way(known, folders or [handover.folder or ""])


def _begin(handover: Handover, *, is_program: bool) -> None:
    with contextlib.suppress(Exception):
        _keep_for_the_session(handover, is_program=is_program)
    runs = Path(handover.runs)
    options = handover.choices.over(RecordingOptions(runs, handover.session_id), runs)
    join_session(options)
    install(options)


def _give_way(known: Container[str], folders: Collection[str]) -> None:
    """Forget modules that only the recorder has imported and that the program has one of its own for: a resource.py."""
    # A list: a thread that asks for the machine imports meanwhile.
    ours = {name.partition(".")[0] for name in list(sys.modules) if name not in known} - _OURS
    own = {name for name in ours for folder in folders if _is_in(Path(folder), name)}
    for name in [name for name in list(sys.modules) if name.partition(".")[0] in own]:
        del sys.modules[name]


def _is_in(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file()


def _keep_for_the_session(handover: Handover, *, is_program: bool) -> None:
    from reportgen.recording.console import keep_console
    from reportgen.recording.modules import keep_modules
    from reportgen.recording.redaction import secrets_of

    folder = Path(handover.runs) / SESSIONS_FOLDER / handover.session_id
    keep_modules(folder, with_main=not is_program)
    keep_console(folder, handover.console, secrets_of(sys.orig_argv, os.environ))
