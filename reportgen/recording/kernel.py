"""The kernel of a notebook: found by the name that the notebook gives it, started, interrupted and ended.

Takes a name and an environment; gives a process that nbclient talks to. What it writes before it listens, or as it
dies, is kept to explain a failure. It is in a session and process group of its own: a terminal's Ctrl-C does not
reach it, and it is ended with everything that it started.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import ProgramError
from reportgen.recording.notebook_file import Notebook

if TYPE_CHECKING:
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

_PYTHON = "python"
_RECORDER = "reportgen: "
_LONGEST_SOCKET_NAME = 100
_TO_END_SECONDS = 20.0
_TO_TERMINATE_SECONDS = 5.0
_LAST_WORDS_BYTES = 4000


@dataclass(frozen=True)
class Chosen:
    """The kernel for a notebook; `remark` says why it is not the one that the notebook names."""

    spec: "KernelSpec"
    remark: str | None = None

    @property
    def python(self) -> str:
        """The interpreter of the kernel; the running one for a kernel that is no Python."""
        command = Path(self.spec.argv[0]) if self.spec.argv else Path()
        return str(command) if self.is_plain_python and command.is_absolute() else sys.executable

    @property
    def is_plain_python(self) -> bool:
        """Whether an interpreter on this machine is started, not something around it, such as a container."""
        return self.spec.language.lower() == _PYTHON and Path(self.spec.argv[0]).name.startswith(_PYTHON)


class KernelStartError(Exception):
    """The kernel could not be started, or ended at once; the message says why."""


def choose_kernel(notebook: Notebook) -> Chosen:
    """Return the kernel that `notebook` names; this Python if it names none, or one that is not installed.

    Raises:
        ProgramError: it is not installed, and the notebook is in a language other than Python.
    """
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    name = notebook.kernel_name
    if name is None:
        return Chosen(_this_python())
    try:
        return Chosen(KernelSpecManager().get_kernel_spec(name))
    except (NoSuchKernel, OSError, ValueError, TypeError):  # TypeError: a kernel.json with other fields
        if (notebook.language or _PYTHON).lower() not in (_PYTHON, "ipython"):
            raise ProgramError(
                f"{notebook.path} is written in {notebook.language}, and its kernel {name!r} is not installed: install "
                "it ('jupyter kernelspec list' shows those that are)"
            ) from None
        return Chosen(_this_python(), f"the kernel {name!r} is not installed; {notebook.path} runs in {sys.executable}")


def _this_python() -> "KernelSpec":
    from jupyter_client.kernelspec import KernelSpec

    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return KernelSpec(argv=command, display_name="Python 3", language="python")


class Kernel:
    """A kernel, from its start to its end."""

    def __init__(self, client: "NotebookClient", manager: "AsyncKernelManager", log: Path) -> None:
        self.client = client
        self._manager = manager
        self._log = log
        # None where the kernel runs elsewhere, by a provisioner of the person's own.
        self._process: subprocess.Popen[bytes] | None = getattr(manager.provisioner, "process", None)

    @property
    def status(self) -> int | None:
        """How the kernel's process ended, -n for signal n; None while it runs."""
        return self._process.poll() if self._process else None

    def recorder_lines(self) -> list[str]:
        """Return what the recorder said as it began in the kernel: why nothing is recorded, if so."""
        lines = self.last_words().splitlines()
        return [line.removeprefix(_RECORDER) for line in lines if line.startswith(_RECORDER)]

    def last_words(self) -> str:
        """Return the end of what the kernel wrote to its own output and error, which no cell shows."""
        with contextlib.suppress(OSError):
            return self._log.read_bytes()[-_LAST_WORDS_BYTES:].decode(errors="replace").strip()
        return ""

    async def interrupt(self) -> None:
        """Interrupt the cell that runs, as Jupyter's stop button does."""
        with contextlib.suppress(RuntimeError, OSError):
            await self._manager.interrupt_kernel()

    def send(self, number: int) -> None:
        """Send a signal to the kernel's process alone."""
        if self._process:
            self._process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """Send a signal to the kernel and to the processes that it started."""
        if self._process:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, number)

    def terminate(self) -> None:
        """End the kernel: at once if it lets itself be terminated, else after a few seconds."""
        self.signal_group(signal.SIGTERM)
        asyncio.get_running_loop().call_later(_TO_TERMINATE_SECONDS, self.signal_group, signal.SIGKILL)

    async def end(self) -> None:
        """Let the kernel end as at the end of a program, and wait for it; then for nothing that it has started."""
        try:
            if self.status is None:
                await self._manager.shutdown_kernel()
            if self.client.kc is not None:
                self.client.kc.stop_channels()
            await self._manager.cleanup_resources()
        finally:
            self.signal_group(signal.SIGKILL)


@contextlib.asynccontextmanager
async def started(
    chosen: Chosen, client: "NotebookClient", folder: Path, environment: Mapping[str, str]
) -> AsyncIterator[Kernel]:
    """Start the kernel in `folder` and give it as soon as its process exists; end it after the block.

    Raises KernelStartError.
    """
    with tempfile.TemporaryDirectory(prefix="reportgen-") as temporary:
        log = Path(temporary, "kernel.log")
        client.km = manager = _manager(chosen, Path(temporary, "kernel.json"))
        try:
            with log.open("wb") as output:
                await client.async_start_new_kernel(
                    cwd=str(folder), env=dict(environment), stdout=output, stderr=output
                )
        except (OSError, RuntimeError, ValueError) as error:
            raise KernelStartError(f"{' '.join(chosen.spec.argv[:1])}: {error}") from error
        kernel = Kernel(client, manager, log)
        try:
            yield kernel
        finally:
            await kernel.end()


async def connect(kernel: Kernel) -> None:
    """Wait until the kernel answers. Raises KernelStartError."""
    try:
        await kernel.client.async_start_new_kernel_client()
    except RuntimeError as error:
        raise KernelStartError(kernel.last_words() or str(error)) from error


def _manager(chosen: Chosen, connection_file: Path) -> "AsyncKernelManager":
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class OnlyThis(KernelSpecManager):
        def get_kernel_spec(self, _kernel_name: str) -> "KernelSpec":
            return chosen.spec

    # Sockets in a folder of the person's own: no port that another program takes first, and no listener on it.
    is_local = (
        chosen.is_plain_python and hasattr(socket, "AF_UNIX") and len(str(connection_file)) < _LONGEST_SOCKET_NAME
    )
    return AsyncKernelManager(
        kernel_spec_manager=OnlyThis(),
        # Not among those of Jupyter's servers, whose folder may be read-only.
        connection_file=str(connection_file),
        transport="ipc" if is_local else "tcp",
        shutdown_wait_time=_TO_END_SECONDS,
    )
