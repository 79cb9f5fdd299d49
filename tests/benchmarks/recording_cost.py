"""What recording costs: one training bare, with CSVLogger, with TensorBoard, under MLflow's autolog, under reportgen.

    make bench        (or python tests/benchmarks/recording_cost.py [ROUNDS] [EPOCHS])

A small dense network on 20,000 samples, in one process and in an order shuffled for each round, so that whatever else
the machine does meets all of them alike. Prints the medians, what each adds to a bare `fit` by the clock and in seconds
computed, and the ratios; what belongs to a run and what to an epoch comes from fits of two lengths. Last the time spent
in the recorder's own functions, measured from inside: on a busy machine the only figure without the noise of the rest.
MLflow and TensorBoard are installed by `make bench`; without them their lines are left out.
"""

import importlib.util
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

import keras
import numpy as np

import reportgen
from reportgen.recording.keras.fit import FitWatch

SAMPLES, FEATURES, CLASSES = 20_000, 32, 10
SHORT, ROUNDS, EPOCHS = 1, 9, 10
WIDTH = 12

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
        report(taken, list(watchers), epochs)
        print(f"\nreportgen from inside: {inside(watchers['reportgen'], data, epochs)}")


def median(taken: Taken, case: Case, kind: int) -> float:
    return statistics.median(pair[kind] for pair in taken[case])


def report(taken: Taken, names: list[str], epochs: int) -> None:
    """Print a line a watcher: seconds of a long fit, cost of a run and of an epoch, ratios to the others."""
    rounds = len(next(iter(taken.values())))
    print(f"{epochs} epochs of {SAMPLES} samples, medians of {rounds}; computed seconds in parentheses\n")
    columns = ("fit", "over bare", "a run", "an epoch", "to bare", "to CSVLogger", "overhead to MLflow")
    print(f"{'':{WIDTH}}" + "".join(f"{column:>20}" for column in columns))
    for name in names:
        clock, computed = median(taken, (name, epochs), 0), median(taken, (name, epochs), 1)
        over = [
            [1000 * (median(taken, (name, n), kind) - median(taken, ("bare", n), kind)) for kind in (0, 1)]
            for n in (SHORT, epochs)
        ]
        an_epoch = [(long - short) / (epochs - SHORT) for short, long in zip(*over, strict=True)]
        a_run = [short - each for short, each in zip(over[0], an_epoch, strict=True)]
        cells = [f"{clock:.3f} s ({computed:.3f})", *(f"{a:+.1f} ms ({b:+.1f})" for a, b in (over[1], a_run, an_epoch))]
        ratios = [clock / median(taken, ("bare", epochs), 0), clock / median(taken, ("CSVLogger", epochs), 0)]
        cells += [f"{ratio:.2f}" for ratio in ratios]
        if "MLflow" in names:
            others = 1000 * (median(taken, ("MLflow", epochs), 1) - median(taken, ("bare", epochs), 1))
            cells.append(f"{over[1][1] / others:.3f}")
        print(f"{name:{WIDTH}}" + "".join(f"{cell:>20}" for cell in cells))


def inside(watcher: Watcher, data: tuple[Any, Any], epochs: int) -> str:
    """Return the milliseconds spent in the functions that Keras and the wrapped `fit` call."""
    seconds = {"run": [], "epoch": []}
    names = {
        "train_began": "run",
        "ended": "run",
        "epoch_began": "epoch",
        "epoch_measured": "epoch",
        "epoch_ended": "epoch",
    }
    originals = {name: getattr(FitWatch, name) for name in names}

    def timed(name: str) -> Callable[..., None]:
        def call(self: FitWatch, *arguments: Any) -> None:
            started = time.perf_counter()
            originals[name](self, *arguments)
            seconds[names[name]].append(time.perf_counter() - started)

        return call

    for name in names:
        setattr(FitWatch, name, timed(name))
    try:
        for _ in range(ROUNDS):
            costs(watcher, data, epochs)
    finally:
        for name, original in originals.items():
            setattr(FitWatch, name, original)
    each = {kind: 1000 * sum(values) for kind, values in seconds.items()}
    return f"{each['run'] / ROUNDS:.1f} ms a run, {each['epoch'] / ROUNDS / epochs:.2f} ms an epoch"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
