"""Every value of a run that can be used by name: one table of names, their labels, how they are printed, where from.

The numbers are those that the sections print: `analysis` works them out, nothing is computed anew here.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Literal

import msgspec

from reportgen.analysis.classification import Classification
from reportgen.analysis.complexity import complexity_of
from reportgen.analysis.judged import JudgedOutput, judged_outputs
from reportgen.analysis.outcome import Source
from reportgen.analysis.scores import Measure, best_epoch, score, training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.architectures import architecture_words
from reportgen.notes.quantities import Kind
from reportgen.records.dataset import Role
from reportgen.records.platform import Platform
from reportgen.records.run import Run
from reportgen.records.training import Training
from reportgen.records.values import Setting
from reportgen.sections.conditions import describe_losses
from reportgen.sections.report import Report
from reportgen.sections.run_words import optimizer_name, optimizer_of

Group = Literal["run", "results", "training", "model", "data", "platform"]


class RunFacts(msgspec.Struct, frozen=True, dict=True):
    """A run with what values are taken from."""

    report: Report
    run: NumberedRun

    @property
    def record(self) -> Run:
        """What was recorded."""
        return self.run.stored.run

    @property
    def training(self) -> Training:
        """How it was trained; an empty record if nothing is known."""
        return self.record.training or Training()

    @property
    def platform(self) -> Platform:
        """Where it was trained; an empty record if nothing is known."""
        return self.record.platform or Platform()

    @cached_property
    def judged(self) -> JudgedOutput | None:
        """What the kept predictions say of the first output; None without predictions."""
        return next(iter(judged_outputs([self.run], [])), None)

    @property
    def classes(self) -> Classification | None:
        """The judgement of a classifier; None for any other model."""
        return self.judged.classes if self.judged else None


class RunValue(msgspec.Struct, frozen=True):
    """A value of a run: `label` says in English what it is; `kind` is "text" for what is no number."""

    name: str
    label: str
    group: Group
    kind: Kind | Literal["text", "moment"]
    value: Callable[[RunFacts], Any]


def _number(get: Callable[[RunFacts], Any]) -> Callable[[RunFacts], float | None]:
    def value(facts: RunFacts) -> float | None:
        found = get(facts)
        return found.number if found else None

    return value


def _setting(get: Callable[[RunFacts], Setting | None], kind: type | tuple[type, ...]) -> Callable[[RunFacts], Any]:
    def value(facts: RunFacts) -> Any:
        found = get(facts)
        return found.value if found and isinstance(found.value, kind) and not isinstance(found.value, bool) else None

    return value


def _scored(quantity: Literal["accuracy", "loss"], source: Source) -> Callable[[RunFacts], float | None]:
    return lambda facts: score(facts.run, Measure(quantity, source))


def _samples(role: Role) -> Callable[[RunFacts], int | None]:
    def value(facts: RunFacts) -> int | None:
        split = facts.record.dataset.split(role) if facts.record.dataset else None
        return split.samples if split else None

    return value


def _classified(get: Callable[[Classification], float | None]) -> Callable[[RunFacts], float | None]:
    return lambda facts: get(facts.classes) if facts.classes else None


def _regressed(name: str) -> Callable[[RunFacts], float | None]:
    return lambda facts: getattr(facts.judged.numbers[0], name) if facts.judged and facts.judged.numbers else None


def _area(found: Classification) -> float | None:
    return sum(curve.area for curve in found.curves) / len(found.curves) if found.curves else None


def _rank(facts: RunFacts) -> int | None:
    places = {run.number: place for place, run in enumerate(facts.report.ranking.runs, start=1)}
    return places.get(facts.run.number)


def _rate(facts: RunFacts) -> float | None:
    optimizer = facts.training.optimizer
    setting = optimizer.settings.get("learning_rate") if optimizer else None
    return setting.value if setting and isinstance(setting.value, int | float) else None


def _data_name(facts: RunFacts) -> str | None:
    data = facts.record.dataset
    return str(data.name.value) if data and data.name and data.name.value is not None else None


def _class_count(facts: RunFacts) -> int | None:
    splits = facts.record.dataset.splits if facts.record.dataset else ()
    return next((len(split.class_counts) for split in splits if split.class_counts), None)


def _input_shape(facts: RunFacts) -> str | None:
    training = facts.record.dataset.split("training") if facts.record.dataset else None
    sizes = [size for size in training.inputs[0].shape[1:] if size is not None] if training and training.inputs else []
    return " × ".join(map(str, sizes)) or None


def _of_model(name: str) -> Callable[[RunFacts], int | None]:
    return lambda facts: getattr(facts.record.model, name) if facts.record.model else None


def _layer_count(facts: RunFacts) -> int | None:
    return len(facts.record.model.layers) or None if facts.record.model else None


def _macs(facts: RunFacts) -> int | None:
    return complexity_of(facts.record.model).macs or None if facts.record.model else None


def _gpu(facts: RunFacts) -> str | None:
    return ", ".join(dict.fromkeys(gpu.name for gpu in facts.platform.gpus)) or None


def _or_none(text: str) -> str | None:
    return text or None


_TABLE = (
    RunValue("number", "number of the model in the report", "run", "count", lambda facts: facts.run.number),
    RunValue("name", "name", "run", "text", lambda facts: facts.record.name),
    RunValue("id", "id", "run", "text", lambda facts: facts.record.id),
    RunValue("state", "state", "run", "text", lambda facts: facts.record.state),
    RunValue("started", "start", "run", "moment", lambda facts: facts.record.started_at),
    RunValue("ended", "end", "run", "moment", lambda facts: facts.record.ended_at),
    RunValue("rank", "rank", "results", "count", _rank),
    RunValue(
        "test_accuracy", "test accuracy", "results", "percent", _number(lambda facts: facts.run.outcome.test_accuracy)
    ),
    RunValue(
        "training_accuracy",
        "training accuracy",
        "results",
        "percent",
        _number(lambda facts: facts.run.outcome.training_accuracy),
    ),
    RunValue("validation_accuracy", "validation accuracy", "results", "percent", _scored("accuracy", "validation")),
    RunValue("test_loss", "test loss", "results", "measured", _number(lambda facts: facts.run.outcome.test_loss)),
    RunValue(
        "training_loss", "training loss", "results", "measured", _number(lambda facts: facts.run.outcome.training_loss)
    ),
    RunValue("validation_loss", "validation loss", "results", "measured", _scored("loss", "validation")),
    RunValue("f1", "macro F1", "results", "percent", _classified(lambda found: found.macro.f1)),
    RunValue("precision", "macro precision", "results", "percent", _classified(lambda found: found.macro.precision)),
    RunValue("recall", "macro recall", "results", "percent", _classified(lambda found: found.macro.recall)),
    RunValue("area_under_roc", "mean area under ROC", "results", "measured", _classified(_area)),
    RunValue(
        "calibration_error",
        "expected calibration error",
        "results",
        "percent",
        _classified(lambda found: found.calibration.expected_error if found.calibration else None),
    ),
    RunValue("mean_absolute_error", "mean absolute error", "results", "measured", _regressed("mean_absolute_error")),
    RunValue(
        "root_mean_squared_error",
        "root mean squared error",
        "results",
        "measured",
        _regressed("root_mean_squared_error"),
    ),
    RunValue("r2", "R²", "results", "measured", _regressed("r2")),
    RunValue("epochs", "epochs", "training", "count", lambda facts: facts.run.outcome.epochs_run),
    RunValue(
        "epochs_asked_for",
        "epochs asked for",
        "training",
        "count",
        _setting(lambda facts: facts.training.epochs, int),
    ),
    RunValue("best_epoch", "best epoch", "training", "count", lambda facts: best_epoch(facts.run)),
    RunValue(
        "kept_epoch",
        "epoch whose weights are kept",
        "training",
        "count",
        lambda facts: facts.run.outcome.kept_epoch,
    ),
    RunValue("batch_size", "batch size", "training", "count", _setting(lambda facts: facts.training.batch_size, int)),
    RunValue(
        "optimizer",
        "optimizer",
        "training",
        "text",
        lambda facts: optimizer_name(facts.training.optimizer) if facts.training.optimizer else None,
    ),
    RunValue(
        "optimizer_settings",
        "optimizer with its settings",
        "training",
        "text",
        lambda facts: optimizer_of(facts.record) if facts.training.optimizer else None,
    ),
    RunValue("learning_rate", "learning rate", "training", "rate", _rate),
    RunValue(
        "loss_function",
        "loss function",
        "training",
        "text",
        lambda facts: _or_none(describe_losses(facts.training.losses)),
    ),
    RunValue("duration", "training time", "training", "duration", lambda facts: training_seconds(facts.run)),
    RunValue("parameters", "number of parameters", "model", "count", _of_model("parameters")),
    RunValue(
        "trainable_parameters",
        "number of trainable parameters",
        "model",
        "count",
        _of_model("trainable_parameters"),
    ),
    RunValue("layers", "number of layers", "model", "count", _layer_count),
    RunValue("macs", "multiply–accumulate operations a sample", "model", "count", _macs),
    RunValue("model_size", "size of the weights in memory", "model", "size", _of_model("weights_bytes")),
    RunValue(
        "architecture",
        "architecture in words",
        "model",
        "text",
        lambda facts: _or_none(architecture_words(facts.record.model)) if facts.record.model else None,
    ),
    RunValue("dataset", "data set", "data", "text", _data_name),
    RunValue("training_samples", "training samples", "data", "count", _samples("training")),
    RunValue("validation_samples", "validation samples", "data", "count", _samples("validation")),
    RunValue("test_samples", "test samples", "data", "count", _samples("test")),
    RunValue("classes", "number of classes", "data", "count", _class_count),
    RunValue("input_shape", "shape of an input", "data", "text", _input_shape),
    RunValue("device", "device", "platform", "text", lambda facts: facts.platform.device),
    RunValue("gpu", "graphics processor", "platform", "text", _gpu),
    RunValue("cpu", "processor", "platform", "text", lambda facts: facts.platform.cpu),
    RunValue("memory", "memory of the machine", "platform", "size", lambda facts: facts.platform.memory_bytes),
    RunValue("os", "operating system", "platform", "text", lambda facts: facts.platform.os),
    RunValue("python", "version of Python", "platform", "text", lambda facts: facts.platform.python),
    RunValue("keras", "version of Keras", "platform", "text", lambda facts: facts.platform.keras),
    RunValue("backend", "backend of Keras", "platform", "text", lambda facts: facts.platform.backend),
    RunValue(
        "commit", "commit", "platform", "text", lambda facts: facts.record.git.commit[:12] if facts.record.git else None
    ),
)

RUN_VALUES: dict[str, RunValue] = {value.name: value for value in _TABLE}
