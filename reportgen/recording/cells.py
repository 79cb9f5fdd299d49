"""The cells of a notebook, executed in order by nbclient, and how that ended.

Takes a kernel that was started; gives an outcome, and tells a watcher of each cell. Signals that arrive meanwhile
mean the kernel: Ctrl-C interrupts the cell, a second one and SIGTERM end the kernel.
"""

import asyncio
import contextlib
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from signal import Signals
from typing import Any, Protocol

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from reportgen.recording.kept import END_BYTES
from reportgen.recording.kernel import Kernel, KernelStartError, connect
from reportgen.recording.notebook_file import CodeCell

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name))
_PASSED_ON = tuple(getattr(signal, name) for name in ("SIGUSR1", "SIGUSR2") if hasattr(signal, name))
_INTERRUPTED = "KeyboardInterrupt"
_FAILED = 1
_SIGNAL_STATUS = 128

# What a terminal does with a line that begins again: "50%\r100%" shows "100%".
_OVERWRITTEN = re.compile(r"[^\n]*\r(?=[^\r\n])")
_LEFT_OUT = "\n[the middle of the output is left out]\n"


class Watcher(Protocol):
    """Is told of each cell as it starts and as it ends, and of other things worth a line."""

    def cell_started(self, cell: CodeCell) -> None:
        """Say that `cell` is being executed."""

    def cell_ended(self, cell: CodeCell, seconds: float, error: str | None) -> None:
        """Say that `cell` is done after so many seconds; `error` is the type of what it raised."""

    def remark(self, text: str) -> None:
        """Say something else."""


@dataclass(frozen=True)
class CellError:
    """What a cell raised: type, message and traceback without colour codes; `count` is n of its In [n]."""

    cell: CodeCell
    count: int | None
    type: str
    message: str
    traceback: str


@dataclass(frozen=True)
class Outcome:
    """How the execution ended: with nothing else said, after the last cell, or after one that ended it.

    `cell` is the one that did not end well. `signal` is what this process was sent, or what killed the kernel.
    `kernel_died` says that the kernel ended unasked, `status` with which exit status, `problem` what it said, or why
    it did not even start.
    """

    cell: CodeCell | None = None
    error: CellError | None = None
    signal: Signals | None = None
    kernel_died: bool = False
    status: int | None = None
    problem: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the notebook ran to its end."""
        return self == Outcome()

    @property
    def exit_status(self) -> int:
        """0 after the last cell; 128 + n after signal n; the kernel's own if it ended itself; else 1."""
        if self.is_complete:
            return 0
        return _SIGNAL_STATUS + self.signal if self.signal else max(self.status or 0, _FAILED)


class Client(NotebookClient):
    """nbclient's, with the output of a cell as Jupyter shows it: joined, and of a bounded length."""

    def output(self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """Append an output to `outs`, or to the last one of them if both are of the same stream."""
        out = super().output(outs, msg, display_id, cell_index)
        if out is not None and out.output_type == "stream":
            before = outs[-2] if len(outs) > 1 else None
            if before is not None and before.output_type == "stream" and before.name == out.name:
                outs.pop()
                before.text += out.text
                out = before
            out.text = _bounded(_OVERWRITTEN.sub("", out.text) if "\r" in out.text else out.text)
        return out


def _bounded(text: str) -> str:
    """Return the beginning and the end of a long text; its middle was left out before if it says so."""
    head, mark, tail = text.partition(_LEFT_OUT)
    if not mark:
        head, tail = text[:END_BYTES], text[END_BYTES:]
    return text if len(tail) <= END_BYTES else head + _LEFT_OUT + tail[-END_BYTES:]


class Execution:
    """One execution of the cells. `save` is called after each, with what it has shown in nbclient's notebook."""

    def __init__(self, kernel: Kernel, cells: Sequence[CodeCell], watcher: Watcher, save: Callable[[], None]) -> None:
        self._kernel = kernel
        self._cells = cells
        self._watcher = watcher
        self._save = save
        self._running: CodeCell | None = None
        self._asked: signal.Signals | None = None
        self._quits = False
        kernel.client.on_cell_executed = self._replied

    async def run(self) -> Outcome:
        """Execute the cells until one fails, the kernel dies, or a signal ends it."""
        with self._signals():
            try:
                await connect(self._kernel)
            except KernelStartError as error:
                return Outcome(signal=self._asked) if self._asked else Outcome(problem=str(error))
            for line in self._kernel.recorder_lines():
                self._watcher.remark(line)
            outcome = await self._run_cells()
            self._kernel.client.set_widgets_metadata()
            self._save()
        return outcome

    async def _run_cells(self) -> Outcome:
        for cell in self._cells:
            outcome = await self._run_cell(cell)
            if outcome is not None:
                return outcome
            if self._quits:
                self._watcher.remark(f"cell {cell.number} ended the notebook")
                break
        return Outcome()

    def _replied(self, execute_reply: dict[str, Any], **_cell: Any) -> None:
        """Note a cell that calls `quit()`: the kernel ends a little later."""
        payload = execute_reply["content"].get("payload") or []
        self._quits = any(item.get("source") == "ask_exit" for item in payload)

    async def _run_cell(self, cell: CodeCell) -> Outcome | None:
        """Execute one cell; return the outcome if it is the last one."""
        if self._asked is not None:
            return Outcome(cell, signal=self._asked)
        client = self._kernel.client
        started, self._running = time.monotonic(), cell
        self._watcher.cell_started(cell)
        outcome: Outcome | None = None
        try:
            await client.async_execute_cell(client.nb.cells[cell.place], cell.place)
        except CellExecutionError as error:
            outcome = Outcome(cell, error=_described(cell, client.nb.cells[cell.place], error))
        except DeadKernelError:
            outcome = self._death(cell)
        finally:
            self._running = None
            raised = _error_output(client.nb.cells[cell.place])
            self._watcher.cell_ended(cell, time.monotonic() - started, raised.ename if raised else None)
            self._save()
        return self._unless_interrupted(cell, outcome, raised)

    def _death(self, cell: CodeCell) -> Outcome:
        if self._asked is not None:
            return Outcome(cell, signal=self._asked)
        status, words = self._kernel.status, self._kernel.last_words() or None
        if status is not None and status < 0:
            return Outcome(cell, signal=signal.Signals(-status), kernel_died=True, problem=words)
        return Outcome(cell, kernel_died=True, status=status, problem=words)

    def _unless_interrupted(self, cell: CodeCell, outcome: Outcome | None, raised: Any) -> Outcome | None:
        """Tell a cell that was interrupted from one that failed; one that took the interrupt itself goes on."""
        if self._asked is signal.SIGINT and raised is not None and raised.ename == _INTERRUPTED:
            return Outcome(cell, signal=self._asked)
        if outcome is None and self._asked is signal.SIGINT:
            self._asked = None
        return outcome

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._interrupt)
        for number in _ENDING:
            loop.add_signal_handler(number, self._end, number)
        for number in _PASSED_ON:
            loop.add_signal_handler(number, self._kernel.send, number)
        try:
            yield
        finally:
            for number in (signal.SIGINT, *_ENDING, *_PASSED_ON):
                loop.remove_signal_handler(number)

    def _interrupt(self) -> None:
        if self._running is None or self._asked is not None:
            self._asked = self._asked or signal.SIGINT
            self._kernel.terminate()
            return
        self._asked = signal.SIGINT
        self._watcher.remark(f"interrupting cell {self._running.number}; Ctrl-C again ends the kernel")
        self._interrupting = asyncio.ensure_future(self._kernel.interrupt())

    def _end(self, number: signal.Signals) -> None:
        self._asked = number
        self._kernel.terminate()


def _error_output(node: Any) -> Any:
    return next((output for output in node.outputs if output.output_type == "error"), None)


def _described(cell: CodeCell, node: Any, error: CellExecutionError) -> CellError:
    shown = _error_output(node)
    return CellError(
        cell=cell,
        count=node.execution_count,
        type=error.ename,
        message=error.evalue,
        traceback=without_colours("\n".join(shown.traceback)) if shown else "",
    )


_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")


def without_colours(text: str) -> str:
    """Return `text` without the escape sequences that colour a terminal."""
    return _ESCAPE.sub("", text)
