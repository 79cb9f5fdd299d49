"""The curves of a training: what each metric did, epoch by epoch, as plain series of numbers."""

from collections.abc import Sequence

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.values import as_float
from reportgen.store.reading import StoredRun


class Curve(msgspec.Struct, frozen=True):
    """Values by epoch: `epochs` count from 1, `values` may hold NaN and infinities; both are of one length."""

    epochs: tuple[int, ...]
    values: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.epochs)


class MetricCurves(msgspec.Struct, frozen=True):
    """One metric on the training data and, where it was measured, on the validation data."""

    key: str
    training: Curve
    validation: Curve


def metric_curves(stored: StoredRun, key: str) -> MetricCurves:
    """Return the curves of the metric `key`; empty ones where it was not logged."""
    return MetricCurves(key, _curve(stored.epochs, key), _curve(stored.epochs, f"val_{key}"))


def learning_rate_curve(stored: StoredRun) -> Curve:
    """Return the learning rate in force at the end of each epoch that recorded one."""
    known = [epoch for epoch in stored.epochs if epoch.learning_rate is not None]
    return Curve(tuple(epoch.epoch for epoch in known), tuple(as_float(epoch.learning_rate or 0.0) for epoch in known))


def _curve(epochs: Sequence[Epoch], key: str) -> Curve:
    known = [epoch for epoch in epochs if key in epoch.metrics]
    return Curve(tuple(epoch.epoch for epoch in known), tuple(as_float(epoch.metrics[key]) for epoch in known))
