"""On what a benchmark ran: the processor, the memory, the system and the versions, as a table in Markdown."""

import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from reportgen.processes import processors
from reportgen.recording.environment import surroundings

OTHERS = Path(sys.prefix) / "bench"
"""Where `.ci/setup bench` puts what reportgen is compared with."""

_TIMES = 9
_PACKAGES = ("weasyprint", "matplotlib", "pikepdf", "numpy", "keras", "tensorflow", "mlflow", "tensorboard")


def machine() -> str:
    """Return the table, with the day."""
    found = surroundings(60.0)
    assert found is not None  # a minute is enough to read a few files
    about, _ = found
    facts = {
        "date": f"{datetime.date.today()}",
        "processor": f"{about.cpu}, {processors()} usable",
        "memory": f"{(about.memory_bytes or 0) / 1e9:.1f} GB",
        "system": f"{about.os}, {platform.system()} {platform.release().partition('-')[0]}, {about.architecture}",
        "Python": platform.python_version(),
        "packages": ", ".join(_versions()),
        "LaTeX": _latex(),
        "speed": f"`import weasyprint`, nothing of reportgen's, takes {_speed():.2f} s",
        "load before": f"{os.getloadavg()[0]:.2f}",
    }
    rows = [f"| {name} | {fact} |" for name, fact in facts.items() if fact]
    return "\n".join(["| | |", "|---|---|", *rows])


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        for found in distributions(name=package, path=[*sys.path, str(OTHERS)]):
            yield f"{package} {found.version}"


def _speed() -> float:
    """Return seconds that depend on the machine alone: where it is shared, it is faster on one day than on another."""
    words = [sys.executable, "-c", "import time; begun = time.perf_counter(); import weasyprint; "]
    words[-1] += "print(time.perf_counter() - begun)"
    taken = [float(subprocess.run(words, capture_output=True, text=True, check=True).stdout) for _ in range(_TIMES)]
    return statistics.median(taken)


def _latex() -> str:
    if not shutil.which("pdflatex"):
        return ""
    said = subprocess.run(["pdflatex", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.splitlines()[0]
