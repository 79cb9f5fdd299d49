"""The last run of each model: what later evaluations and saved weights belong to, and what a second fit continues."""

import hashlib
import weakref
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from reportgen.recording.arrays import samples_of
from reportgen.recording.keras.data import FitData, test_split
from reportgen.recording.keras.losses import describe_losses, is_regression, takes_classes
from reportgen.recording.keras.weights import WeightsLook
from reportgen.recording.recorder import Recorder, now
from reportgen.records.dataset import Dataset, Role, Split
from reportgen.records.run import Evaluation, Weights
from reportgen.records.values import Measurement

_LARGEST_HASHED_BYTES = 67_108_864
_READ_BYTES = 1_048_576


@dataclass(frozen=True)
class PastRun:
    """The recorder of a model's last run, the data it was trained on, how it was compiled, and its weights at the end.

    `compiled` are weak references to what `compile` makes anew each time; `predictions` if they are to be kept.
    """

    recorder: Recorder
    data: FitData | None
    compiled: tuple[Any, ...]
    predictions: bool
    weights: WeightsLook | None = None


_saved_by: dict[Path, tuple[PastRun, str]] = {}
_last: "weakref.WeakKeyDictionary[Any, PastRun]" = weakref.WeakKeyDictionary()


def remember(model: Any, recorder: Recorder, data: FitData | None, *, predictions: bool) -> None:
    """Note that `recorder` holds the last run of `model`."""
    compiled = tuple(weakref.ref(part) for part in _compiled(model))
    _last[model] = PastRun(recorder, data, compiled, predictions)


def note_end(model: Any) -> None:
    """Look at the weights that the last run of `model` left, to know them again; forget deleted files of them."""
    past = last_run_of(model)
    if past is not None:
        _last[model] = replace(past, weights=WeightsLook(model))
        _forget_deleted(past.recorder)


def continued_run(model: Any, steps_taken: int | None) -> str | None:
    """Return the id of the run that a new fit of `model` continues; None if there is none.

    Compiling anew sets the optimizer's steps to 0: then the weights must be those the last run ended with.
    """
    past = last_run_of(model)
    if past is None or not (steps_taken or (past.weights is not None and past.weights.is_unchanged())):
        return None
    return past.recorder.run_id


def was_recompiled(model: Any) -> bool:
    """Return True if `model` was compiled anew since its last run began."""
    past = last_run_of(model)
    return past is not None and [part() for part in past.compiled] != _compiled(model)


def _compiled(model: Any) -> list[Any]:
    parts = (getattr(model, name, None) for name in ("optimizer", "_compile_loss", "_compile_metrics"))
    return [part for part in parts if part is not None]


def last_run_of(model: Any) -> PastRun | None:
    """Return the last run of `model`, None if it was never trained under the recorder."""
    return _last.get(model)


def evaluated(model: Any, x: Any, y: Any, logs: dict[str, Measurement], seconds: float) -> Role | None:
    """Attach an evaluation of `model` on `x`, `y` to its last run, the data to that run's data set.

    Returns which data these are; None for a model that has no run.
    """
    past = last_run_of(model)
    run = past.recorder.run if past else None
    if past is None or run is None:
        return None
    role: Role = past.data.role_of(x, y) if past.data else "other"
    evaluation = Evaluation(
        data=role,
        metrics=logs,
        samples=samples_of(x),
        epochs_trained=past.recorder.epoch_of_weights,
        duration_seconds=seconds,
        at=now(),
    )
    changes: dict[str, Any] = {"evaluations": (*run.evaluations, evaluation)}
    if role == "test":
        losses = describe_losses(model)
        split = test_split(x, y, is_regression(losses), takes_classes(losses), run.dataset)
        changes["dataset"] = _with_test(run.dataset, split)
    past.recorder.changed(**changes)
    return role


def _with_test(dataset: Dataset | None, split: Split) -> Dataset:
    known = dataset or Dataset()
    others = tuple(item for item in known.splits if item.role != "test")
    return msgspec.structs.replace(known, splits=(*others, split))


def saved(model: Any, path: Any) -> None:
    """Attach a file or folder of weights that the program saved to the last run of `model`."""
    past = last_run_of(model)
    if past is not None:
        weights = _describe_weights(Path(path), str(path))
        past.recorder.weights_saved(msgspec.structs.replace(weights, epoch=past.recorder.epoch_of_weights))
        _saved_by[Path(path).resolve()] = (past, weights.path)


def _forget_deleted(recorder: Recorder) -> None:
    """Leave out the weights of a run whose files are gone: Keras deletes its backups as a training ends."""
    known = recorder.run.weights if recorder.run else ()
    gone = {shown for path, (past, shown) in _saved_by.items() if past.recorder is recorder and not path.exists()}
    left = tuple(weights for weights in known if weights.path not in gone)
    if left != known:
        recorder.changed(weights=left)


def loaded(model: Any, path: Any) -> None:
    """Note that `model` has the weights in `path` now: if a run of this process saved them, it is that run's model."""
    past, shown = _saved_by.get(Path(path).resolve(), (None, ""))
    run = past.recorder.run if past else None
    weights = next((item for item in run.weights if item.path == shown), None) if run else None
    if past is None or run is None or weights is None:
        return
    _last[model] = replace(past, weights=WeightsLook(model))  # a fit of another model continues the run with them too
    past.recorder.epoch_of_weights = weights.epoch
    if run.ending is not None and weights.epoch not in (None, run.ending.kept_epoch):
        ending = msgspec.structs.replace(run.ending, kept_epoch=weights.epoch, kept_by="loading")
        past.recorder.changed(ending=ending)


def _describe_weights(path: Path, shown: str) -> Weights:
    if path.is_dir():
        return Weights(path=shown, bytes=sum(file.stat().st_size for file in path.rglob("*") if file.is_file()))
    if not path.is_file():
        return Weights(path=shown)
    size = path.stat().st_size
    return Weights(path=shown, bytes=size, sha256=_sha256(path) if size <= _LARGEST_HASHED_BYTES else None)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
    return digest.hexdigest()
