"""What did not stay as it was: the learning rate from epoch to epoch, and a model between two of its trainings."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from reportgen.records.model import Layer, Model
from reportgen.records.run import Run
from reportgen.records.training import Training
from reportgen.records.values import JsonValue, as_float
from reportgen.store.reading import StoredRun

Subject = Literal["frozen", "thawed", "optimizer", "learning_rate", "loss", "batch_size", "compiled"]


class RateChange(msgspec.Struct, frozen=True):
    """The learning rate that came into force with `epoch` (from 1), and the one before it."""

    epoch: int
    before: float
    after: float


class Difference(msgspec.Struct, frozen=True):
    """What changed between two trainings of one model. `before` and `after` are None for layers, named in `names`."""

    subject: Subject
    names: tuple[str, ...] = ()
    before: JsonValue = None
    after: JsonValue = None


def rate_changes(stored: StoredRun) -> tuple[RateChange, ...]:
    """Return the epochs that began with another learning rate than the one before had; none where it moves by step."""
    rates = [
        (epoch.epoch, as_float(epoch.learning_rate))
        for epoch in stored.epochs
        if epoch.learning_rate is not None and epoch.learning_rate_start is None
    ]
    return tuple(
        RateChange(number, before, after) for (_, before), (number, after) in pairwise(rates) if before != after
    )


def differences(run: Run, parent: Run) -> tuple[Difference, ...]:
    """Return what differs between a training and the one of the same model that it continues."""
    found: list[Difference] = []
    if run.model and parent.model:
        found += _layers(run.model, parent.model)
    if run.training and parent.training:
        found += _settings(run.training, parent.training)
        if run.training.recompiled:
            found.append(Difference("compiled"))
    return tuple(found)


def _layers(model: Model, before: Model) -> Iterator[Difference]:
    was = {layer.name: layer.trainable for layer in before.layers}
    changed = [layer for layer in model.layers if was.get(layer.name, layer.trainable) != layer.trainable]
    changed = outermost(changed, model)
    for subject, trainable in (("frozen", False), ("thawed", True)):
        names = tuple(layer.name for layer in changed if layer.trainable is trainable)
        if names:
            yield Difference(subject, names)  # type: ignore[arg-type]


def frozen_layers(model: Model) -> tuple[Layer, ...]:
    """Return the layers with parameters none of which is trained; of a nested model frozen as a whole, only itself."""
    frozen = [layer for layer in model.layers if layer.parameters and not layer.trainable_parameters]
    return tuple(outermost([layer for layer in frozen if not layer.trainable], model))


def outermost(chosen: Sequence[Layer], model: Model) -> list[Layer]:
    """Return `chosen` without the layers of a nested model that is chosen itself: its row precedes theirs."""
    found: list[Layer] = []
    covered: int | None = None
    for layer in model.layers:
        if covered is not None and layer.depth > covered:
            continue
        covered = layer.depth if layer in chosen else None
        if covered is not None:
            found.append(layer)
    return found


def _settings(training: Training, before: Training) -> Iterator[Difference]:
    optimizers = training.optimizer, before.optimizer
    if all(optimizers):
        yield from _different("optimizer", *(optimizer.type for optimizer in optimizers if optimizer))
        rates = [optimizer.settings.get("learning_rate") for optimizer in optimizers if optimizer]
        yield from _different("learning_rate", *(rate.value if rate else None for rate in rates))
    losses = [[loss.type for loss in item.losses] for item in (training, before)]
    yield from _different("loss", *(", ".join(names) for names in losses))
    sizes = [item.batch_size.value if item.batch_size else None for item in (training, before)]
    yield from _different("batch_size", *sizes)


def _different(subject: Subject, after: JsonValue, before: JsonValue) -> Iterator[Difference]:
    if after != before and after is not None and before is not None:
        yield Difference(subject, before=before, after=after)
