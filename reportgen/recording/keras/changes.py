"""What the program changes while a training goes on: layers frozen or thawed, the model compiled anew."""

from collections.abc import Iterator
from typing import Any

from reportgen.recording.keras.graph import operations_of
from reportgen.recording.keras.rate import rate_in_force, training_optimizer
from reportgen.records.run import Change

_DEEPEST = 16


class ChangeWatch:
    """Compares the model at the end of each epoch with what it was before. Costs microseconds a layer."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._layers = list(_layers(model))
        self._trainable = [bool(layer.trainable) for layer, _ in self._layers]
        self._optimizer = getattr(model, "optimizer", None)
        self._described = _optimizer(model)

    def found(self, epoch: int) -> tuple[Change, ...]:
        """Return what changed since the last call, `epoch` counted from 1."""
        return (*self._frozen_or_thawed(epoch), *self._compiled_anew(epoch))

    def _frozen_or_thawed(self, epoch: int) -> Iterator[Change]:
        before, after = self._trainable, [bool(layer.trainable) for layer, _ in self._layers]
        self._trainable = after
        if before == after:
            return
        changed = [was != now for was, now in zip(before, after, strict=True)]
        for place, (layer, holder) in enumerate(self._layers):
            # A model that is frozen freezes its layers: one change, not one a layer.
            if changed[place] and not (holder is not None and changed[holder]):
                name = str(layer.name)
                yield Change(subject="trainable", epoch=epoch, name=name, before=before[place], after=after[place])

    def _compiled_anew(self, epoch: int) -> Iterator[Change]:
        optimizer = getattr(self._model, "optimizer", None)
        if optimizer is self._optimizer:
            return
        before, self._described = self._described, _optimizer(self._model)
        self._optimizer = optimizer
        yield Change(subject="optimizer", epoch=epoch, before=before, after=self._described)


def _layers(model: Any, holder: int | None = None, first: int = 0, depth: int = 0) -> Iterator[tuple[Any, int | None]]:
    """Yield each layer with the place, in what is yielded, of the nested model that holds it."""
    place = first
    for layer in operations_of(model):
        if not hasattr(layer, "trainable"):
            continue
        yield layer, holder
        inside = list(_layers(layer, place, place + 1, depth + 1)) if _is_model(layer) and depth < _DEEPEST else []
        yield from inside
        place += 1 + len(inside)


def _is_model(layer: Any) -> bool:
    return hasattr(layer, "layers")


def _optimizer(model: Any) -> dict[str, Any] | None:
    optimizer = training_optimizer(model)
    return None if optimizer is None else {"type": type(optimizer).__name__, "learning_rate": rate_in_force(model)}
