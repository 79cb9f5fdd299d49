"""Remarks on the curves of one run: one function each, giving its evidence, or None where the numbers are not clear.

Every threshold stands beside its function. They are set so that noise does not make a remark: healthy curves get none.
"""

import math
from collections.abc import Sequence
from statistics import fmean
from typing import Literal

import msgspec

from reportgen.analysis.changes import rate_changes
from reportgen.analysis.curves import Curve, metric_curves
from reportgen.analysis.noise import falls, noise_of, rises, slope_of, smoothed
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.layers import kind_of

_FEWEST_EPOCHS = 8
_CLEAR_RISE = 0.005


class Overfitting(msgspec.Struct, frozen=True):
    """The validation loss rose after `epoch` (from 1) while the training loss went on falling.

    `low` is the validation loss of `epoch`, `end` its mean over the last `last` epochs; likewise `training_then` and
    `training_end`. `is_kept` if the weights of that epoch are the kept ones.
    """

    epoch: int
    low: float
    end: float
    training_then: float
    training_end: float
    last: int
    is_kept: bool


def overfitting(run: NumberedRun) -> Overfitting | None:
    """The validation loss ends at least 5 % and 4 standard errors above its minimum, rising significantly.

    At least 5 epochs lie after the minimum, and the training loss fell by 5 % in them, significantly.
    """
    found = _both_losses(run)
    if found is None:
        return None
    epochs, training, validation = found
    window = 3 if len(validation) < 30 else 5
    smooth = smoothed(validation, window)
    place = min(range(len(smooth)), key=smooth.__getitem__)
    lowest = min(range(len(validation)), key=validation.__getitem__)
    after = validation[place + 1 :]
    if len(after) < 5 or abs(lowest - place) > window or smooth[place] <= 0:
        return None
    last = max(3, len(after) // 4)
    end, training_end = fmean(validation[-last:]), fmean(training[-last:])
    error = noise_of(validation) * math.sqrt(1 / last + 1 / window)
    is_risen = end > 1.05 * smooth[place] and end - smooth[place] > 4 * error and rises(after)
    then = fmean(training[max(0, place - 1) : place + 2])
    if not is_risen or training_end > 0.95 * then or not falls(training[place:]):
        return None
    kept = run.outcome.kept_epoch == epochs[lowest]
    return Overfitting(epochs[lowest], validation[lowest], end, training[lowest], training_end, last, kept)


class StoppedEarly(msgspec.Struct, frozen=True):
    """The loss on `data` was still falling from `epoch` to the last one, from `start` to `end` on a straight line."""

    data: Literal["validation", "training"]
    epoch: int
    start: float
    end: float


def stopped_early(run: NumberedRun) -> StoppedEarly | None:
    """All epochs asked for, 12 or more, were run; in the last third the loss fell by 10 % of its whole fall.

    That is 5 % of itself and 4 standard errors from none, and did not slow down; the lowest loss is in the last two
    epochs; an accuracy, if there is one, rose by half a percentage point from the first half of this third to the last.
    """
    ending = run.stored.run.ending
    if run.stored.run.state != "completed" or (ending and ending.reason != "finished"):
        return None
    curves = metric_curves(run.stored, "loss")
    data: Literal["validation", "training"] = "validation" if curves.validation else "training"
    curve = curves.validation or curves.training
    values = curve.values
    if len(values) < 12 or not _is_usable(values):
        return None
    third = values[-max(5, len(values) // 3) :]
    slope, errors = slope_of(third)
    fall = -slope * (len(third) - 1)
    is_clear = errors < -4 and fall >= 0.1 * (values[0] - min(values)) and fall >= 0.05 * fmean(third)
    if not (is_clear and min(values) in values[-2:] and _goes_on(third) and _accuracy_rose(run, data, len(third))):
        return None
    middle = fmean(third)
    return StoppedEarly(data, curve.epochs[-len(third)], middle + fall / 2, middle - fall / 2)


def _goes_on(values: Sequence[float]) -> bool:
    """Return True if the last part of `values` fell by at least 0.6 of what the part before it fell by."""
    size = len(values) // 3
    starts = (0, (len(values) - size) // 2, len(values) - size)
    first, middle, last = (fmean(values[start : start + size]) for start in starts)
    return middle - last >= 0.6 * (first - middle)


def _accuracy_rose(run: NumberedRun, data: str, length: int) -> bool:
    key = run.outcome.accuracy_key
    curve: Curve = getattr(metric_curves(run.stored, key), data) if key else Curve((), ())
    if len(curve.values) < length:
        return True
    values = curve.values[-length:]
    return fmean(values[length // 2 :]) - fmean(values[: length // 2]) >= _CLEAR_RISE


class Diverged(msgspec.Struct, frozen=True):
    """The training loss left all bounds: from `epoch` (from 1) on it was no number, or it ended at `end`.

    `before` is the lowest loss, None without any number.
    """

    epoch: int
    before: float | None
    end: float


def diverged(run: NumberedRun) -> Diverged | None:
    """The last training loss is no finite number, or the last two are twice the first and three times the lowest."""
    curve = metric_curves(run.stored, "loss").training
    known = [value for value in curve.values if math.isfinite(value)]
    if not curve:
        return None
    if not math.isfinite(curve.values[-1]):
        finite = [place for place, value in enumerate(curve.values) if math.isfinite(value)]
        first = curve.epochs[max(finite, default=-1) + 1]
        return Diverged(first, min(known, default=None), curve.values[-1])
    if len(known) < 4 or min(known) <= 0 or len(known) < len(curve.values):
        return None
    end = fmean(known[-2:])
    if end < 2 * known[0] or min(known[-2:]) < 3 * min(known):
        return None
    return Diverged(curve.epochs[known.index(min(known))], min(known), known[-1])


class Plateau(msgspec.Struct, frozen=True):
    """The validation loss never fell below its value `low` of `epoch`; `change` lies between its last quarters."""

    epoch: int
    low: float
    change: float
    epochs_since: int


def plateau(run: NumberedRun) -> Plateau | None:
    """The lowest validation loss of 15 or more epochs lies in the first 60 %, the last two quarters agree in 1 %."""
    curve = metric_curves(run.stored, "loss").validation
    values = curve.values
    n = len(values)
    if n < 15 or not _is_usable(values) or overfitting(run):
        return None
    place = values.index(min(values))
    third, last = fmean(values[n // 2 : 3 * n // 4]), fmean(values[3 * n // 4 :])
    if place + 1 > 0.6 * n or abs(last - third) > 0.01 * third:
        return None
    return Plateau(curve.epochs[place], values[place], abs(last - third) / third, n - 1 - place)


class RateDrop(msgspec.Struct, frozen=True):
    """With `epoch` the learning rate fell; the losses are means of three epochs before and after, on `data`."""

    epoch: int
    rate_before: float
    rate_after: float
    loss_before: float
    loss_after: float
    data: Literal["validation", "training"]


def rate_drops(run: NumberedRun) -> tuple[RateDrop, ...]:
    """The rate fell by 30 % or more after 6 epochs of one rate, and stayed for 3; the loss fell by 5 %.

    That is 6 standard errors, and twice what the three epochs before had gained. More than 6 changes are a schedule.
    """
    changes = rate_changes(run.stored)
    curves = metric_curves(run.stored, "loss")
    curve, data = (curves.validation, "validation") if curves.validation else (curves.training, "training")
    if not changes or len(changes) > 6 or not _is_usable(curve.values):
        return ()
    bounds = [curve.epochs[0], *(change.epoch for change in changes), curve.epochs[-1] + 1]
    found = []
    for number, change in enumerate(changes, start=1):
        is_long = change.epoch - bounds[number - 1] >= 6 and bounds[number + 1] - change.epoch >= 3
        if change.after <= 0.7 * change.before and is_long and change.epoch in curve.epochs:
            drop = _gain(curve, curve.epochs.index(change.epoch))
            if drop:
                found.append(RateDrop(change.epoch, change.before, change.after, *drop, data))  # type: ignore[arg-type]
    return tuple(found)


def _gain(curve: Curve, place: int) -> tuple[float, float] | None:
    values = curve.values
    if place < 6:
        return None
    earlier, before, after = (fmean(values[place + step : place + step + 3]) for step in (-6, -3, 0))
    slope, _ = slope_of(values[place - 6 : place])
    left = [value - slope * step for step, value in enumerate(values[place - 6 : place])]
    noise = max(noise_of(values[:place]), math.sqrt(sum((item - fmean(left)) ** 2 for item in left) / 4))
    gain = before - after
    is_clear = gain >= 0.05 * before and gain >= 6 * noise * math.sqrt(2 / 3) and gain >= 2 * (earlier - before)
    return (before, after) if is_clear else None


class EasierTest(msgspec.Struct, frozen=True):
    """From `epoch` on the validation loss was below the training loss; both are means since. `dropout` may be why."""

    epoch: int
    validation: float
    training: float
    dropout: bool


def easier_test(run: NumberedRun) -> EasierTest | None:
    """In the last half of 8 or more epochs, nine in ten validation losses are below the next epoch's training loss.

    The next one, as a training loss is the mean over an epoch in which the model still improved. The mean distance is
    5 % and 3 standard errors; 10 % where no dropout explains it. Weighted losses do not compare.
    """
    found, training_settings = _both_losses(run), run.stored.run.training
    if found is None or (training_settings and (training_settings.class_weights or training_settings.sample_weights)):
        return None
    epochs, training, validation = found
    start = len(epochs) // 2
    distances = [training[place + 1] - validation[place] for place in range(start, len(epochs) - 1)]
    below, means = sum(distance > 0 for distance in distances), (fmean(validation[start:]), fmean(training[start:]))
    dropout = _has_dropout(run)
    wanted = (0.05 if dropout else 0.1) * means[1]
    error = noise_of(validation) / math.sqrt(len(distances))
    if below < 0.9 * len(distances) or fmean(distances) < wanted or fmean(distances) < 3 * error:
        return None
    return EasierTest(epochs[start], means[0], means[1], dropout)


def _has_dropout(run: NumberedRun) -> bool:
    model = run.stored.run.model
    layers = [layer for layer in model.layers if kind_of(layer) == "regularization"] if model else []
    rates = [setting.value for layer in layers if (setting := layer.config.get("rate"))]
    return any(isinstance(rate, int | float) and rate > 0 for rate in rates)


def _both_losses(run: NumberedRun) -> tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]] | None:
    """Return epochs, training and validation losses, if all are known and finite in 8 or more epochs."""
    curves = metric_curves(run.stored, "loss")
    training, validation = curves.training, curves.validation
    if len(training.epochs) < _FEWEST_EPOCHS or training.epochs != validation.epochs:
        return None
    if not (_is_usable(training.values) and _is_usable(validation.values)):
        return None
    return training.epochs, training.values, validation.values


def _is_usable(values: Sequence[float]) -> bool:
    return bool(values) and all(math.isfinite(value) and value >= 0 for value in values)
