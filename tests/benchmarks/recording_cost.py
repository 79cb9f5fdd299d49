"""What recording costs: one training bare, with Keras's CSVLogger and with the recorder, interleaved.

    python tests/benchmarks/recording_cost.py [ROUNDS] [EPOCHS]

A small dense network on 20,000 samples. Prints the median seconds of a `fit`, and what the recorder adds: in all,
and an epoch, told apart by trainings of one epoch and of many. Every model is warmed up by one epoch first.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import reportgen

SAMPLES, FEATURES, CLASSES = 20_000, 32, 10


def small_network() -> Any:
    model = keras.Sequential(
        [keras.Input((FEATURES,)), keras.layers.Dense(64, "relu"), keras.layers.Dense(CLASSES, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def seconds(model: Any, data: tuple[Any, Any], epochs: int, callbacks: list[Any]) -> float:
    started = time.perf_counter()
    model.fit(*data, batch_size=128, epochs=epochs, verbose=0, callbacks=callbacks)
    return time.perf_counter() - started


def main(rounds: int = 7, epochs: int = 10) -> None:
    random = np.random.default_rng(0)
    data = random.normal(size=(SAMPLES, FEATURES)).astype("float32"), random.integers(0, CLASSES, SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        watchers: dict[str, Callable[[], list[Any]]] = {
            "bare": list,
            "CSVLogger": lambda: [keras.callbacks.CSVLogger(Path(folder) / "log.csv")],
            "recorder": lambda: [reportgen.RunRecorder(name="benchmark", runs=Path(folder) / "runs")],
        }
        models = {name: small_network() for name in watchers}
        for name, watcher in watchers.items():
            print(f"first fit, {name}: {seconds(models[name], data, 1, watcher()):.3f} s")
        taken: dict[tuple[str, int], list[float]] = {}
        for _ in range(rounds):
            for name, watcher in watchers.items():
                for length in (1, epochs):
                    taken.setdefault((name, length), []).append(seconds(models[name], data, length, watcher()))
    report({key: statistics.median(values) for key, values in taken.items()}, epochs)


def report(medians: dict[tuple[str, int], float], epochs: int) -> None:
    for (name, length), median in medians.items():
        extra = 1000 * (median - medians["bare", length])
        print(f"{name:10} {length:3} epochs: {median:.4f} s, {extra:+7.1f} ms over bare")
    for name in ("CSVLogger", "recorder"):
        one, many = (medians[name, length] - medians["bare", length] for length in (1, epochs))
        print(f"{name}: {1000 * (many - one) / (epochs - 1):+.2f} ms an epoch beyond the first")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
