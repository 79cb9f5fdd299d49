"""A run: everything that `run.json` holds. Its epochs stand in `history.jsonl` beside it."""

from typing import Literal

from reportgen.records.dataset import Dataset, Role
from reportgen.records.model import Model
from reportgen.records.platform import Platform
from reportgen.records.predictions import Predictions
from reportgen.records.training import Training
from reportgen.records.values import Integer, JsonValue, Measurement, Moment, Origin, Record, keep_in_utc

State = Literal["running", "completed", "failed", "interrupted", "killed"]


class Failure(Record, frozen=True, kw_only=True):
    """The exception that ended a training: `frames` are the last lines of the program's own code, outermost first."""

    type: str
    message: str = ""
    frames: tuple[str, ...] = ()


class Process(Record, frozen=True, kw_only=True):
    """The process that records: enough to tell later whether it still lives. `host` and `boot` are hashes, not names.

    `created_at` is the start in seconds since 1970, which a change of the clock moves. `boot` stands for the start of
    the machine and `started_ticks` for that of the process, in clock ticks after it; both None where there is no /proc.
    """

    pid: Integer
    created_at: float
    host: str
    boot: str | None = None
    started_ticks: Integer | None = None


class Evaluation(Record, frozen=True, kw_only=True):
    """One `evaluate` after the training, or by a callback between two epochs.

    `data` says which data it was: the role of its split in the data set. `epochs_trained` counts the epochs behind the
    weights that were evaluated.
    """

    data: Role
    metrics: dict[str, Measurement]
    samples: Integer | None = None
    epochs_trained: Integer | None = None
    duration_seconds: float | None = None
    at: Moment | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self, "at")


class Ending(Record, frozen=True, kw_only=True):
    """Why a training that completed stopped, and which weights the model has since. Epochs count from 1.

    `reason`: "finished" all epochs asked for, "early_stopping" and "nan" the callbacks of Keras, "stopped" any other
    callback that set `model.stop_training`; `callback` is its class where it is known. `monitor` to `best_value` are
    those of early stopping, `patience` in epochs. The weights are those at the end of `kept_epoch`: the last one, one
    whose weights early stopping put back, or one whose saved weights the program loaded since.
    """

    reason: Literal["finished", "early_stopping", "nan", "stopped"]
    callback: str | None = None
    monitor: str | None = None
    patience: Integer | None = None
    best_epoch: Integer | None = None
    best_value: Measurement | None = None
    kept_epoch: Integer | None = None
    kept_by: Literal["training", "early_stopping", "loading"] = "training"


class Change(Record, frozen=True, kw_only=True):
    """Something that the program changed while the training went on, found at the end of `epoch` (from 1).

    `subject` is "trainable" (a layer frozen or thawed, `name` the layer) or "optimizer" (compiled anew).
    """

    subject: Literal["trainable", "optimizer"]
    epoch: Integer
    name: str = ""
    before: JsonValue = None
    after: JsonValue = None


class Weights(Record, frozen=True, kw_only=True):
    """A file or folder of weights that the program saved. `path` as the program gave it.

    `epoch` counts from 1 the epoch at whose end the weights were those saved; None for weights saved within one.
    """

    path: str
    epoch: Integer | None = None
    bytes: Integer | None = None
    sha256: str | None = None


class Parent(Record, frozen=True, kw_only=True):
    """The run this one belongs to: it continues that run's model, ran inside it, or resumed it from a backup."""

    run_id: str
    relation: Literal["continuation", "nested", "resumption"]


class Git(Record, frozen=True, kw_only=True):
    """The commit of the working folder; `dirty` if tracked files differed from it."""

    commit: str
    branch: str | None = None
    dirty: bool = False


class Run(Record, frozen=True, kw_only=True):
    """One training. `id` is the name of its folder; times are UTC; `duration_seconds` is the time inside `fit`."""

    format_version: str
    id: str
    name: str
    state: State
    started_at: Moment
    name_origin: Origin = "set"
    ended_at: Moment | None = None
    duration_seconds: float | None = None
    failure: Failure | None = None
    ending: Ending | None = None
    changes: tuple[Change, ...] = ()
    model: Model | None = None
    training: Training | None = None
    dataset: Dataset | None = None
    evaluations: tuple[Evaluation, ...] = ()
    predictions: Predictions | None = None
    platform: Platform | None = None
    weights: tuple[Weights, ...] = ()
    seeds: dict[str, JsonValue] = {}
    git: Git | None = None
    parent: Parent | None = None
    session_id: str | None = None
    process: Process | None = None
    generator: str = ""

    def __post_init__(self) -> None:
        keep_in_utc(self, "started_at", "ended_at")
