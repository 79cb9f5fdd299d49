"""Runs are ranked by what tells most and compares all of them; spreads and fronts are those of numpy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.analysis.comparison_remarks import chance, validation_as_test, within_spread
from reportgen.analysis.experiments import find_experiments
from reportgen.analysis.front import pareto_front
from reportgen.analysis.scores import Measure, choose_measure, rank, score
from reportgen.analysis.spread import spread_of
from reportgen.records.dataset import Dataset, Split
from tests.unit.analysis.small_experiments import net, numbered, trained, training
from tests.unit.analysis.small_runs import dataset_with_test_as_validation, evaluation, stored


def test_test_accuracy_counts_before_validation_accuracy_before_loss() -> None:
    tested = numbered(trained(0), trained(1))
    assert choose_measure(tested) == Measure("accuracy", "test")
    half = numbered(trained(0), trained(1, evaluations=()))
    assert choose_measure(half) == Measure("accuracy", "validation")
    losses = numbered(stored("a", 0, {"loss": [0.5]}), stored("b", 1, {"loss": [0.4]}))
    assert choose_measure(losses) == Measure("loss", "training")
    assert choose_measure(losses[:1]) is None


def test_training_accuracy_counts_only_where_less_than_half_were_measured_otherwise() -> None:
    bare = {"loss": [0.5], "accuracy": [0.9]}
    held_out, others = [trained(place) for place in range(2)], [stored("b", 5 + place, bare) for place in range(3)]
    assert choose_measure(numbered(*held_out, *others[:2])) == Measure("accuracy", "test")
    assert choose_measure(numbered(*held_out, *others)) == Measure("accuracy", "training")


def test_scores_are_those_of_the_record() -> None:
    (run,) = numbered(trained(0, accuracy=0.9))
    assert score(run, Measure("accuracy", "test")) == 0.9
    assert score(run, Measure("accuracy", "validation")) == pytest.approx(0.89)
    assert score(run, Measure("accuracy", "training")) == pytest.approx(0.92)
    assert score(run, Measure("loss", "test")) == pytest.approx(0.2)
    assert score(run, Measure("loss", "validation")) is None


def test_the_best_comes_first_and_what_has_no_number_has_no_rank() -> None:
    runs = numbered(
        trained(0, accuracy=0.7),
        trained(1, accuracy=0.9),
        trained(2, state="failed"),
        trained(3, accuracy=math.nan),
        trained(4, accuracy=0.8),
    )
    ranking = rank(runs)
    assert [run.number for run in ranking.runs] == [2, 5, 1]
    assert [run.number for run in ranking.unranked] == [3, 4]


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_a_spread_is_mean_and_sample_deviation(values: list[float]) -> None:
    found = spread_of(values)
    assert found is not None
    assert found.n == len(values)
    assert found.mean == pytest.approx(np.mean(values), abs=1e-6)
    assert found.deviation == pytest.approx(np.std(values, ddof=1), rel=1e-6, abs=1e-6)


def test_a_single_run_has_no_deviation_and_none_has_no_spread() -> None:
    found = spread_of([0.5, None])
    assert found is not None
    assert (found.mean, found.deviation, found.n) == (0.5, None, 1)
    assert spread_of([None]) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30), st.booleans())
def test_the_front_holds_exactly_the_points_that_nothing_beats(points: list[tuple[int, int]], higher: bool) -> None:
    found = pareto_front([(float(x), float(y)) for x, y in points], higher_is_better=higher)
    sign = 1 if higher else -1

    def is_beaten(one: tuple[int, int]) -> bool:
        return any(x <= one[0] and sign * y >= sign * one[1] and (x, y) != one for x, y in points)

    assert sorted(found) == [place for place, point in enumerate(points) if not is_beaten(point)]


def classes(role: str, *counts: int) -> Dataset:
    by_class = {str(place): number for place, number in enumerate(counts)}
    split = Split(role=role, samples=sum(counts), class_counts=by_class)  # type: ignore[arg-type]
    return Dataset(splits=(Split(role="training", samples=1000), split))


def test_an_accuracy_that_the_largest_class_would_give_is_told() -> None:
    (run,) = numbered(trained(0, accuracy=0.6, dataset=classes("test", 60, 40)))
    found = chance(run)
    assert found is not None
    assert (found.label, found.share, found.samples, found.data) == ("0", 0.6, 100, "test")


@pytest.mark.parametrize(
    ("accuracy", "dataset"),
    [
        (0.7, classes("test", 60, 40)),
        (0.6, classes("test", 12, 8)),
        (0.6, Dataset()),
        (0.6, None),
        (math.nan, classes("test", 60, 40)),
    ],
)
def test_a_better_accuracy_or_few_samples_make_no_remark(accuracy: float, dataset: Dataset | None) -> None:
    (run,) = numbered(trained(0, accuracy=accuracy, dataset=dataset))
    assert chance(run) is None


def test_validation_data_that_are_the_test_data_are_told_once_for_all_runs() -> None:
    named = [trained(minute, dataset=dataset_with_test_as_validation()) for minute in (0, 1)]
    evaluated = trained(2, evaluations=(evaluation("validation", accuracy=0.9, loss=0.1),))
    apart = trained(3)
    found = validation_as_test(numbered(*named, evaluated, apart))
    assert [(item.runs, item.named) for item in found] == [((1, 2), True), ((3,), False)]


@pytest.mark.parametrize(("lead", "is_told"), [(0.005, True), (0.05, False)])
def test_a_lead_smaller_than_the_deviation_of_repeats_is_told(lead: float, is_told: bool) -> None:
    accuracies = (0.90, 0.92, 0.94)
    runs = [trained(minute, accuracy=value) for minute, value in enumerate(accuracies)]
    other = trained(9, net((8,)), accuracy=0.92 + lead)
    found = within_spread(find_experiments(numbered(*runs, other)).cells, Measure("accuracy", "test"))
    assert (found is not None) is is_told
    if found:
        assert found.deviation == pytest.approx(np.std(accuracies, ddof=1))
        assert (found.first, found.second) == ((4,), (1, 2, 3))


def test_the_spread_of_other_configurations_says_nothing_of_the_two_best() -> None:
    found = [(16, 0.5), (16, 0.6), (16, 0.7), (32, 0.9), (32, 0.905), (64, 0.93), (64, 0.935)]
    runs = [trained(place, how=training(batch_size=size), accuracy=value) for place, (size, value) in enumerate(found)]
    assert within_spread(find_experiments(numbered(*runs)).cells, Measure("accuracy", "test")) is None


def test_without_repeats_nothing_is_said_of_their_spread() -> None:
    runs = numbered(trained(0), trained(1, net((8,))))
    assert within_spread(find_experiments(runs).cells, Measure("accuracy", "test")) is None
