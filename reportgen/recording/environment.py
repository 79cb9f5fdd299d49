"""The machine, its software and the commit a run was recorded with; nothing of the environment's variables.

Gathered once a process by a thread of its own, off the training's path: a driver or git can take a
while to answer.
"""

import contextlib
import functools
import importlib.metadata
import os
import platform
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

import psutil

from reportgen.recording.background import in_background
from reportgen.recording.git import commit_of
from reportgen.recording.gpus import visible_gpus
from reportgen.records.platform import Platform
from reportgen.records.run import Git

_ANSWER_SECONDS = 2.0
_PACKAGES = {
    "jax": "jax",
    "keras": "keras",
    "keras_cv": "keras-cv",
    "keras_hub": "keras-hub",
    "keras_tuner": "keras-tuner",
    "matplotlib": "matplotlib",
    "numpy": "numpy",
    "pandas": "pandas",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "tensorflow": "tensorflow",
    "tensorflow_datasets": "tensorflow-datasets",
    "torch": "torch",
    "torchvision": "torchvision",
    "transformers": "transformers",
}
"""Module to distribution: what a training's result can depend on."""

Surroundings = tuple[Platform, Git | None]


def prepare() -> None:
    """Start gathering in the background, so that the answer is there when a training begins."""
    _gathering(os.getpid())


def surroundings(wait_seconds: float) -> Surroundings | None:
    """Return platform and commit, waiting at most `wait_seconds` for them; None if they are not there yet."""
    try:
        return _gathering(os.getpid()).result(wait_seconds)
    except FutureTimeoutError:
        return None


def imported_packages() -> dict[str, str]:
    """Return the versions of the packages that the program has imported and its results can depend on."""
    return {
        name: version for module, name in _PACKAGES.items() if module in sys.modules and (version := _version(name))
    }


@functools.cache
def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


@functools.cache
def _gathering(_pid: int) -> Future[Surroundings]:
    """Gather in a thread; once a process, since a fork has the future but not the thread."""
    future: Future[Surroundings] = Future()
    here = Path()  # not its absolute path: the folder may be gone

    def gather() -> None:
        try:
            future.set_result((_platform(), commit_of(here)))
        except Exception:
            future.set_result((Platform(), None))

    try:
        in_background(gather)
    except RuntimeError:  # no further thread is allowed
        future.set_result((Platform(), None))
    return future


def _platform() -> Platform:
    return Platform(
        gpus=visible_gpus(os.environ.get("CUDA_VISIBLE_DEVICES"), os.environ.get("CUDA_DEVICE_ORDER")),
        cpu=_cpu(),
        cpu_cores=psutil.cpu_count(logical=False) or psutil.cpu_count(),
        architecture=platform.machine() or None,
        memory_bytes=psutil.virtual_memory().total,
        os=_os(),
        python=f"{platform.python_version()} ({platform.architecture()[0].replace('bit', ' bit')})",
    )


def _cpu() -> str | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if sys.platform == "darwin":
        return _output(["sysctl", "-n", "machdep.cpu.brand_string"], Path.cwd())
    return platform.processor() or None


def _os() -> str:
    with contextlib.suppress(OSError):
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{platform.system()} {platform.release()}"


def _output(command: list[str], folder: Path) -> str | None:
    """Return what `command` prints, None if it fails, prints nothing or takes too long."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ANSWER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    text = done.stdout.decode(errors="replace").strip()
    return text if done.returncode == 0 and text else None
