"""Events of a training, written to the store as they happen. Knows no framework.

Takes a first description, epochs, the end; gives a run on disk. What cannot be written (a full disk, no file
descriptor left) stays in memory and is tried again with the next event, and when Python ends. A failure is told
once on standard error; the training never notices.
"""

import atexit
import contextlib
import errno
import functools
import os
import sys
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Concatenate, ParamSpec

import msgspec

from reportgen.recording.modules import keep_modules_soon
from reportgen.records.dataset import Dataset, Samples
from reportgen.records.history import Epoch
from reportgen.records.predictions import Predictions
from reportgen.records.run import Run, State, Weights
from reportgen.store.layout import PREDICTIONS_FILE, SAMPLES_FILE
from reportgen.store.writing import RunWriter

P = ParamSpec("P")
Event = Callable[Concatenate["Recorder", P], None]

# A disk that is full is asked again after ten times the time that its refusal took: epochs of a millisecond do not
# wait for it.
_PAUSE = 10
# Of the epochs that the disk refuses, the newest that are kept in memory: some 20 MB.
_MOST_EPOCHS = 10_000


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
    """Keep the failure of an event from the training; an event does nothing once recording was given up."""

    @functools.wraps(method)
    def event(self: "Recorder", /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            if not self.stopped:
                method(self, *args, **kwargs)
        except Exception as error:
            self.step_aside(error)

    return event


class Recorder:
    """Records one run. No method raises; `run` is what is known of it, None until it began.

    An interrupt (Ctrl-C) that arrives in a method goes on to the training, which it was meant for.
    `epoch_of_weights` is the number, from 1, of the epoch that the model has just ended; None within one.
    """

    def __init__(self, runs: Path) -> None:
        self.run: Run | None = None
        self._given_up = False
        self.epoch_of_weights: int | None = None
        self._runs = runs
        self._process = os.getpid()
        self._writer: RunWriter | None = None
        self._epochs: deque[Epoch] = deque(maxlen=_MOST_EPOCHS)
        self._owes_run = False
        self._not_before = 0.0
        self._ended = False
        self._complained = False

    @property
    def stopped(self) -> bool:
        """True once recording was given up, and in a forked copy of the process, whose run this is not."""
        return self._given_up or os.getpid() != self._process

    @property
    def run_id(self) -> str | None:
        """The id of the run, None before it has a folder."""
        return self.run.id or None if self.run else None

    def complain(self, message: str) -> None:
        """Tell the person about the first thing that could not be recorded; further ones stay silent."""
        if not self._complained:
            self._complained = True
            warn(message)

    def step_aside(self, error: BaseException) -> None:
        """Tell of `error`, and give up a run that has not even begun."""
        self._given_up = self.run is None
        with contextlib.suppress(Exception):  # at the end of the stack or of the memory, even telling may fail
            what = "recording stopped" if self._given_up else "not everything is recorded"
            self.complain(f"{what}: {reason(error)}; the training goes on")

    @_guarded
    def began(self, run: Run) -> None:
        """Claim a folder for `run` and write it; its id is the folder's name."""
        if not self._runs.is_absolute():
            # What is written later would land in whatever folder the program is in then.
            raise FileNotFoundError(errno.ENOENT, "the working folder is gone", str(self._runs))
        self.run = msgspec.structs.replace(run, name=str(run.name))  # people name runs by numbers and paths, too
        self._owes_run = True
        self._catch_up()
        keep_modules_soon()

    @_guarded
    def epoch_ended(self, epoch: Epoch) -> None:
        """Append `epoch` to the history."""
        if self.run is not None:
            self._epochs.append(epoch)
            self._catch_up()

    @_guarded
    def changed(self, /, **fields: Any) -> None:
        """Change fields of the run: kept for its end while it runs, written at once after it."""
        if self.run is None:
            return
        self.run = msgspec.structs.replace(self.run, **fields)
        if self._ended:
            self.written()

    @_guarded
    def written(self) -> None:
        """Write the run as it is known now, before its end."""
        self._owes_run = self.run is not None
        self._catch_up()

    @_guarded
    def predicted(self, predictions: Predictions, content: bytes) -> None:
        """Keep predictions and note them; they replace those kept before."""
        if self._writer is not None:
            self._writer.keep(PREDICTIONS_FILE, content)
            self.changed(predictions=predictions)

    @_guarded
    def sampled(self, samples: Samples, content: bytes) -> None:
        """Keep a few samples of the data and note them."""
        if self._writer is not None and self.run is not None:
            self._writer.keep(SAMPLES_FILE, content)
            self.changed(dataset=msgspec.structs.replace(self.run.dataset or Dataset(), samples=samples))

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
        """Write the final state, once more after an interrupt: a run that ended must not look killed.

        A forked copy of the process that leaves the training is not its end.
        """
        try:
            self._end(state, fields)
        except BaseException:
            self._end(state, fields)
            raise

    @_guarded
    def _end(self, state: State, fields: dict[str, Any]) -> None:
        if self.run is None:
            return
        self.run = msgspec.structs.replace(self.run, state=state, ended_at=now(), **fields)
        self._ended = self._owes_run = True
        self._not_before = 0.0
        try:
            self._catch_up()
        finally:
            if self._owes_run or self._epochs:
                atexit.register(self._at_exit)

    @_guarded
    def _at_exit(self) -> None:
        """Write what is still owed."""
        self._not_before = 0.0
        self._catch_up()

    def _catch_up(self) -> None:
        """Write everything that is not on disk yet; what the disk refuses stays for the next time."""
        started = perf_counter()
        if started < self._not_before or self.run is None:
            return
        outcomes = [_failure(step) for step in (self._claim, self._write_epochs, self._write_run)]
        failure = next(filter(None, outcomes), None)
        if failure is not None:
            self._not_before = perf_counter() + _PAUSE * (perf_counter() - started)
            told = f"cannot write for now: {reason(failure)}"
            self.complain(f"{told}; the training goes on, and what is missing follows when that works again")

    def _claim(self) -> None:
        if self._writer is None and self.run is not None:
            self._writer = RunWriter.claim(self._runs, self.run.name, self.run.started_at)
            self.run = msgspec.structs.replace(self.run, id=self._writer.run_id)

    def _write_epochs(self) -> None:
        while self._writer is not None and self._epochs:
            self._writer.append(self._epochs[0])
            self._epochs.popleft()

    def _write_run(self) -> None:
        if self._writer is not None and self.run is not None and self._owes_run:
            self._writer.write(self.run)
            self._owes_run = False


def _failure(step: Callable[[], None]) -> OSError | None:
    try:
        step()
    except OSError as error:
        return error
    return None
