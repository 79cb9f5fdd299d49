"""Trainings killed at random moments, half of them inside a system call that writes, and what is then left of them.

`python -m tests.kills FOLDER` kills 100 Keras trainings of epochs of one second; `--help` tells what else there is.
Each training is a fork of this process, which has imported everything: a kill costs no import of TensorFlow.
"""

import argparse
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import reportgen
from reportgen.errors import NoRunsError
from reportgen.store.reading import read_library

_WRITING = ("open", "write", "fsync", "replace", "close", "mkdir")
_LONG = ("write", "fsync")
_OWN = str(Path(reportgen.__file__).parent)
_LONG_LINE_METRICS = 30_000


@dataclass(frozen=True)
class Moment:
    """When to kill: so many seconds after the first epoch began, or at a writing system call of the recorder's.

    Of the calls after the end of `epoch`, the one of number `call`: `place` is "before" it, "after" it, or "in" it,
    that is so many seconds after it began, from another process. Only "write" and "fsync" take long enough for that.
    "within" is in the middle of the line of the epoch: a limit to the size of files, whose signal kills too.
    """

    place: str
    seconds: float = 0.0
    epoch: int = 0
    call: int = 0


def moments(count: int, seed: int, epochs: int, epoch_seconds: float) -> list[Moment]:
    """Draw moments, every second one inside or beside a writing call."""
    chance = random.Random(seed)
    drawn = []
    for number in range(count):
        if number % 2:
            drawn.append(Moment("any", seconds=chance.uniform(0, epochs * epoch_seconds)))
            continue
        place = chance.choice(["before", "in", "within", "after"])
        call = chance.randint(1, 2 if place == "in" else 8)
        drawn.append(Moment(place, chance.uniform(0, 5e-4), chance.randint(1, epochs), call))
    return drawn


class Killer:
    """Kills the process it is in at a writing call. Made before the training: it forks the helper for "in"."""

    def __init__(self, moment: Moment, runs: Path) -> None:
        self._moment = moment
        self._runs = runs
        self._left = moment.call
        self._pipe = _helper(os.getpid(), moment.seconds) if moment.place == "in" else -1

    @property
    def is_in_a_call(self) -> bool:
        """True if the kill comes while a call is under way."""
        return self._moment.place == "in"

    def epoch_ends(self, epoch: int) -> None:
        """Begin to count calls once the epoch of the moment ends."""
        if self._moment.place == "any" or epoch != self._moment.epoch:
            return
        if self._moment.place == "within":
            written = sum(file.stat().st_size for file in self._runs.glob("*/history.jsonl"))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (written + 10 * self._moment.call, resource.RLIM_INFINITY))
        else:
            sys.setprofile(self._look)

    def _look(self, frame: FrameType, event: str, function: Any) -> None:
        if event not in ("c_call", "c_return") or getattr(function, "__module__", "") != "posix":
            return
        if function.__name__ not in (_LONG if self.is_in_a_call else _WRITING) or not _is_recorders(frame):
            return
        if event == ("c_return" if self._moment.place == "after" else "c_call"):
            self._left -= 1
            if self._left == 0:
                self._kill()

    def _kill(self) -> None:
        if self._moment.place != "in":
            os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(None)
        os.write(self._pipe, b"!")


def _is_recorders(frame: FrameType | None) -> bool:
    """Return True for a call from the recorder's code, or from the library code that it called."""
    for _ in range(4):
        if frame is None or frame.f_code.co_filename.startswith(_OWN):
            break
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(_OWN)


def _helper(victim: int, seconds: float) -> int:
    """Fork a process that kills `victim` so many seconds after it is written to; return where to write."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(writing)
        if os.read(reading, 1):
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                pass
            os.kill(victim, signal.SIGKILL)
        os._exit(0)
    os.close(reading)
    return writing


class Journal:
    """What the program saw, in a file that survives it: its start, and each epoch once all callbacks have returned."""

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, *words: object) -> None:
        os.write(self._descriptor, (" ".join(map(str, words)) + "\n").encode())


Training = Callable[[Path, Journal, Killer, argparse.Namespace], None]


def train_a_loop(runs: Path, journal: Journal, killer: Killer, options: argparse.Namespace) -> None:
    """Train nothing for a while; the lines of the history are long if the kill is to fall into the middle of one."""
    many = {f"metric_{number}": float(number) for number in range(_LONG_LINE_METRICS if killer.is_in_a_call else 0)}
    with reportgen.record("loop", runs=runs) as run:
        journal.note("begins")
        for epoch in range(1, options.epochs + 1):
            time.sleep(options.epoch_seconds)
            killer.epoch_ends(epoch)
            run.log_epoch(loss=1 / epoch, **many)
            journal.note(epoch, 1 / epoch)
    journal.note("ends")


def train_with_keras(runs: Path, journal: Journal, killer: Killer, options: argparse.Namespace) -> None:
    """Train a network whose epochs are made long by a callback that sleeps."""
    import keras
    import numpy as np

    class Slow(keras.callbacks.Callback):
        loss: float | None = None

        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            # The last callback of the epoch before has returned.
            journal.note(*((epoch, self.loss) if epoch else ("begins",)))

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            time.sleep(options.epoch_seconds / 2)

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.loss = float(logs["loss"])
            killer.epoch_ends(epoch + 1)

    reportgen.autolog(runs=runs, name="doomed")
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(3, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
    slow = Slow()
    model.fit(np.eye(4), np.arange(4) % 3, batch_size=2, epochs=options.epochs, verbose=0, callbacks=[slow])
    journal.note(options.epochs, slow.loss)
    journal.note("ends")


TRAININGS: dict[str, Training] = {"loop": train_a_loop, "keras": train_with_keras}


def kill_one(folder: Path, moment: Moment, options: argparse.Namespace) -> dict[str, Any]:
    """Train in a fork, kill it at `moment`, and return what is left; `wrong` says what should not be so."""
    folder.mkdir(parents=True)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        _train(folder, moment, options)
    if moment.place == "any":
        _await_start(folder / "journal", child)
        time.sleep(moment.seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return {"moment": str(moment), "status": os.waitstatus_to_exitcode(status), **left_in(folder)}


def _train(folder: Path, moment: Moment, options: argparse.Namespace) -> None:
    status = 1
    try:
        TRAININGS[options.training](
            folder / "runs", Journal(folder / "journal"), Killer(moment, folder / "runs"), options
        )
        status = 0
    finally:
        os._exit(status)


def _await_start(journal: Path, child: int) -> None:
    while not (journal.exists() and journal.stat().st_size):
        found, _ = os.waitpid(child, os.WNOHANG)
        assert not found, "the training ended before its first epoch"
        time.sleep(0.002)


def left_in(folder: Path) -> dict[str, Any]:
    """Compare the record in `folder` with the journal beside it."""
    lines = (folder / "journal").read_text().splitlines()
    ended = [line.split() for line in lines if line[0].isdigit()]
    try:
        library = read_library([folder / "runs"])
    except NoRunsError:
        return {"wrong": "no run is left" if ended else "", "epochs": 0, "state": "none"}
    if len(library.runs) != 1:
        return {"wrong": f"{len(library.runs)} runs", "epochs": 0, "state": "none"}
    (stored,) = library.runs
    recorded = {epoch.epoch: epoch.metrics["loss"] for epoch in stored.epochs}
    wrong = [f"epoch {number} is lost" for number, loss in ended if recorded.get(int(number)) != float(loss)]
    wrong += [f"there are {len(recorded)} epochs"] * (not 0 <= len(recorded) - len(ended) <= 1)
    wrong += [f"it reads {stored.run.state}"] * (stored.run.state == "running")
    wrong += [f"it reads {stored.run.state}"] * ("ends" in lines and stored.run.state != "completed")
    problems = [problem.reason for problem in library.problems]
    wrong += [reason for reason in problems if "was being written when the training ended" not in reason]
    return {"wrong": "; ".join(wrong), "epochs": len(recorded), "state": stored.run.state, "torn": len(problems)}


def render(folder: Path, most: int) -> None:
    """Write the reports of the first trainings that have a record; raises what rendering raises."""
    recorded = (runs for runs in sorted(folder.glob("*/runs")) if any(runs.glob("*/run.json")))
    for runs in itertools.islice(recorded, most):
        reportgen.render(runs, runs.parent / "report.pdf")


def main() -> None:
    """Kill trainings, print a line a training and a summary as JSON; exit with 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new folder for the records")
    parser.add_argument("--training", choices=TRAININGS, default="keras")
    parser.add_argument("--moments", type=int, default=100)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--epoch-seconds", type=float, default=1.0)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--reports", type=int, default=100, help="of how many trainings the report is written")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.training == "keras":
        import keras  # noqa: F401  # once for all forks
    drawn = moments(options.moments, options.seed, options.epochs, options.epoch_seconds)
    with ThreadPoolExecutor(options.at_once) as pool:
        left = list(pool.map(lambda item: kill_one(options.folder / str(item[0]), item[1], options), enumerate(drawn)))
    for found in left:
        print(json.dumps(found))
    render(options.folder, options.reports)
    wrong = [found for found in left if found["wrong"]]
    states = Counter(found["state"] for found in left)
    torn = sum(found.get("torn", 0) for found in left)
    print(json.dumps({"moments": len(left), "states": states, "torn_lines": torn, "wrong": len(wrong)}))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
