"""Runs are chosen by number, range, name or state, and sorted by what the reader asks for."""

import pytest

from reportgen.analysis.selection import choose_runs
from reportgen.errors import NoRunsError, UsageError
from reportgen.setting_values import SORT_KEYS
from tests.unit.analysis.small_runs import model, stored

RUNS = [
    stored("b-net", 0, {"accuracy": [0.9], "loss": [0.1]}, model=model("x", 30), duration_seconds=9.0),
    stored("a-net", 1, {"accuracy": [0.7, 0.8], "loss": [0.5, 0.3]}, model=model("y", 20), duration_seconds=5.0),
    stored("C-net", 2, state="failed"),
]


def names(select: tuple[str, ...] = (), sort: str = "started") -> list[str]:
    return [run.stored.run.name for run in choose_runs(RUNS, select, sort)]


def test_without_a_choice_all_runs_come_by_start_numbered_from_one() -> None:
    runs = choose_runs(RUNS, (), "started")
    assert [(run.number, run.stored.run.name) for run in runs] == [(1, "b-net"), (2, "a-net"), (3, "C-net")]


@pytest.mark.parametrize(
    ("select", "chosen"),
    [
        (("2",), ["a-net"]),
        (("2-3",), ["a-net", "C-net"]),
        (("3", "1"), ["b-net", "C-net"]),
        (("*-net",), ["b-net", "a-net", "C-net"]),
        (("b*", "b-net", "1"), ["b-net"]),
        (("run-001-*",), ["a-net"]),
        (("state:failed",), ["C-net"]),
    ],
)
def test_runs_are_selected_by_number_range_name_id_or_state(select: tuple[str, ...], chosen: list[str]) -> None:
    assert names(select) == chosen


@pytest.mark.parametrize("pattern", ["4", "MLP*", "state:killed", "a-NET"])
def test_a_pattern_without_a_match_names_what_there_is(pattern: str) -> None:
    with pytest.raises(NoRunsError, match=r"runs 1 to 3: b-net, a-net, C-net"):
        names((pattern,))


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", "a b C"),
        ("-name", "C b a"),
        ("parameters", "a b C"),
        ("-parameters", "b a C"),
        ("epochs", "C b a"),
        ("duration", "a b C"),
        ("training_accuracy", "a b C"),
        ("-training_accuracy", "b a C"),
        ("loss", "b a C"),
        ("-started", "C a b"),
    ],
)
def test_runs_without_the_value_come_last_in_either_direction(sort: str, order: str) -> None:
    assert names(sort=sort) == [f"{letter}-net" for letter in order.split()]


def test_every_sort_key_of_the_settings_is_known() -> None:
    for key in SORT_KEYS:
        assert len(names(sort=key)) == 3


def test_an_unknown_sort_key_names_the_allowed_ones() -> None:
    with pytest.raises(UsageError, match="allowed are started, name"):
        names(sort="accuracy!")
