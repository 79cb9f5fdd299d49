"""The smallest runs that an analysis can be tried on: metrics by epoch, and whatever else a test needs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reportgen.records.dataset import Dataset, Split
from reportgen.records.history import Epoch
from reportgen.records.model import Layer, Model
from reportgen.records.run import Evaluation, Run
from reportgen.records.training import Component, Training
from reportgen.records.values import Setting
from reportgen.store.reading import StoredRun

START = datetime(2026, 9, 26, 13, 50, tzinfo=UTC)


def stored(name: str = "net", minute: int = 0, metrics: dict[str, list[Any]] | None = None, **fields: Any) -> StoredRun:
    """Return a completed run whose epochs logged `metrics`: a list of values, one an epoch, by name."""
    columns = metrics or {}
    length = max((len(values) for values in columns.values()), default=0)
    epochs = tuple(
        Epoch(epoch=place + 1, metrics={key: values[place] for key, values in columns.items() if place < len(values)})
        for place in range(length)
    )
    run = Run(
        **{
            "format_version": "1.0",
            "id": f"run-{minute:03d}-{name}",
            "name": name,
            "state": "completed",
            "started_at": START + timedelta(minutes=minute),
            **fields,
        }
    )
    return StoredRun(run, epochs, Path(run.id))


def early_stopping(**settings: Any) -> Training:
    """Return a training with an early stopping that restores the best weights."""
    values = {"monitor": "val_loss", "restore_best_weights": True, **settings}
    callback = Component(
        type="EarlyStopping", settings={key: Setting(value=value, origin="set") for key, value in values.items()}
    )
    return Training(callbacks=(callback,))


def evaluation(data: str, epochs_trained: int | None = None, **metrics: float) -> Evaluation:
    """Return an evaluation on `data`."""
    return Evaluation(data=data, metrics=metrics, epochs_trained=epochs_trained)  # type: ignore[arg-type]


def model(fingerprint: str, parameters: int = 10) -> Model:
    """Return a model of one layer with this fingerprint."""
    layer = Layer(name="dense", type="Dense", parameters=parameters)
    return Model(name="m", type="Sequential", layers=(layer,), parameters=parameters, fingerprint=fingerprint)


def dataset_with_test_as_validation() -> Dataset:
    """Return a data set whose validation data are the loader's test data."""
    split = Split(role="validation", samples=10, loader_split=Setting(value="test", origin="inferred"))
    return Dataset(splits=(Split(role="training", samples=60), split))
