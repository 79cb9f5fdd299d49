"""Events of a training, written to the store as they happen. Knows no framework.

Takes a first description, epochs, the end; gives a run on disk. A failure of its own is told once on
standard error, after which it steps aside: the training never notices.
"""

import contextlib
import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import msgspec

from reportgen.recording.sources import keep_modules_soon
from reportgen.records.history import Epoch
from reportgen.records.predictions import Predictions
from reportgen.records.run import Run, State, Weights
from reportgen.store.layout import PREDICTIONS_FILE
from reportgen.store.writing import RunWriter, settle_run

P = ParamSpec("P")
Event = Callable[Concatenate["Recorder", P], None]


def now() -> datetime:
    """Return the time in UTC, to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def warn(message: str) -> None:
    """Write one line to standard error. Not `warnings.warn`: programs silence it, or turn it into an exception."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"reportgen: {message}\n")


def reason(error: BaseException) -> str:
    """Return what went wrong in one line: the system's words for its own errors, else type and message."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(f"{type(error).__name__}: {error}".split())


def _guarded(method: Event[P]) -> Event[P]:
    """Make an event a no-op once the recorder has stepped aside, and let its failure make it step aside."""

    @functools.wraps(method)
    def event(self: "Recorder", /, *args: P.args, **kwargs: P.kwargs) -> None:
        if self.stopped:
            return
        try:
            method(self, *args, **kwargs)
        except Exception as error:
            self.step_aside(error)

    return event


class Recorder:
    """Records one run. No method raises; `run` is what is known of it, None until it began.

    `epoch_of_weights` is the number, from 1, of the epoch that the model has just ended; None within one.
    """

    def __init__(self, runs: Path) -> None:
        self.run: Run | None = None
        self.stopped = False
        self.epoch_of_weights: int | None = None
        self._runs = runs
        self._writer: RunWriter | None = None
        self._ended = False
        self._complained = False

    @property
    def run_id(self) -> str | None:
        """The id of the run, None before it began."""
        return self.run.id if self.run else None

    def complain(self, message: str) -> None:
        """Tell the person about the first thing that could not be recorded; further ones stay silent."""
        if not self._complained:
            self._complained = True
            warn(message)

    def step_aside(self, error: BaseException) -> None:
        """Stop recording this run because of `error`."""
        self.complain(f"recording stopped: {reason(error)}; the training goes on")
        self.stopped = True

    @_guarded
    def began(self, run: Run) -> None:
        """Claim a folder for `run` and write it; its id is the folder's name."""
        self._writer = RunWriter.claim(self._runs, run.name, run.started_at)
        self.run = msgspec.structs.replace(run, id=self._writer.run_id)
        self._writer.write(self.run)
        keep_modules_soon()

    @_guarded
    def epoch_ended(self, epoch: Epoch) -> None:
        """Append `epoch` to the history."""
        if self._writer is not None:
            self._writer.append(epoch)

    @_guarded
    def changed(self, /, **fields: Any) -> None:
        """Change fields of the run: kept for its end while it runs, written at once after it."""
        if self.run is None:
            return
        self.run = msgspec.structs.replace(self.run, **fields)
        if self._ended and self._writer is not None:
            settle_run(self._writer.folder, fields)

    @_guarded
    def written(self) -> None:
        """Write the run as it is known now, before its end."""
        if self._writer is not None and self.run is not None:
            self._writer.write(self.run)

    @_guarded
    def predicted(self, predictions: Predictions, content: bytes) -> None:
        """Keep predictions and note them; they replace those kept before."""
        if self._writer is not None:
            self._writer.keep(PREDICTIONS_FILE, content)
            self.changed(predictions=predictions)

    def weights_saved(self, weights: Weights) -> None:
        """Note a file of weights; one saved again under the same path replaces the older note."""
        if self.run is None:
            return
        others = tuple(known for known in self.run.weights if known.path != weights.path)
        is_new = len(others) == len(self.run.weights)
        self.changed(weights=(*others, weights))
        if is_new and not self._ended:
            self.written()

    def ended(self, state: State, **fields: Any) -> None:
        """Write the final state. Tried once more after a failure: a run that ended must not look killed."""
        if self.run is None or self._writer is None:
            return
        self.run = msgspec.structs.replace(self.run, state=state, ended_at=now(), **fields)
        self._ended = True
        try:
            self._writer.write(self.run)
        except Exception as error:
            self.step_aside(error)
