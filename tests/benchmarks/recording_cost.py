"""What recording costs: one training bare, with Keras's CSVLogger and with the recorder, interleaved.

    python tests/benchmarks/recording_cost.py [ROUNDS] [EPOCHS]

A small dense network on 20,000 samples. Prints the median seconds of a `fit`, and what each adds to a bare one, by
the clock and in seconds computed: on a machine that does other things too, only the latter tell the three apart.
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


def costs(model: Any, data: tuple[Any, Any], epochs: int, callbacks: list[Any]) -> tuple[float, float]:
    """Return the seconds of a fit by the clock, and those that this process computed."""
    clock, computed = time.perf_counter(), time.process_time()
    model.fit(*data, batch_size=128, epochs=epochs, verbose=0, callbacks=callbacks)
    return time.perf_counter() - clock, time.process_time() - computed


def main(rounds: int = 20, epochs: int = 10) -> None:
    random = np.random.default_rng(0)
    data = random.normal(size=(SAMPLES, FEATURES)).astype("float32"), random.integers(0, CLASSES, SAMPLES)
    model = small_network()
    taken: dict[tuple[str, int], list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        watchers: dict[str, Callable[[], list[Any]]] = {
            "bare": list,
            "CSVLogger": lambda: [keras.callbacks.CSVLogger(Path(folder) / "log.csv")],
            "recorder": lambda: [reportgen.RunRecorder(name="benchmark", runs=Path(folder) / "runs")],
        }
        for watcher in watchers.values():
            costs(model, data, 1, watcher())
        cases = [(name, length) for name in watchers for length in (1, epochs)]
        for _ in range(rounds):
            for name, length in random.permutation(np.array(cases, dtype=object)):
                taken.setdefault((name, length), []).append(costs(model, data, length, watchers[name]()))
    report({case: (median(taken[case], 0), median(taken[case], 1)) for case in cases})


def median(taken: list[tuple[float, float]], kind: int) -> float:
    return statistics.median(pair[kind] for pair in taken)


def report(medians: dict[tuple[str, int], tuple[float, float]]) -> None:
    for (name, length), pair in medians.items():
        clock, computed = (1000 * (own - bare) for own, bare in zip(pair, medians["bare", length], strict=True))
        print(f"{name:10} {length:3} epochs: {pair[0]:.3f} s; over bare {clock:+.1f} ms, computing {computed:+.1f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
