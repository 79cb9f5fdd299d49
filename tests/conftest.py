"""What tests of every kind share: the command, run as a person runs it."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "programs"
LEFT_OUT = str(Path(__file__).parent / "left_out" / "optional")

Command = Callable[..., subprocess.CompletedProcess[str]]

# Threads of OpenBLAS and of TensorFlow wait for work by spinning: 80 ms of each process that imports NumPy, and a
# tenth of a training as small as those of the tests.
for library in ("OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
    os.environ.setdefault(library, "1")


# The thousands of tests and all of TensorFlow live to the end: no search for garbage finds any among them.
gc.disable()


def pytest_collection_finish() -> None:
    """Search among what tests make only."""
    gc.freeze()
    gc.enable()


def quiet_environment(**more: str) -> dict[str, str]:
    """Return the environment with TensorFlow kept from writing times of the day, and without colours or widths.

    Keras imports pandas and scikit-learn where it finds them, a third of the time of its import; for a program that
    uses neither they are left out, unless a path of its own is asked for.
    """
    plain = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
    plain["PYTHONPATH"] = LEFT_OUT
    return {**plain, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "TF_ENABLE_ONEDNN_OPTS": "0", **more}


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run `reportgen` with arguments in an empty folder; give its exit status and what it printed."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reportgen", *map(str, arguments)],
            cwd=tmp_path,
            env=quiet_environment(**environment),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run
