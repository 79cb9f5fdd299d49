"""Believable runs, made without Keras and the same on every call: for tests of everything right of the store.

`sample_run` gives one run and its epochs, everything about it adjustable; `first_document_runs`,
`sample_runs`, `odd_runs` and `nasty_runs` give stores full of them; `write_store` puts them on disk.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from reportgen.records.format import FORMAT_VERSION
from reportgen.records.history import Epoch
from reportgen.records.model import Model
from reportgen.records.run import Evaluation, Failure, Git, Process, Run, State, Weights
from reportgen.records.values import Setting
from reportgen.store.layout import slug
from reportgen.store.writing import RunWriter
from tests import sample_trainings as trainings
from tests.sample_models import branched, convnet, first_document_models, regressor
from tests.sample_trainings import Rate, constant_rate, dropping_rate

SampleRun = tuple[Run, tuple[Epoch, ...]]

START = datetime(2026, 9, 26, 13, 50, 12, tzinfo=UTC)
NASTY_NAMES: dict[str, str] = {
    "markup": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}",
    "path": "../../etc/passwd",
    "address": "http://127.0.0.1/x.png",
    "4 KB": "W" * 4096,
    "two characters": "X1",
    "eighty characters": "A convolutional network with residual connections and squeeze-and-excitation v27b",
    "right to left": "שלום עולם مرحبا بالعالم",
    "combining": "e\u0301toile n\u0303andu\u0301 a\u030a\u0323",
    "greek": "Νευρωνικό δίκτυο β₂",
    "cyrillic": "Свёрточная сеть",
    "cjk": "畳み込みニューラルネットワーク",
    "emoji": "net 🚀🔥 v2",
    "control characters": "bell\x07 tab\t newline\n escape\x1b[31m",
}
"""Names that a report must print as text, by what is nasty about them."""


def sample_run(  # noqa: PLR0913  # each is one thing that tests vary
    name: str = "ConvNet2layers",
    *,
    epochs: int = 5,
    seed: int = 0,
    layers: int = 9,
    model: Model | None = None,
    validation: bool = True,
    state: State = "completed",
    requested: int | None = None,
    final: dict[str, float] | None = None,
    nan_from: int | None = None,
    optimizer: str = "Adam",
    batch_size: int = 64,
    learning_rate: float | None = None,
    rate: Rate | None = None,
    evaluate: bool = True,
    epoch_seconds: float = 11.0,
    **fields: Any,
) -> SampleRun:
    """Return one run of a classification of MNIST with its epochs; equal arguments give equal records.

    Args:
        name: the run's name.
        epochs: how many epochs have finished.
        seed: of the noise; also moves the start, so that runs of different seeds have different ids and places.
        layers: rows of the model: 9 is the first document's convolutional network, others are residual networks.
        model: a model to take instead.
        validation: whether validation data were given: the loader's test data, as people do.
        state: how the run ended; "failed" comes with an exception.
        requested: epochs asked for, if not as many as have finished.
        final: last values of metrics, such as `{"accuracy": 0.9941, "val_accuracy": 0.988}`.
        nan_from: the epoch from which the loss is NaN.
        optimizer: "Adam", "RMSprop" or "SGD".
        batch_size: samples of one step.
        learning_rate: instead of the optimizer's default.
        rate: the learning rate of each epoch, counted from 1, where it is not constant.
        evaluate: whether `evaluate` was called on the loader's test data.
        epoch_seconds: about how long an epoch took.
        fields: fields of the run to replace, such as `session_id`, `parent`, `weights`, `dataset`.
    """
    chosen = rate or constant_rate(learning_rate or trainings.default_rate(optimizer))
    targets = trainings.classification_targets(final or {}, validation, seed)
    started_at = START + timedelta(minutes=2 * seed)
    rows = trainings.curves(targets, epochs, requested or epochs, seed, nan_from)
    history = trainings.epochs_of(rows, chosen, started_at, epoch_seconds, seed)
    seconds = sum(epoch.duration_seconds or 0.0 for epoch in history) + 0.31
    run = Run(
        format_version=FORMAT_VERSION,
        id=f"{started_at:%Y%m%dT%H%M%SZ}-{slug(name)}-{seed & 0xFFFF:04x}",
        name=name,
        state=state,
        started_at=started_at,
        ended_at=None if state in ("running", "killed") else started_at + timedelta(seconds=round(seconds, 3)),
        duration_seconds=None if state in ("running", "killed") else seconds,
        failure=_failure() if state == "failed" else None,
        model=model or (convnet() if layers == 9 else branched(layers)),
        training=trainings.sample_training(optimizer, chosen(1), batch_size, requested or epochs, validation),
        dataset=trainings.mnist(validation),
        evaluations=_evaluations(history, started_at) if evaluate and state == "completed" and history else (),
        platform=trainings.sample_platform(),
        seeds={"keras": 42 + seed},
        git=Git(commit=f"{seed:040x}", branch="main", dirty=seed % 2 == 1),
        process=Process(pid=4242 + seed, created_at=started_at.timestamp() - 3.5, host="another-host"),
        generator="reportgen 0.1.0",
    )
    return msgspec.structs.replace(run, **fields), history


def _failure() -> Failure:
    message = (
        'Input 0 of layer "dense" is incompatible with the layer: expected axis -1 of input shape to have value 784, '
        "but received input with shape (None, 28, 28)"
    )
    return Failure(type="ValueError", message=message, frames=("train.py:41 in main: model.fit(x, y)",))


def _evaluations(history: tuple[Epoch, ...], started_at: datetime) -> tuple[Evaluation, ...]:
    """Return an evaluation on the loader's test data: the validation data again, where there were any."""
    last = history[-1]
    validation = {key.removeprefix("val_"): value for key, value in last.metrics.items() if key.startswith("val_")}
    found = Evaluation(
        data="validation" if validation else "test",
        metrics=validation or {"accuracy": trainings.float32(0.9862), "loss": trainings.float32(0.0467)},
        samples=10000,
        epochs_trained=last.epoch,
        duration_seconds=0.84,
        at=started_at + timedelta(minutes=1),
    )
    return (found,)


def first_document_runs() -> list[SampleRun]:
    """Return the five runs of the first document: names, parameters, accuracies and optimizers as printed there."""
    convolutional, two, five = first_document_models()
    rows = (
        (convolutional, "Adam", 0.988, 0.9941, 10.7),
        (convolutional, "Adam", 0.9879, 0.994, 10.7),
        (two, "RMSprop", 0.9156, 0.9083, 5.5),
        (two, "RMSprop", 0.9062, 0.9083, 5.3),
        (five, "SGD", 0.9223, 0.9158, 6.3),
    )
    return [
        sample_run(
            model.name,
            seed=place,
            model=model,
            optimizer=optimizer,
            final={"val_accuracy": test, "accuracy": training},
            epoch_seconds=seconds,
            weights=(Weights(path=f"weights/{model.name}_5ep_MNIST.h5", bytes=4 * model.parameters + 20480),),
        )
        for place, (model, optimizer, test, training, seconds) in enumerate(rows)
    ]


def sample_runs(count: int) -> list[SampleRun]:
    """Return `count` different runs of four architectures and three optimizers, 5 to 24 epochs each."""
    models = (*first_document_models(), branched(21, "ResNet"))
    optimizers = ("Adam", "RMSprop", "SGD")
    return [
        sample_run(
            models[place % 4].name,
            epochs=5 + place % 20,
            seed=place,
            model=models[place % 4],
            optimizer=optimizers[place % 3],
            batch_size=(32, 64, 128)[place % 3],
        )
        for place in range(count)
    ]


def nasty_runs() -> list[SampleRun]:
    """Return one run of three epochs for each of the nasty names."""
    return [sample_run(name, epochs=3, seed=place) for place, name in enumerate(NASTY_NAMES.values())]


def odd_runs() -> list[SampleRun]:
    """Return runs that differ from the usual, each named for its oddity."""
    return [
        sample_run("one epoch", epochs=1, seed=0),
        sample_run("300 epochs, rate drops", epochs=300, seed=1, rate=dropping_rate(0.1, every=75), optimizer="SGD"),
        sample_run("no validation data", seed=2, validation=False),
        sample_run("60 layers with branches", seed=3, layers=60),
        sample_run("failed in epoch 2", epochs=1, seed=4, state="failed", requested=10),
        sample_run("killed in epoch 3", epochs=2, seed=5, state="killed", requested=10),
        sample_run("interrupted", epochs=4, seed=6, state="interrupted", requested=10),
        sample_run("killed before the first epoch ended", epochs=0, seed=7, state="killed", requested=10),
        sample_run("loss is NaN from epoch 3", seed=8, nan_from=3, learning_rate=10.0, optimizer="SGD", evaluate=False),
        custom_loop_run(seed=9),
        regression_run(seed=10),
        bare_run(seed=11),
    ]


def bare_run(name: str = "only what is required", *, seed: int = 0) -> SampleRun:
    """Return a run of which nothing is known but what the format requires."""
    run, _ = sample_run(name, epochs=0, seed=seed)
    bare = Run(format_version=run.format_version, id=run.id, name=name, state="completed", started_at=run.started_at)
    return bare, ()


def custom_loop_run(name: str = "custom loop", *, epochs: int = 8, seed: int = 0) -> SampleRun:
    """Return a run of a training loop of the program's own: no model, no optimizer, no learning rate."""
    run, history = sample_run(name, epochs=epochs, seed=seed, validation=False, evaluate=False)
    return (
        msgspec.structs.replace(run, model=None, training=None, dataset=None),
        tuple(msgspec.structs.replace(epoch, learning_rate=None) for epoch in history),
    )


def regression_run(name: str = "House prices", *, epochs: int = 40, seed: int = 0) -> SampleRun:
    """Return a regression: mean squared error as loss, mean absolute error as metric, a rate that drops twice."""
    rate = dropping_rate(0.001, every=15, factor=0.2)
    run, _ = sample_run(name, epochs=epochs, seed=seed, model=regressor(name), rate=rate, evaluate=False)
    ends = {"loss": (552.4, 8.71), "mae": (21.6, 2.104), "val_loss": (468.2, 12.93), "val_mae": (19.3, 2.497)}
    rows = trainings.curves(ends, epochs, epochs, seed)
    assert run.training is not None
    training = msgspec.structs.replace(
        run.training,
        losses=(trainings.component("MeanSquaredError", "losses.losses"),),
        metrics=(trainings.component("MeanAbsoluteError", "metrics.regression_metrics", name="mae"),),
        steps_per_epoch=Setting(value=6, origin="default"),
    )
    history = trainings.epochs_of(rows, rate, run.started_at, 0.09, seed)
    return msgspec.structs.replace(run, training=training, dataset=trainings.houses()), history


def write_store(folder: Path, runs: Iterable[SampleRun]) -> Path:
    """Write `runs` below `folder`, each in a folder named after its id, and return `folder`."""
    for run, epochs in runs:
        (folder / run.id).mkdir(parents=True)
        writer = RunWriter(folder / run.id)
        writer.write(run)
        for epoch in epochs:
            writer.append(epoch)
    return folder
