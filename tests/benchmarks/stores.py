"""Stores of realistic runs for the benchmark of rendering: curves, predictions and architectures.

    python -m tests.benchmarks.stores FOLDER RUNS

Each run is one of four architectures and three optimizers, with 5 to 24 epochs and the class scores of 1,000 test
pictures, the worst of them kept as pictures, as the recorder keeps them. Equal numbers give equal stores.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from reportgen.records.predictions import PredictedOutput, Predictions
from tests.sample_runs import SampleRun, sample_runs, write_store

SAMPLES, CLASSES, PICTURES = 1_000, 10, 12
_RECORD = Predictions(
    data="test", samples=SAMPLES, of_samples=SAMPLES, outputs=(PredictedOutput(task="classes", classes=CLASSES),)
)


def write_realistic_store(folder: Path, count: int) -> Path:
    """Write `count` runs below `folder` and return it."""
    runs = [_with_predictions(run) for run in sample_runs(count)]
    write_store(folder, runs)
    for place, (run, _) in enumerate(runs):
        np.savez_compressed(folder / run.id / "predictions.npz", **_arrays(place))
    return folder


def _with_predictions(recorded: SampleRun) -> SampleRun:
    run, epochs = recorded
    return msgspec.structs.replace(run, predictions=_RECORD), epochs


def _arrays(seed: int) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    truth = np.arange(SAMPLES) % CLASSES
    scores = random.dirichlet(np.ones(CLASSES), SAMPLES) * 0.5
    scores += np.eye(CLASSES)[truth] * random.uniform(0.1, 0.8, SAMPLES)[:, None]
    scores = (scores / scores.sum(axis=1, keepdims=True)).astype("float16")
    wrong = np.flatnonzero(scores.argmax(axis=1) != truth)[:PICTURES]
    return {
        "rows": np.arange(SAMPLES, dtype="uint32"),
        "truth_0": truth.astype("uint16"),
        "scores_0": scores,
        "wrong": wrong.astype("uint32"),
        "wrong_pictures": random.integers(0, 255, (len(wrong), 28, 28, 1), "uint8"),
    }


if __name__ == "__main__":
    write_realistic_store(Path(sys.argv[1]), int(sys.argv[2]))
