"""Finding the folders of runs: those named, and those in the folders named.

Hidden folders and the folder of sessions are passed over. A link that leads out of the folder it stands in is not
followed, so that a report shows nothing but what was named; one to a neighbour is read under the neighbour's name.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.errors import NoRunsError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.store.layout import DEFAULT_RUNS, HISTORY_FILE, RUN_FILE, SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.problems import Problem, one_line, system_reason

_SHOWN = 3


def run_folders(paths: Sequence[Path], problems: list[Problem]) -> list[Path]:
    """Return the run folders in `paths`, each once, in the order of the paths and, in a path, of the names.

    A path that has none is added to `problems` if there is anything in another one.

    Raises:
        NoRunsError: there is neither a run nor what is left of one in any of the paths.
    """
    found: dict[tuple[int, int], Path] = {}
    without: list[Problem] = []
    for path in dict.fromkeys(paths):
        known = len(problems)
        try:
            folders = list(_folders_in(path, problems))
        except NoRunsError as error:
            without.append(Problem(path, str(error)))
            continue
        if not folders and len(problems) == known:
            without.append(Problem(path, later(N_("holds no runs: record one with 'reportgen run train.py'"))))
        for folder in folders:
            status = folder.stat()
            found.setdefault((status.st_dev, status.st_ino), folder)
    if not found and not problems:
        raise NoRunsError(_nothing_found(without))
    problems.extend(without)
    return list(found.values())


def _nothing_found(without: list[Problem]) -> str:
    if not without:
        return "no folder was named: name one that holds runs, such as 'runs'"
    more = f"; and {len(without) - _SHOWN} more" if len(without) > _SHOWN else ""
    return "; ".join(f"{one_line(str(problem.path))} {problem.reason}" for problem in without[:_SHOWN]) + more


def _folders_in(path: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield `path` if it is the folder of a run, else those in it. Raises NoRunsError where there can be none."""
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except (OSError, ValueError) as error:
        raise NoRunsError(_why_no_folder(path, error)) from error
    if RUN_FILE in names:
        yield path
        return
    if SESSION_FILE in names:
        raise NoRunsError(f"is a session, not a run: its runs are in {path.absolute().parent.parent}")
    if path.absolute().name == SESSIONS_FOLDER:
        raise NoRunsError(f"holds sessions, not runs: name {path.absolute().parent}")
    root = path.resolve()
    for name in names:
        if not name.startswith(".") and name != SESSIONS_FOLDER and _is_run(path / name, root, problems):
            yield path / name


def _why_no_folder(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, NotADirectoryError):
        return f"is a file: name the folder it is in, {path.absolute().parent}, or one that holds runs"
    if isinstance(error, FileNotFoundError | ValueError):
        recorded = Path(DEFAULT_RUNS) / path
        hint = "record a training with 'reportgen run train.py', or name the folder that holds runs"
        return f"does not exist: {f'there is {recorded}' if recorded.is_dir() else hint}"
    return f"cannot be opened: {system_reason(error)}"


def _is_run(folder: Path, root: Path, problems: list[Problem]) -> bool:
    """Return True for the folder of a run; add what is left of one, or leads elsewhere, to `problems`."""
    try:
        names = {entry.name for entry in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        problems.append(Problem(folder, later(N_("cannot be opened: {reason}"), reason=system_reason(error))))
        return False
    if RUN_FILE not in names:
        if HISTORY_FILE in names:
            reason = later(N_("is missing, though there is a {file}: restore it"), file=HISTORY_FILE)
            problems.append(Problem(folder / RUN_FILE, reason))
        return False
    if folder.is_symlink():
        target = folder.resolve()
        if target.parent != root:
            message = N_("is a link out of its folder and not followed: name {target} itself")
            problems.append(Problem(folder, later(message, target=target)))
        return False
    return True
