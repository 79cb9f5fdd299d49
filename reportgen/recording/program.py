"""Starting a program in a child process under the recorder, as one session.

Takes what was typed after `reportgen run`; gives the program's exit status and the folders of the runs it
recorded. The child is started as plain Python starts it, so arguments, search path, `__main__`, tracebacks and
interpreter flags are the program's own; recording begins in its `sitecustomize` (see `startup`).
"""

import ast
import os
import signal
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import NoRunsError, ProgramError, UsageError
from reportgen.recording.child import Handover
from reportgen.recording.child_processes import environment_for
from reportgen.recording.console import console_here
from reportgen.recording.missing import missing_program
from reportgen.recording.options import Choices, take_folders_elsewhere
from reportgen.recording.recorder import now
from reportgen.recording.session import Start, close_session, open_session
from reportgen.recording.sources import find_top_module, main_file
from reportgen.recording.waiting import run_child
from reportgen.records.run import State
from reportgen.store.reading import StoredRun, read_library
from reportgen.store.sessions import runs_of_session
from reportgen.store.writing import settle_run

_STARTUP = Path(__file__).parent / "startup"
_SIGNAL_STATUS = 128


@dataclass(frozen=True)
class Program:
    """What to run: the path of a file, or the name of a module, and its arguments."""

    target: str
    arguments: tuple[str, ...] = ()
    is_module: bool = False

    @property
    def shown(self) -> str:
        """What the person typed, without the arguments."""
        return f"-m {self.target}" if self.is_module else self.target


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit status (128 + n for signal n), and the folders of its runs in order of start."""

    exit_status: int
    session_id: str
    run_folders: tuple[Path, ...]
    signal: str | None = None
    problem: str | None = None


def run_program(program: Program, runs: Path, choices: Choices) -> Ended:
    """Run `program` to its end, recording every training into the folder `runs` as `choices` say.

    Raises:
        ProgramError: there is no such program, or it is nothing that Python runs.
        UsageError: `runs` cannot be written, or Python was told to ignore its environment.
    """
    check_program(program)
    check_interpreter()
    opened = open_session(runs, _start(program))
    handover = Handover(
        runs=str(runs.absolute()),
        session_id=opened.id,
        choices=choices,
        folder=_folder_of(program),
        console=console_here(),
    )
    status = run_child(_command(program), recorded_environment(handover))
    ended = _ended(status, opened.id)
    problem = close_session(opened, exit_status=ended.exit_status, signal=ended.signal)
    return Ended(ended.exit_status, opened.id, settled_runs(runs, ended), ended.signal, problem)


def check_program(program: Program) -> None:
    """Raise ProgramError, naming what can be run, unless `program` is something Python can start."""
    if program.is_module:
        _check_module(program.target)
        return
    path = Path(program.target)
    if not path.exists():
        raise missing_program(path, program.arguments)
    if path.is_dir():
        if not (path / "__main__.py").is_file():
            raise ProgramError(f"{path} is a folder without a __main__.py; name the Python file to run")
    else:
        _check_file(path)


def _check_module(name: str) -> None:
    if not find_top_module(name.partition(".")[0]):
        raise ProgramError(
            f"no module named {name!r} in this folder or among the installed packages of {sys.executable}"
        )


def _check_file(path: Path) -> None:
    """Leave a .py file to Python, whose own message a mistake in it gets; look into any other."""
    if not path.is_file():
        return  # a pipe can be read once: <(cat train.py)
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise ProgramError(f"cannot read {path}: {error.strerror or error}") from error
    if path.suffix in (".py", ".pyw", ".pyc") or zipfile.is_zipfile(path):
        return
    try:
        ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ProgramError(f"{path} is not a Python program; name a Python file, such as train.py") from None


def check_interpreter() -> None:
    """Raise UsageError if this Python was started in a way that hides the recorder from those it starts."""
    if sys.flags.ignore_environment or sys.flags.no_site:
        raise UsageError("'reportgen run' does not work under Python's flags -E, -I and -S; start it without them")


def _start(program: Program) -> Start:
    main = main_file(program.target, is_module=program.is_module)
    return Start(
        program=program.shown if program.is_module else shown_path(Path(program.target)),
        kind="module" if program.is_module else "script",
        arguments=program.arguments,
        flags=interpreter_flags(sys.orig_argv),
        source=main.content if main else None,
        source_path=shown_path(main.path) if main else "",
    )


def shown_path(path: Path) -> str:
    """Return `path` from the working folder; of one elsewhere only the name, as its folders may name a user."""
    here = Path.cwd()
    whole = Path(os.path.normpath(here / path))
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else whole.name


def _folder_of(program: Program) -> str | None:
    """Return what Python will look for modules in before anything else; None for the working folder."""
    path = Path(program.target)
    if program.is_module:
        return None
    return str(path.resolve().parent if path.is_file() and not zipfile.is_zipfile(path) else path.absolute())


def _command(program: Program) -> list[str]:
    start = ["-m", program.target] if program.is_module else [program.target]
    return [sys.executable, *interpreter_flags(sys.orig_argv), *start, *program.arguments]


def interpreter_flags(command_line: Sequence[str]) -> list[str]:
    """Return the flags of Python itself in `command_line`: -u -W error of `python -u -W error -m reportgen run …`."""
    flags: list[str] = []
    words = iter(command_line[1:])
    for word in words:
        if not word.startswith("-") or word in ("-", "--"):
            break
        letters = word[1:]
        ends_at = next((place for place, letter in enumerate(letters) if letter in "mcWX-"), None)
        if ends_at is None:
            flags.append(word)
        elif letters[ends_at] in "mc":
            return flags + ([f"-{letters[:ends_at]}"] if ends_at else [])
        else:
            takes_next = letters.startswith("-") or ends_at == len(letters) - 1
            flags += [word, next(words, "")] if takes_next else [word]
    return flags


def recorded_environment(handover: Handover) -> dict[str, str]:
    """Return this process's environment, changed so that a Python started in it records as `handover` says."""
    return {**os.environ, **environment_for(str(_STARTUP), handover.text)}


def _ended(status: int, session_id: str) -> Ended:
    if status >= 0:
        return Ended(status, session_id, ())
    return Ended(_SIGNAL_STATUS - status, session_id, (), signal.Signals(-status).name)


def settled_runs(runs: Path, ended: Ended) -> tuple[Path, ...]:
    """Write down how each run ended that could not do so itself; return the folders of all, in order of start."""
    stored = _runs_of([runs, *take_folders_elsewhere(runs, ended.session_id)], ended.session_id)
    for run in stored:
        _settle(run, ended)
    return tuple(run.folder for run in stored)


def _runs_of(folders: list[Path], session_id: str) -> tuple[StoredRun, ...]:
    try:
        return runs_of_session(read_library(folders), session_id).runs
    except NoRunsError:
        return ()


def _settle(stored: StoredRun, ended: Ended) -> None:
    """Write down how a run ended that could not do so itself: reading calls it killed, as its process is gone."""
    if stored.run.state != "killed" or stored.run.ended_at is not None:
        return
    try:
        settle_run(stored.folder, {"state": _state(ended), "ended_at": now()})
    except OSError:
        return  # reading tells it from the process again


def _state(ended: Ended) -> State:
    if ended.signal == "SIGINT":
        return "interrupted"
    return "killed" if ended.signal else "failed" if ended.exit_status else "interrupted"
