"""What recording costs: one training bare, with CSVLogger, with TensorBoard, under MLflow's autolog, under reportgen.

    python -m tests.benchmarks.recording_cost [ROUNDS] [EPOCHS]

A small dense network on 20,000 samples, in one process and in an order shuffled for each round, so that whatever else
the machine does meets all of them alike. Prints two tables in Markdown: the targets, and what each way adds to a bare
`fit`, by the clock and in seconds computed; what belongs to a run and what to an epoch comes from fits of two lengths.
The targets are measured from inside: on a busy machine the only figure without the noise of the rest.
MLflow and TensorBoard are installed by `make bench`; without them their lines are left out.
"""

import importlib.util
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

import keras
import numpy as np
import pytest

import reportgen
from reportgen.recording.keras.fit import FitWatch
from tests.benchmarks.targets import Target, target_table

SAMPLES, FEATURES, CLASSES = 20_000, 32, 10
SHORT, ROUNDS, EPOCHS = 1, 9, 10

EXPLAINED = """
A `fit` of a small dense network, {epochs} epochs of {samples:,} samples, with each way of recording in turn; medians of
{rounds}, in parentheses the seconds or milliseconds computed. The targets of a run and of an epoch are measured within
the recorder's own functions: a fit varies by more than they take.
"""

Case = tuple[str, int]
Taken = dict[Case, list[tuple[float, float]]]


def small_network() -> Any:
    """A model of its own for each watcher: MLflow's autolog changes the one it is given."""
    model = keras.Sequential(
        [keras.Input((FEATURES,)), keras.layers.Dense(64, "relu"), keras.layers.Dense(CLASSES, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


class Watcher:
    """A way of recording: the callbacks of a fit, and what is switched on around it."""

    def __init__(self, callbacks: Callable[[], list[Any]], around: Callable[[], Any] = nullcontext) -> None:
        self.model = small_network()
        self.callbacks = callbacks
        self.around = around


def watchers_in(folder: Path) -> dict[str, Watcher]:
    watchers = {
        "bare": Watcher(list),
        "CSVLogger": Watcher(lambda: [keras.callbacks.CSVLogger(folder / "log.csv")]),
        "reportgen": Watcher(lambda: [reportgen.RunRecorder(name="benchmark", runs=folder / "runs")]),
    }
    if importlib.util.find_spec("tensorboard"):
        watchers["TensorBoard"] = Watcher(lambda: [keras.callbacks.TensorBoard(folder / "tensorboard")])
    if importlib.util.find_spec("mlflow"):
        watchers["MLflow"] = Watcher(list, lambda: mlflow_autolog(folder))
    return watchers


@contextmanager
def mlflow_autolog(folder: Path) -> Iterator[None]:
    import mlflow

    mlflow.set_tracking_uri(f"sqlite:///{folder / 'mlflow.db'}")
    if mlflow.get_experiment_by_name("benchmark") is None:
        mlflow.create_experiment("benchmark", artifact_location=str(folder / "artifacts"))
    mlflow.set_experiment("benchmark")
    mlflow.tensorflow.autolog(silent=True)
    try:
        with redirect_stdout(io.StringIO()):  # it predicts, with a progress bar
            yield
    finally:
        mlflow.tensorflow.autolog(disable=True)


def costs(watcher: Watcher, data: tuple[Any, Any], epochs: int) -> tuple[float, float]:
    """Return the seconds of a fit by the clock, and those that this process computed."""
    with watcher.around():
        clock, computed = time.perf_counter(), time.process_time()
        watcher.model.fit(*data, batch_size=128, epochs=epochs, verbose=0, callbacks=watcher.callbacks())
        return time.perf_counter() - clock, time.process_time() - computed


def main(rounds: int = ROUNDS, epochs: int = EPOCHS) -> None:
    random = np.random.default_rng(0)
    data = random.normal(size=(SAMPLES, FEATURES)).astype("float32"), random.integers(0, CLASSES, SAMPLES)
    taken: Taken = {}
    with tempfile.TemporaryDirectory() as folder:
        watchers = watchers_in(Path(folder))
        for watcher in watchers.values():
            costs(watcher, data, SHORT)
        cases = [(name, length) for name in watchers for length in (SHORT, epochs)]
        for _ in range(rounds):
            for place in random.permutation(len(cases)):
                name, length = cases[place]
                taken.setdefault((name, length), []).append(costs(watchers[name], data, length))
        a_run, an_epoch = inside(watchers["reportgen"], data, epochs, rounds)
    print(target_table(targets(taken, list(watchers), epochs, a_run, an_epoch)))
    print(EXPLAINED.format(epochs=epochs, samples=SAMPLES, rounds=rounds))
    print("| | `fit`, s | over bare, ms | a run, ms | an epoch, ms | to bare |\n|---|---:|---:|---:|---:|---:|")
    print("\n".join(rows(taken, list(watchers), epochs)))


def median(taken: Taken, case: Case, kind: int) -> float:
    return statistics.median(pair[kind] for pair in taken[case])


def over_bare(taken: Taken, name: str, epochs: int) -> dict[str, tuple[float, float]]:
    """Return the milliseconds by the clock and computed that a watcher adds to a long fit, to a run, to an epoch."""
    short, long = (
        [1000 * (median(taken, (name, length), kind) - median(taken, ("bare", length), kind)) for kind in (0, 1)]
        for length in (SHORT, epochs)
    )
    an_epoch = [(many - few) / (epochs - SHORT) for few, many in zip(short, long, strict=True)]
    a_run = [few - each for few, each in zip(short, an_epoch, strict=True)]
    return {"fit": (long[0], long[1]), "run": (a_run[0], a_run[1]), "epoch": (an_epoch[0], an_epoch[1])}


def rows(taken: Taken, names: list[str], epochs: int) -> Iterator[str]:
    """Yield a line a watcher: seconds of a long fit, what it adds to a bare one, to a run and to an epoch, ratios."""
    for name in names:
        clock, computed = median(taken, (name, epochs), 0), median(taken, (name, epochs), 1)
        added = " | ".join(f"{a:+.1f} ({b:+.1f})" for a, b in over_bare(taken, name, epochs).values())
        ratio = clock / median(taken, ("bare", epochs), 0)
        yield f"| {name} | {clock:.3f} ({computed:.3f}) | {added} | {ratio:.2f} |"


def targets(taken: Taken, names: list[str], epochs: int, a_run: float, an_epoch: float) -> Iterator[Target]:
    """Yield what was wanted and what came out; `a_run` and `an_epoch` are the milliseconds within the recorder."""
    yield Target("recording, a run", 50, a_run, "ms")
    yield Target("recording, an epoch", 1, an_epoch, "ms")
    beside = median(taken, ("reportgen", epochs), 0) / median(taken, ("CSVLogger", epochs), 0)
    yield Target("recorded `fit` beside one with `CSVLogger`", 2, beside, "×")
    if "MLflow" in names:
        others, _ = over_bare(taken, "MLflow", epochs)["fit"]
        yield Target(
            f"recording {epochs} epochs, beside MLflow's autolog", 0.02, (a_run + epochs * an_epoch) / others, "×"
        )


def inside(watcher: Watcher, data: tuple[Any, Any], epochs: int, rounds: int) -> tuple[float, float]:
    """Return the milliseconds of a run and of an epoch in the functions that Keras and the wrapped `fit` call."""
    kinds = {
        "train_began": "run",
        "ended": "run",
        "epoch_began": "epoch",
        "epoch_measured": "epoch",
        "epoch_ended": "epoch",
    }
    seconds: dict[str, list[float]] = {"run": [], "epoch": []}
    with pytest.MonkeyPatch.context() as patch:
        for name, kind in kinds.items():
            patch.setattr(FitWatch, name, timed(getattr(FitWatch, name), kind, seconds))
        for _ in range(rounds):
            for taken in seconds.values():
                taken.append(0.0)
            costs(watcher, data, epochs)
    a_run, of_epochs = (1000 * statistics.median(taken) for taken in seconds.values())
    return a_run, of_epochs / epochs


def timed(original: Callable[..., None], kind: str, seconds: dict[str, list[float]]) -> Callable[..., None]:
    def call(self: FitWatch, *arguments: Any) -> None:
        started = time.perf_counter()
        original(self, *arguments)
        seconds[kind][-1] += time.perf_counter() - started

    return call


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
