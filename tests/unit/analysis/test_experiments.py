"""The factors that differ between runs are found, and their tables hold what pandas finds in another way."""

import itertools
import random
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from reportgen.analysis.experiments import find_experiments
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.trials import Experiment
from reportgen.records.run import Parent
from reportgen.store.reading import StoredRun
from tests.unit.analysis.small_experiments import net, numbered, trained, training

Levels = list[float | object]


def experiments(*runs: StoredRun) -> tuple[Experiment, ...]:
    return find_experiments(numbered(*runs)).experiments


def levels(experiment: Experiment, axis: int = 0) -> Levels:
    return [level.value if level.number is None else level.number for level in experiment.axes[axis].levels]


def factors(found: Iterable[Experiment]) -> list[list[tuple[str, tuple[Any, ...]]]]:
    return [[(axis.factor.form, axis.factor.key) for axis in experiment.axes] for experiment in found]


def numbers(experiment: Experiment) -> list[list[int]]:
    return [[run.number for run in trial.runs] for trial in experiment.trials]


@pytest.mark.parametrize(
    ("vary", "values", "form", "key"),
    [
        (lambda v: {"model": net((v,))}, (64, 16, 256), "setting", ("layer", "Dense", "units", 1)),
        (lambda v: {"model": net((64, v))}, (32, 16), "setting", ("layer", "Dense", "units", 2)),
        (lambda v: {"model": net((v, v))}, (64, 16, 32), "family", ("layer", "Dense", "units")),
        (lambda v: {"model": net((64,) * int(v))}, (1, 2, 3), "layers", ("layer", "Dense")),
        (lambda v: {"model": net(dropout=v)}, (0.5, 0.2), "setting", ("layer", "Dropout", "rate", 1)),
        (lambda v: {"model": net((8, 8), dropout=v)}, (0.5, 0.2), "family", ("layer", "Dropout", "rate")),
        (lambda v: {"model": net(dropout=v or None)}, (0.0, 0.5, 0.2), "presence", ("layer", "Dropout")),
        (lambda v: {"model": net(filters=(v,))}, (8, 16, 32), "setting", ("layer", "Conv", "filters", 1)),
        (lambda v: {"model": net(filters=(8,), kernel=(v, v))}, (3, 5), "setting", ("layer", "Conv", "kernel_size", 1)),
        (lambda v: {"how": training(batch_size=v)}, (32, 512, 128), "setting", ("batch_size",)),
        (lambda v: {"how": training(epochs=v)}, (5, 10), "setting", ("epochs",)),
        (lambda v: {"how": training(rate=v)}, (0.001, 0.1, 0.01), "setting", ("learning_rate",)),
        (lambda v: {"how": training("SGD", momentum=v)}, (0.9, 0.0), "setting", ("optimizer", "momentum")),
    ],
)
def test_a_number_that_varies_alone_is_an_experiment_on_a_numeric_axis(
    vary: Callable[[Any], dict[str, Any]], values: tuple[float, ...], form: str, key: tuple[Any, ...]
) -> None:
    (found,) = experiments(*(trained(minute, **vary(value)) for minute, value in enumerate(values)))
    assert factors([found]) == [[(form, key)]]
    assert levels(found) == sorted(values)
    places = [values.index(value) + 1 for value in sorted(values)]
    assert numbers(found) == [[place] for place in places]


def test_values_of_equal_hashes_are_different_values() -> None:
    assert hash(-1) == hash(-2)
    runs = [trained(0, how=training(batch_size=32, shift=-1)), trained(1, how=training(batch_size=64, shift=-2))]
    assert not experiments(*runs)
    found = experiments(*runs, trained(2, how=training(batch_size=64, shift=-1)))
    assert [numbers(one) for one in found] == [[[1], [3]], [[2], [3]]]


def test_another_activation_of_all_hidden_layers_is_one_factor() -> None:
    runs = (trained(minute, net((64,), filters=(8,), activation=name)) for minute, name in enumerate(("relu", "tanh")))
    (found,) = experiments(*runs)
    assert factors([found]) == [[("activation", ("activation",))]]
    assert levels(found) == ["relu", "tanh"]


def test_another_optimizer_is_one_factor_with_its_own_settings_and_default_rate() -> None:
    hows = (training("Adam"), training("Nadam"), training("SGD"), training("SGD", momentum=0.9))
    (found,) = experiments(*(trained(minute, how=how) for minute, how in enumerate(hows)))
    assert factors([found]) == [[("optimizer", ("optimizer",))]]
    assert numbers(found) == [[1], [2], [3], [4]]


def test_another_optimizer_with_a_rate_of_its_own_is_two_things_and_no_experiment() -> None:
    assert experiments(trained(0, how=training("Adam")), trained(1, how=training("SGD", rate=0.5))) == ()


def test_a_callback_that_acts_is_a_factor_and_one_that_watches_is_none() -> None:
    stopping = trained(1, how=training(callbacks=("EarlyStopping",)))
    (found,) = experiments(trained(0), stopping)
    assert factors([found]) == [[("callback", ("callback", "EarlyStopping"))]]
    assert experiments(trained(0), trained(1, how=training(callbacks=("TensorBoard", "CSVLogger")))) == ()


def test_dropout_after_each_layer_follows_the_depth() -> None:
    (found,) = experiments(*(trained(depth, net((64,) * depth, dropout=0.2)) for depth in (1, 2, 3)))
    assert factors([found]) == [[("layers", ("layer", "Dense"))]]
    assert levels(found) == [1.0, 2.0, 3.0]


def test_nets_of_other_sizes_and_depths_are_one_vague_factor() -> None:
    sizes: tuple[tuple[int, ...], ...] = ((256, 256), (384,), (384, 256, 128), (512,))
    (found,) = experiments(*(trained(place, net(size)) for place, size in enumerate(sizes)))
    assert found.axes[0].is_vague
    assert levels(found) == list(sizes)


def test_units_and_depth_varied_in_turn_are_two_experiments_and_no_vague_one() -> None:
    sizes: tuple[tuple[int, ...], ...] = ((16,), (32,), (64,), (64, 64), (64, 64, 64))
    found = experiments(*(trained(place, net(size)) for place, size in enumerate(sizes)))
    assert sorted(factors(found)) == [
        [("layers", ("layer", "Dense"))],
        [("setting", ("layer", "Dense", "units", 1))],
    ]
    assert not any(experiment.is_vague for experiment in found)


def grid_of(batches: tuple[int, ...], rates: tuple[float, ...], without: tuple[int, ...] = ()) -> list[StoredRun]:
    pairs = list(itertools.product(batches, rates))
    return [
        trained(minute, how=training(batch_size=batch, rate=rate))
        for minute, (batch, rate) in enumerate(pairs)
        if minute not in without
    ]


def test_two_factors_on_a_grid_are_one_experiment_that_contains_its_rows() -> None:
    (found,) = experiments(*grid_of((16, 32, 64), (0.1, 0.01)))
    assert factors([found]) == [[("setting", ("batch_size",)), ("setting", ("learning_rate",))]]
    assert [trial.places for trial in found.trials] == list(itertools.product(range(3), range(2)))


def test_a_nearly_full_grid_is_a_grid_and_a_cross_is_not() -> None:
    (nearly,) = experiments(*grid_of((16, 32, 64), (0.1, 0.01, 0.001), without=(4,)))
    assert len(nearly.axes) == 2
    cross = experiments(*grid_of((16, 32, 64), (0.1, 0.01, 0.001), without=(4, 5, 7, 8)))
    assert [len(found.axes) for found in cross] == [1, 1]


def test_architectures_by_dropout_are_a_grid_although_each_net_has_its_own_layers() -> None:
    nets = [net(size, dropout=rate) for size in ((64,), (128,), (64, 64)) for rate in (0.2, 0.3)]
    (found,) = experiments(*(trained(place, model) for place, model in enumerate(nets)))
    assert factors([found]) == [[("layers", ("layer", "Dense")), ("family", ("layer", "Dropout", "rate"))]]


def test_runs_that_differ_only_in_seed_start_and_name_repeat_each_other() -> None:
    runs = [trained(minute, name=f"take {minute}", seeds={"keras": minute}) for minute in range(3)]
    found = find_experiments(numbered(*runs))
    assert [[run.number for run in cell.runs] for cell in found.cells] == [[1, 2, 3]]
    assert found.experiments == ()


def test_what_cannot_be_compared_is_left_out_with_its_reason() -> None:
    whole = trained(0)
    part = Parent(run_id=whole.run.id, relation="continuation")
    again = Parent(run_id=whole.run.id, relation="resumption")
    inside = Parent(run_id=whole.run.id, relation="nested")
    found = find_experiments(
        numbered(
            whole,
            trained(1, state="failed"),
            trained(2, parent=part),
            trained(3, parent=again),
            trained(4, state="killed"),
            trained(5, parent=inside),
            trained(6, model=None, training=None),
        )
    )
    left_out = [(item.run.number, item.reason) for item in found.left_out]
    assert left_out == [(2, "failed"), (3, "continuation"), (4, "resumption"), (5, "killed")]
    assert [run.number for run in found.runs] == [1, 6, 7]


@pytest.mark.parametrize(
    ("values", "is_logarithmic"),
    [
        ((16, 32, 64), True),
        ((1, 2, 3), False),
        ((10, 20), False),
        ((1, 100), True),
        ((8, 16, 20), False),
        ((32, 64, 128, 512), True),
    ],
)
def test_an_axis_is_logarithmic_where_numbers_double_or_span_decades(
    values: tuple[int, ...], is_logarithmic: bool
) -> None:
    (found,) = experiments(*(trained(place, how=training(batch_size=value)) for place, value in enumerate(values)))
    assert found.axes[0].is_logarithmic is is_logarithmic


def frame_of(runs: Iterable[NumberedRun]) -> pd.DataFrame:
    rows = []
    for run in runs:
        record = run.stored.run
        assert record.training is not None and record.model is not None and record.training.optimizer is not None
        assert record.training.batch_size is not None
        rows.append(
            {
                "number": run.number,
                "batch": record.training.batch_size.value,
                "rate": record.training.optimizer.settings["learning_rate"].value,
                "units": record.model.layers[1].config["units"].value,
                "accuracy": record.evaluations[0].metrics["accuracy"],
            }
        )
    return pd.DataFrame(rows)


@pytest.mark.parametrize("seed", range(25))
def test_random_searches_give_the_groups_that_pandas_finds(seed: int) -> None:
    chance = random.Random(seed)
    runs = numbered(
        *(
            trained(
                minute,
                net((chance.choice((16, 32, 64)),)),
                training(batch_size=chance.choice((16, 32, 64)), rate=chance.choice((0.1, 0.01, 0.5))),
            )
            for minute in range(chance.randint(2, 20))
        )
    )
    found = find_experiments(runs)
    frame = frame_of(runs)
    columns = ["batch", "rate", "units"]
    cells = {tuple(sorted(group["number"])) for _, group in frame.groupby(columns)}
    assert {tuple(run.number for run in cell.runs) for cell in found.cells} == cells
    lines = {
        frozenset(group["number"])
        for factor in columns
        for _, group in frame.groupby([column for column in columns if column != factor])
        if group[factor].nunique() > 1
    }
    shown = [experiment.numbers for experiment in found.experiments]
    assert {one for one in shown if one in lines} == {
        frozenset(item.numbers) for item in found.experiments if len(item.axes) == 1
    }
    # Nothing that varies alone is lost, and nothing is told twice.
    assert all(any(line <= one for one in shown) for line in lines)
    assert not any(one < other for one in shown for other in shown)


def test_the_order_of_the_runs_on_disk_does_not_matter() -> None:
    runs = [*grid_of((16, 32, 64), (0.1, 0.01)), trained(20, net((8,)))]
    straight = find_experiments(numbered(*runs)).experiments
    turned = find_experiments(numbered(*reversed(runs))).experiments
    assert [item.numbers for item in straight] == [item.numbers for item in turned]
    assert factors(straight) == factors(turned)
