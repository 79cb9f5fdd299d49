"""Runs of which it is known what was varied: dense networks with a training each, made without Keras."""

from typing import Any

from reportgen.analysis.selection import NumberedRun, choose_runs
from reportgen.records.dataset import Dataset, Split
from reportgen.records.model import Model
from reportgen.records.training import Component, Optimizer, Training
from reportgen.records.values import Setting
from reportgen.store.reading import StoredRun
from tests.sample_models import Builder
from tests.unit.analysis.small_runs import evaluation, stored

DEFAULT_RATES = {"Adam": 0.001, "SGD": 0.01, "Nadam": 0.001}


def net(units: tuple[int, ...] = (64,), dropout: float | None = None, activation: str = "relu", **more: Any) -> Model:
    """Return hidden dense layers, dropout after each of them if any, and ten classes."""
    built = Builder()
    built.add("InputLayer", batch_shape=[None, 28, 28, 1] if "filters" in more else [None, 64])
    for filters in more.get("filters", ()):
        built.add("Conv2D", filters=filters, kernel_size=list(more.get("kernel", (3, 3))), activation=activation)
    if "filters" in more:
        built.add("Flatten")
    for size in units:
        built.add("Dense", units=size, activation=activation)
        if dropout is not None:
            built.add("Dropout", rate=dropout)
    built.add("Dense", units=10, activation="softmax")
    return built.model("net", "Sequential")


def training(
    optimizer: str = "Adam", rate: float | None = None, batch_size: int = 32, epochs: int = 10, **options: Any
) -> Training:
    """Return a training; `options` are settings of the optimizer that the program chose, and `callbacks`."""
    callbacks = options.pop("callbacks", ())
    default = DEFAULT_RATES[optimizer]
    settings = {
        "learning_rate": Setting(value=rate or default, origin="default" if rate in (None, default) else "set"),
        **({"momentum": Setting(value=0.0, origin="default")} if optimizer == "SGD" else {}),
        **{key: Setting(value=value, origin="set") for key, value in options.items()},
    }
    return Training(
        optimizer=Optimizer(type=optimizer, settings=settings),
        losses=(Component(type="CategoricalCrossentropy"),),
        batch_size=Setting(value=batch_size, origin="set"),
        epochs=Setting(value=epochs, origin="set"),
        callbacks=tuple(Component(type=name, settings={}) for name in callbacks),
    )


def trained(minute: int, model: Model | None = None, how: Training | None = None, **fields: Any) -> StoredRun:
    """Return a completed run that reached what its minute says, so that every number is known."""
    accuracy = fields.pop("accuracy", 0.5 + (minute * 37 % 41) / 100)
    metrics = {"loss": [1.0, 1 - accuracy], "accuracy": [0.3, accuracy + 0.02], "val_accuracy": [0.3, accuracy - 0.01]}
    return stored(
        fields.pop("name", "net"),
        minute,
        metrics,
        **{
            "model": model or net(),
            "training": how or training(),
            "dataset": Dataset(splits=(Split(role="training", samples=1000),)),
            "evaluations": (evaluation("test", accuracy=accuracy, loss=2 * (1 - accuracy)),),
            "duration_seconds": 10.0 + minute,
            **fields,
        },
    )


def numbered(*runs: StoredRun) -> tuple[NumberedRun, ...]:
    """Return the runs numbered by their start."""
    return choose_runs(runs, (), "started")
