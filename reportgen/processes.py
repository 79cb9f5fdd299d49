"""The processes that work beside this one: how they are started, and for how many there are processors."""

import os
import sys
from pathlib import Path

_PACKAGE_HOME = Path(__file__).resolve().parents[1]


def worker_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this package with the Python of this process."""
    # -P: a file of the user's called pickle.py or matplotlib.py in the working folder must not be imported.
    return [sys.executable, "-P", "-m", module, *arguments]


def worker_environment(**more: str) -> dict[str, str]:
    """Return the environment in which such a process finds this package, with `more` in it."""
    searched = os.pathsep.join(filter(None, [str(_PACKAGE_HOME), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": searched} | more


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
