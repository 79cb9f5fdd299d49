"""The processes that work beside this one: how they are started, and for how many there are processors."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_PACKAGE_HOME = Path(__file__).resolve().parents[1]


def start_worker(
    module: str, *arguments: str, said: IO[bytes], environment: Mapping[str, str], inherited: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start a process that runs a module of this package with the Python of this process.

    `environment` is what is changed of that of this process; the file `said` gets what it says on standard error, and
    files that are open here under the numbers `inherited` are open there, too: on Linux and macOS.
    It ends when its input does. Ctrl-C at the terminal is none of its business: who started it ends it.
    """
    return subprocess.Popen(
        # -P: a file of the user's called pickle.py or matplotlib.py in the working folder must not be imported.
        [sys.executable, "-P", "-m", module, *arguments],
        env={**_finding_this_package(), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        pass_fds=inherited,
        # A terminal sends signals to the processes of one group: not to those of another, from their first moment on.
        process_group=0,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )


def _finding_this_package() -> dict[str, str]:
    """Return the environment of this process, changed so that a Python finds this package."""
    searched = os.pathsep.join(filter(None, [str(_PACKAGE_HOME), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": searched}


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
