"""The commit of a folder and what its tracked files differ from it by, asked of git without a trace in the repository.

Nothing of the repository's configuration is run or obeyed that would change the answer or the repository: no
locks, no file system monitor, no external diff, no network. A folder outside of git, or with a broken repository,
has none of both.
"""

import os
import select
import signal
import subprocess
import time
from pathlib import Path

from reportgen.recording.kept import Ends
from reportgen.records.run import Git

_SECONDS = 5.0
_DIFF_SECONDS = 20.0
_CHUNK_BYTES = 65536
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_GIT = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false"]
_STATUS = ["status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty"]
_DIFF = [
    *("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=dirty"),
    *("--submodule=short", "--src-prefix=a/", "--dst-prefix=b/", "HEAD"),
]


def commit_of(folder: Path) -> Git | None:
    """Return the commit of the repository that `folder` is in; None without one, or before its first commit."""
    commit = _text(["rev-parse", "--verify", "HEAD^{commit}"], folder)
    if not commit:
        return None
    branch = _text(["symbolic-ref", "--short", "-q", "HEAD"], folder)
    return Git(commit=commit, branch=branch or None, dirty=bool(_text(_STATUS, folder)))


def uncommitted_changes(folder: Path) -> Ends | None:
    """Return the changes to tracked files since the last commit, as a diff that `git apply` takes at the top folder.

    None without a repository or a commit, or if git takes too long; binary files are named, not shown.
    """
    top = _text(["rev-parse", "--show-toplevel"], folder)
    # A home folder under version control holds settings of everything else, and logins.
    here_only = ["--", "."] if top == str(Path.home().resolve()) else []
    return _output([*_DIFF, *here_only], folder, _DIFF_SECONDS)


def _text(arguments: list[str], folder: Path) -> str | None:
    output = _output(arguments, folder, _SECONDS)
    return None if output is None else output.content()[0].decode(errors="replace").strip()


def _output(arguments: list[str], folder: Path, seconds: float) -> Ends | None:
    """Return what git prints, None if it fails or takes longer than `seconds`."""
    try:
        # A session of its own: Ctrl-C in the terminal is meant for the program, and what git started ends with it.
        process = subprocess.Popen(
            [*_GIT, *arguments],
            cwd=folder,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    with process:
        ends = _read(process, time.monotonic() + seconds)
        if ends is None:
            os.killpg(process.pid, signal.SIGKILL)  # with what it started: that may hold the pipe open
        return ends if process.wait() == 0 else None


def _read(process: subprocess.Popen[bytes], deadline: float) -> Ends | None:
    """Return what the process prints, None if it has not ended at the deadline."""
    assert process.stdout is not None
    output = process.stdout.fileno()
    ends = Ends()
    while select.select([output], [], [], max(0.0, deadline - time.monotonic()))[0]:
        chunk = os.read(output, _CHUNK_BYTES)
        if not chunk:
            return ends
        ends.add(chunk)
    return None
