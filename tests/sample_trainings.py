"""What a run was trained with and what it measured, made without Keras: optimizers, curves, data, the machine."""

import math
import random
import struct
from collections.abc import Callable
from datetime import datetime, timedelta

from reportgen.records.dataset import Array, Dataset, Role, Split
from reportgen.records.history import Epoch
from reportgen.records.platform import Gpu, Platform
from reportgen.records.training import Component, Optimizer, Training, Validation
from reportgen.records.values import JsonValue, Measurement, Origin, Setting

Rate = Callable[[int], float]
"""The learning rate of an epoch, counted from 1."""

_DEFAULTS_OF_ALL: dict[str, JsonValue] = {
    "weight_decay": None,
    "clipnorm": None,
    "global_clipnorm": None,
    "clipvalue": None,
    "use_ema": False,
    "ema_momentum": 0.99,
    "ema_overwrite_frequency": None,
    "loss_scale_factor": None,
    "gradient_accumulation_steps": None,
}
_OPTIMIZERS: dict[str, dict[str, JsonValue]] = {
    "Adam": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False},
    "RMSprop": {"learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False},
    "SGD": {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False},
}


def constant_rate(rate: float) -> Rate:
    """Return a learning rate that never changes."""
    return lambda epoch: rate


def dropping_rate(rate: float = 0.1, every: int = 10, factor: float = 0.5) -> Rate:
    """Return a learning rate that is multiplied by `factor` after every `every` epochs."""
    return lambda epoch: float(f"{rate * factor ** ((epoch - 1) // every):.6g}")


def classification_targets(final: dict[str, float], validation: bool, seed: int) -> dict[str, tuple[float, float]]:
    """Return where each metric starts and ends, in the order in which Keras logs them; `final` says where it must end.

    A loss is about three times the share of samples in error, as with a categorical cross-entropy on digits.
    """
    chance = random.Random(seed)
    usual = {"accuracy": (0.106, chance.uniform(0.986, 0.996)), "val_accuracy": (0.026, chance.uniform(0.978, 0.991))}
    ends: dict[str, tuple[float, float]] = {}
    for name, (gain, end) in usual.items():
        accuracy, loss = final.get(name, end), name.replace("accuracy", "loss")
        ends[name] = (accuracy - gain, accuracy)
        ends[loss] = (3.1 * (1 - accuracy + gain), final.get(loss, 3.1 * (1 - accuracy)))
    return ends if validation else {name: ends[name] for name in ("accuracy", "loss")}


def curves(
    targets: dict[str, tuple[float, float]], epochs: int, planned: int, seed: int, nan_from: int | None = None
) -> list[dict[str, Measurement]]:
    """Return the metrics of each epoch: exponential approach with noise, the last planned one exactly at its target."""
    noise = random.Random(seed)
    steepness = max(planned / 5, 1.0)
    rows: list[dict[str, Measurement]] = []
    for epoch in range(1, epochs + 1):
        left = math.exp(-(epoch - 1) / steepness) if epoch < planned else 0.0
        rows.append({})
        for name, (start, end) in targets.items():
            size = (0.06 if name.startswith("val_") else 0.02) * abs(end - start) * (0.3 + left)
            trembling = noise.gauss(0, size) if epoch < planned else 0.0
            value = float32(max(end + (start - end) * left + trembling, 0.0))
            is_broken = nan_from is not None and epoch >= nan_from and name.endswith("loss")
            rows[-1][name] = "NaN" if is_broken else min(value, 1.0) if "accuracy" in name else value
    return rows


def float32(value: float) -> float:
    """Return the float32 nearest to `value`, as the double that Keras logs: 0.9941 becomes 0.9941000342369080."""
    return float(struct.unpack("f", struct.pack("f", value))[0])


def epochs_of(
    rows: list[dict[str, Measurement]], rate: Rate, started_at: datetime, seconds: float, seed: int
) -> tuple[Epoch, ...]:
    """Return epochs with these metrics, one after the other from `started_at`, the first a little slower."""
    noise, clock, found = random.Random(seed + 1), started_at, []
    for number, metrics in enumerate(rows, start=1):
        duration = seconds * (1.18 if number == 1 else noise.uniform(0.98, 1.04))
        found.append(
            Epoch(
                epoch=number,
                metrics=metrics,
                learning_rate=rate(number),
                duration_seconds=duration,
                started_at=clock.replace(microsecond=clock.microsecond // 1000 * 1000),
            )
        )
        clock += timedelta(seconds=duration)
    return tuple(found)


def sample_training(optimizer: str, rate: float, batch_size: int, epochs: int, validation: bool) -> Training:
    """Return a training on 60 000 samples with a categorical cross-entropy."""
    return Training(
        optimizer=sample_optimizer(optimizer, rate),
        losses=(
            component("CategoricalCrossentropy", "losses.losses", from_logits=False, label_smoothing=0.0, axis=-1),
        ),
        metrics=(component("CategoricalAccuracy", "metrics.accuracy_metrics", name="accuracy"),),
        batch_size=Setting(value=batch_size, origin="default" if batch_size == 32 else "set"),
        steps_per_epoch=Setting(value=math.ceil(60000 / batch_size), origin="default"),
        epochs=Setting(value=epochs, origin="default" if epochs == 1 else "set"),
        shuffle=Setting(value=True, origin="default"),
        validation=Validation(source="data" if validation else "none"),
        precision_policy="float32",
        compile_settings={
            "run_eagerly": Setting(value=False, origin="default"),
            "steps_per_execution": Setting(value=1, origin="default"),
            "jit_compile": Setting(value=False, origin="inferred"),
        },
    )


def component(kind: str, home: str, name: str = "", **defaults: JsonValue) -> Component:
    """Return a loss, metric or callback of Keras with its settings all at their defaults."""
    settings = {key: Setting(value=value, origin="default") for key, value in defaults.items()}
    return Component(type=kind, module=f"keras.src.{home}", name=name, settings=settings)


def sample_optimizer(kind: str, rate: float) -> Optimizer:
    """Return an optimizer at its defaults but for the learning rate."""
    own = _OPTIMIZERS[kind]
    origins: dict[str, Origin] = {"learning_rate": "default" if rate == own["learning_rate"] else "set"}
    values = {"learning_rate": rate} | _DEFAULTS_OF_ALL | {key: own[key] for key in own if key != "learning_rate"}
    settings = {key: Setting(value=value, origin=origins.get(key, "default")) for key, value in values.items()}
    return Optimizer(type=kind, module=f"keras.src.optimizers.{kind.lower()}", name=kind.lower(), settings=settings)


def default_rate(optimizer: str) -> float:
    """Return the learning rate that an optimizer of Keras has unless told otherwise."""
    return float(_OPTIMIZERS[optimizer]["learning_rate"])


def mnist(validation: bool) -> Dataset:
    """Return MNIST as the recorder describes it, its test data used as validation data if `validation`."""
    splits = [_mnist_split("training", 60000, "train")]
    if validation:
        splits.append(_mnist_split("validation", 10000, "test"))
    return Dataset(name=Setting(value="MNIST", origin="inferred"), loader="keras.datasets.mnist", splits=tuple(splits))


def _mnist_split(role: Role, samples: int, part: str) -> Split:
    counts = {str(digit): samples // 10 for digit in range(10)}
    return Split(
        role=role,
        samples=samples,
        inputs=(Array(shape=(samples, 28, 28, 1), dtype="float32", minimum=0.0, maximum=1.0),),
        targets=(Array(shape=(samples, 10), dtype="float32", minimum=0.0, maximum=1.0),),
        class_counts=counts,
        loader_split=Setting(value=part, origin="inferred"),
    )


def houses() -> Dataset:
    """Return a data set of 404 houses, 13 features each, and their prices, a fifth of them for validation."""
    return Dataset(
        name=Setting(value="California housing", origin="set"),
        splits=(
            Split(
                role="training",
                samples=323,
                inputs=(Array(shape=(323, 13), dtype="float64", minimum=-1.5, maximum=9.2),),
                targets=(Array(shape=(323,), dtype="float64", minimum=5.0, maximum=50.0),),
            ),
            Split(role="validation", samples=81, inputs=(Array(shape=(81, 13), dtype="float64"),)),
        ),
    )


def sample_platform() -> Platform:
    """Return the first document's machine with today's software."""
    return Platform(
        device="GPU:0",
        gpus=(Gpu(name="GeForce GTX 1060 6GB", memory_bytes=6442450944, driver="560.35.03"),),
        cpu="Intel(R) Xeon(R) CPU E3-1245 v5 @ 3.50GHz",
        cpu_cores=8,
        architecture="x86_64",
        memory_bytes=33554432000,
        os="Debian GNU/Linux 12 (bookworm)",
        python="3.11.7 (64 bit)",
        keras="3.15.1",
        backend="tensorflow",
        backend_version="2.21.0",
        packages={"keras": "3.15.1", "numpy": "2.4.6", "tensorflow": "2.21.0"},
    )
