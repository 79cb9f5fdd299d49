"""Stores of realistic runs for the benchmark: what the recorder writes, of runs as different as people's are.

    python -m tests.benchmarks.stores FOLDER RUNS

Of each twenty runs fourteen classify digits with one of four architectures, two are regressions, two tell two classes
apart and one a hundred; one of them trained for 300 epochs, one for a single one, one failed and one was killed, the
others trained for 5 to 24. Each has the files that the recorder writes beside `run.json`: the history, the scores of
all test data, the worst mistakes as pictures, samples of the data; ten runs share a session with its program and
console output. Equal numbers give equal stores, and the runs of a store are the first of every larger one.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from reportgen.records.dataset import Samples, Split
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.records.run import Ending
from reportgen.records.values import Setting
from reportgen.store.layout import PREDICTIONS_FILE, SAMPLES_FILE
from tests.benchmarks.kept_arrays import class_scores, numbers, sample_pictures, two_class_scores
from tests.benchmarks.sessions import session_id, write_session
from tests.sample_models import branched, first_document_models
from tests.sample_runs import SampleRun, regression_run, sample_run, write_store
from tests.sample_trainings import component

RUNS_A_SESSION = 10
_PERIOD = 20
_REGRESSIONS, _TWO_CLASSES, _HUNDRED_CLASSES = (6, 16), (8, 18), (9,)
_LONG, _SHORT, _FAILED, _KILLED = 11, 13, 15, 17
_OPTIMIZERS = ("Adam", "RMSprop", "SGD")
_BATCH_SIZES = (32, 64, 128)
_MODELS = (*first_document_models(), branched(21, "ResNet"))
_TWO = branched(15, "ResNetBinary", classes=1)
_HUNDRED = branched(33, "ResNet100", classes=100)


def write_realistic_store(folder: Path, count: int) -> Path:
    """Write `count` runs below `folder` and return it."""
    runs = [realistic_run(place) for place in range(count)]
    write_store(folder, [recorded for recorded, _ in runs])
    for (run, _), arrays in runs:
        for name, kept in arrays.items():
            np.savez_compressed(folder / run.id / name, **kept)
    for number, first in enumerate(range(0, count, RUNS_A_SESSION)):
        write_session(folder, number, [recorded for recorded, _ in runs[first : first + RUNS_A_SESSION]])
    return folder


def realistic_run(place: int) -> tuple[SampleRun, dict[str, dict[str, Any]]]:
    """Return the run in this place of every store, and the arrays of its files."""
    kind = place % _PERIOD
    if kind in _REGRESSIONS:
        recorded, arrays = _regression(place), {PREDICTIONS_FILE: numbers(place)}
    elif kind in _TWO_CLASSES:
        recorded, arrays = _two_classes(place), {PREDICTIONS_FILE: two_class_scores(place)}
    elif kind in _HUNDRED_CLASSES:
        recorded, arrays = _hundred_classes(place), {PREDICTIONS_FILE: class_scores(place, 5_000, 100)}
    else:
        recorded = _digits(place, kind)
        arrays = {SAMPLES_FILE: sample_pictures()}
        if recorded[0].state == "completed":
            arrays[PREDICTIONS_FILE] = class_scores(place, 10_000, 10)
    run, epochs = recorded
    ending = Ending(reason="finished", kept_epoch=len(epochs)) if run.state == "completed" else None
    return (msgspec.structs.replace(run, ending=ending, session_id=session_id(place // RUNS_A_SESSION)), epochs), arrays


def _digits(place: int, kind: int) -> SampleRun:
    model = _MODELS[place % len(_MODELS)]
    run, epochs = sample_run(
        model.name,
        seed=place,
        model=model,
        epochs={_LONG: 300, _SHORT: 1, _FAILED: 2, _KILLED: 3}.get(kind, 5 + place % _PERIOD),
        requested=20 if kind in (_FAILED, _KILLED) else None,
        state={_FAILED: "failed", _KILLED: "killed"}.get(kind, "completed"),
        optimizer=_OPTIMIZERS[place % 3],
        batch_size=_BATCH_SIZES[place // 2 % 3],
    )
    dataset = msgspec.structs.replace(run.dataset, samples=Samples(data="training", pictures=50, labelled=True))
    known = _predictions("classes", 10_000, 10) if run.state == "completed" else None
    return msgspec.structs.replace(run, dataset=dataset, predictions=known), epochs


def _hundred_classes(place: int) -> SampleRun:
    recorded = sample_run(
        _HUNDRED.name, seed=place, model=_HUNDRED, epochs=30, final={"accuracy": 0.71, "val_accuracy": 0.58}
    )
    return _on_pictures(recorded, 100, _predictions("classes", 5_000, 100, of=10_000))


def _two_classes(place: int) -> SampleRun:
    run, epochs = sample_run(_TWO.name, seed=place, model=_TWO, epochs=12, optimizer=_OPTIMIZERS[place % 3])
    loss = component("BinaryCrossentropy", "losses.losses", from_logits=False, label_smoothing=0.0, axis=-1)
    metric = component("BinaryAccuracy", "metrics.accuracy_metrics", name="accuracy")
    run = msgspec.structs.replace(
        run, training=msgspec.structs.replace(run.training, losses=(loss,), metrics=(metric,))
    )
    return _on_pictures((run, epochs), 2, _predictions("two classes", 4_000))


def _regression(place: int) -> SampleRun:
    run, epochs = regression_run(seed=place)
    return msgspec.structs.replace(run, predictions=_predictions("numbers", 81)), epochs


def _predictions(task: Any, samples: int, classes: int | None = None, of: int | None = None) -> Predictions:
    output = PredictedOutput(task=task, classes=classes)
    return Predictions(data="validation", samples=samples, of_samples=of or samples, outputs=(output,))


def _on_pictures(recorded: SampleRun, classes: int, predictions: Predictions) -> SampleRun:
    """Return the run on coloured pictures of as many classes instead of digits."""
    run, epochs = recorded
    dataset = msgspec.structs.replace(
        run.dataset,
        name=Setting(value=f"Pictures of {classes} kinds", origin="set"),
        loader=None,
        splits=tuple(_of_classes(split, classes) for split in run.dataset.splits),
    )
    return msgspec.structs.replace(run, dataset=dataset, predictions=predictions), epochs


def _of_classes(split: Split, classes: int) -> Split:
    counts = {str(label): split.samples // classes for label in range(classes)}
    inputs = tuple(msgspec.structs.replace(array, shape=(split.samples, 32, 32, 3)) for array in split.inputs)
    targets = tuple(msgspec.structs.replace(array, shape=(split.samples, classes)) for array in split.targets)
    return msgspec.structs.replace(split, class_counts=counts, inputs=inputs, targets=targets, loader_split=None)


if __name__ == "__main__":
    write_realistic_store(Path(sys.argv[1]), int(sys.argv[2]))
