"""Remarks are made where the numbers support them, and nowhere else: tried on curves of which the truth is known."""

import math
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.analysis import remarks
from reportgen.analysis.noise import falls, noise_of, rises, slope_of
from reportgen.analysis.selection import NumberedRun, choose_runs
from reportgen.records.model import Layer, Model
from reportgen.records.run import Ending
from reportgen.records.values import Setting
from reportgen.store.reading import StoredRun, read_library
from tests.unit.analysis.small_runs import stored

ALL: tuple[Callable[[NumberedRun], Any], ...] = (
    remarks.overfitting,
    remarks.stopped_early,
    remarks.diverged,
    remarks.plateau,
    remarks.rate_drops,
    remarks.easier_test,
)
RUNS = Path(__file__).parents[3] / "runs"


def numbered(run: StoredRun) -> NumberedRun:
    return choose_runs([run], (), "started")[0]


def run_of(training: list[float], validation: list[float] | None = None, **fields: Any) -> NumberedRun:
    metrics = {"loss": training} | ({"val_loss": validation} if validation else {})
    return numbered(stored(metrics=metrics, **fields))


def with_rates(run: NumberedRun, rates: list[float]) -> NumberedRun:
    epochs = tuple(
        msgspec.structs.replace(epoch, learning_rate=rate) for epoch, rate in zip(run.stored.epochs, rates, strict=True)
    )
    return numbered(StoredRun(run.stored.run, epochs, run.stored.folder))


def noisy(values: list[float], size: float, seed: int) -> list[float]:
    noise = random.Random(seed)
    return [max(value + noise.gauss(0, size), 1e-6) for value in values]


def approach(epochs: int, start: float, end: float, steepness: float) -> list[float]:
    """Exponential approach: what healthy curves look like."""
    return [end + (start - end) * math.exp(-epoch / steepness) for epoch in range(epochs)]


def overfitted(epochs: int, turn: int, rise: float) -> tuple[list[float], list[float]]:
    training = approach(epochs, 1.5, 0.02, epochs / 4)
    down = approach(epochs, 1.6, 0.4, turn / 4)
    return training, [value + max(0, epoch - turn) * rise / (epochs - turn) for epoch, value in enumerate(down)]


def dropout_model(rate: float) -> Model:
    layer = Layer(name="dropout", type="Dropout", config={"rate": Setting(value=rate, origin="set")})
    return Model(name="m", type="Sequential", layers=(layer,), fingerprint="x")


@pytest.mark.parametrize("epochs", [20, 40, 100])
@pytest.mark.parametrize("seed", range(5))
def test_overfitting_is_found_about_where_the_validation_loss_turned(epochs: int, seed: int) -> None:
    training, validation = overfitted(epochs, epochs // 3, 0.3)
    found = remarks.overfitting(run_of(noisy(training, 0.005, seed), noisy(validation, 0.01, seed + 50)))
    assert found is not None
    assert abs(found.epoch - epochs // 3) <= epochs // 5
    assert found.end > found.low
    assert found.training_end < found.training_then


def test_the_evidence_of_overfitting_is_what_numpy_finds() -> None:
    training, validation = overfitted(40, 12, 0.3)
    found = remarks.overfitting(run_of(training, validation))
    assert found is not None
    assert found.epoch == int(np.argmin(validation)) + 1
    assert found.low == np.min(validation)
    assert found.end == pytest.approx(np.mean(validation[-found.last :]))
    assert found.training_end == pytest.approx(np.mean(training[-found.last :]))
    assert not found.is_kept


def test_a_validation_loss_that_rises_with_the_training_loss_is_no_overfitting() -> None:
    curve = [*approach(15, 1.5, 0.2, 3), *[0.2 + 0.05 * step for step in range(15)]]
    assert remarks.overfitting(run_of(curve, [value + 0.05 for value in curve])) is None


def test_a_training_cut_short_is_found_and_a_converged_one_is_not() -> None:
    cut, done = approach(20, 2.0, 0.1, 20), approach(60, 2.0, 0.1, 10)
    found = remarks.stopped_early(run_of(cut, [value + 0.05 for value in cut]))
    assert found is not None
    assert (found.data, found.epoch) == ("validation", 15)
    slope, intercept = np.polyfit(range(6), [value + 0.05 for value in cut[14:]], 1)
    assert found.start == pytest.approx(intercept)
    assert found.end == pytest.approx(intercept + 5 * slope)
    assert remarks.stopped_early(run_of(done, [value + 0.05 for value in done])) is None


def test_early_stopping_and_crashes_are_no_training_that_was_stopped_too_early() -> None:
    cut = approach(20, 2.0, 0.1, 20)
    ending = Ending(reason="early_stopping", kept_epoch=20)
    assert remarks.stopped_early(run_of(cut, cut, ending=ending)) is None
    assert remarks.stopped_early(run_of(cut, cut, state="failed")) is None


def test_a_loss_that_becomes_nan_diverged_in_its_first_epoch_without_a_number() -> None:
    found = remarks.diverged(run_of([0.9, 0.8, math.nan, math.nan]))
    assert found is not None
    assert (found.epoch, found.before) == (3, 0.8)
    assert math.isnan(found.end)
    assert remarks.diverged(run_of([0.9, math.nan, 0.7, 0.6])) is None


def test_a_divergence_is_found_in_epochs_of_any_number() -> None:
    run = run_of([0.9, math.nan])
    epochs = tuple(msgspec.structs.replace(epoch, epoch=epoch.epoch - 5) for epoch in run.stored.epochs)
    found = remarks.diverged(msgspec.structs.replace(run, stored=replace(run.stored, epochs=epochs)))
    assert found is not None
    assert (found.epoch, found.before) == (-3, 0.9)


def test_a_loss_that_explodes_diverged_and_one_that_jumps_once_did_not() -> None:
    found = remarks.diverged(run_of([1.0, 0.8, 3.0, 30.0, 400.0]))
    assert found is not None
    assert (found.epoch, found.before, found.end) == (2, 0.8, 400.0)
    assert remarks.diverged(run_of([1.0, 0.8, 30.0, 0.9, 0.7, 0.6])) is None


def test_a_flat_second_half_is_a_plateau() -> None:
    validation = [*approach(10, 1.5, 0.5, 2), *noisy([0.5] * 20, 0.001, 3)]
    validation[9] = 0.495
    found = remarks.plateau(run_of(approach(30, 1.5, 0.3, 4), validation))
    assert found is not None
    assert (found.epoch, found.low, found.epochs_since) == (10, 0.495, 20)
    means = np.mean(validation[15:22]), np.mean(validation[22:])
    assert found.change == pytest.approx(abs(means[1] - means[0]) / means[0])


def test_a_drop_of_the_learning_rate_that_gained_is_found_with_its_gain() -> None:
    values = [*noisy([0.8] * 10, 0.003, 1), *noisy([0.5] * 6, 0.003, 2)]
    run = with_rates(run_of(values, values), [0.1] * 10 + [0.01] * 6)
    (found,) = remarks.rate_drops(run)
    assert (found.epoch, found.rate_before, found.rate_after) == (11, 0.1, 0.01)
    assert found.loss_before == pytest.approx(np.mean(values[7:10]))
    assert found.loss_after == pytest.approx(np.mean(values[10:13]))


def test_a_drop_amid_a_fall_that_went_on_as_before_gained_nothing() -> None:
    values = [2.0 - 0.1 * epoch for epoch in range(16)]
    assert remarks.rate_drops(with_rates(run_of(values, values), [0.1] * 10 + [0.01] * 6)) == ()


@pytest.mark.parametrize("rate", [0.0, 0.5])
def test_a_validation_loss_far_below_the_training_loss_is_told_with_its_reason(rate: float) -> None:
    training, validation = approach(20, 1.5, 0.5, 4), approach(20, 1.2, 0.35, 4)
    found = remarks.easier_test(run_of(training, validation, model=dropout_model(rate)))
    assert found is not None
    assert (found.epoch, found.dropout) == (11, rate > 0)
    assert found.validation == pytest.approx(np.mean(validation[10:]))
    assert found.training == pytest.approx(np.mean(training[10:]))


def test_a_training_loss_that_lags_by_an_epoch_is_not_taken_for_an_easy_test() -> None:
    validation = [1.5 * 0.8**epoch for epoch in range(20)]
    training = [1.5 / 0.8, *validation[:-1]]
    assert remarks.easier_test(run_of(training, validation, model=dropout_model(0.5))) is None


@given(
    epochs=st.integers(1, 120),
    end=st.floats(0.02, 1.0),
    steepness=st.floats(0.05, 0.2),
    gap=st.floats(0.0, 0.2),
    noise=st.floats(0.0, 0.03),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=300, deadline=None)
def test_healthy_curves_are_not_called_overfitted_cut_short_diverged_or_easy(  # noqa: PLR0913, PLR0917
    epochs: int, end: float, steepness: float, gap: float, noise: float, seed: int
) -> None:
    training = noisy(approach(epochs, 2.0, end, max(1.0, epochs * steepness)), noise * end, seed)
    validation = noisy(approach(epochs, 2.0, end * (1 + gap), max(1.0, epochs * steepness)), noise * end, seed + 1)
    run = run_of(training, validation)
    assert [check(run) for check in (remarks.overfitting, remarks.stopped_early, remarks.diverged)] == [None] * 3
    assert remarks.easier_test(run) is None


def test_false_alarms_on_two_thousand_healthy_curves_are_none() -> None:
    alarms = 0
    for seed in range(2000):
        chance = random.Random(seed)
        epochs, end = chance.randint(8, 100), chance.uniform(0.02, 1.0)
        steepness, noise = max(1.0, epochs * chance.uniform(0.05, 0.2)), chance.uniform(0, 0.05) * end
        training = noisy(approach(epochs, 2.0, end, steepness), noise, seed)
        validation = noisy(approach(epochs, 2.0, end * chance.uniform(1, 1.3), steepness), noise, -seed - 1)
        place = chance.randint(2, epochs - 1)
        run = with_rates(run_of(training, validation), [0.1] * place + [0.01] * (epochs - place))
        checks = (remarks.overfitting, remarks.stopped_early, remarks.diverged, remarks.rate_drops, remarks.easier_test)
        alarms += sum(bool(check(run)) for check in checks)
    assert alarms == 0


def test_a_plateau_is_only_seen_where_the_true_curve_is_flat() -> None:
    wrong = 0
    for seed in range(1000):
        chance = random.Random(seed)
        epochs, end = chance.randint(15, 100), chance.uniform(0.05, 1.0)
        true = approach(epochs, 2.0, end, epochs * chance.uniform(0.05, 0.6))
        run = run_of(true, noisy(true, chance.uniform(0, 0.05) * end, seed))
        is_flat = true[int(0.6 * epochs)] < 1.05 * true[-1]
        wrong += remarks.plateau(run) is not None and not is_flat
    assert wrong == 0


def test_the_checked_in_runs_get_no_remark_on_their_curves() -> None:
    for run in choose_runs(read_library([RUNS]).runs, (), "started"):
        assert [check(run) for check in ALL] == [None, None, None, None, (), None]


@given(st.lists(st.floats(-5, 5), min_size=5, max_size=30))
def test_a_rise_is_a_fall_turned_over(values: list[float]) -> None:
    assert falls(values) == rises([-value for value in values])
    assert not (rises(values) and falls(values))


def test_noise_is_measured_whatever_the_trend() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 2000)
    for trend in (np.zeros(2000), np.linspace(0, 50, 2000)):
        assert noise_of((noise + trend).tolist()) == pytest.approx(0.1, rel=0.1)


def test_the_slope_is_that_of_numpy() -> None:
    values = np.random.default_rng(2).normal(0, 1, 30) + np.linspace(0, 3, 30)
    assert slope_of(values.tolist())[0] == pytest.approx(np.polyfit(range(30), values, 1)[0])
