"""Experiments: groups of runs that differ in exactly one factor, or in two factors on a grid.

Takes numbered runs; gives experiments, the widest first, each with its factors, their levels and the runs of each
combination. An experiment whose runs are all part of another one is left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import Any

import msgspec

from reportgen.analysis.comparable import LeftOut, comparable
from reportgen.analysis.configurations import OUTPUT, Key, Value, configuration_of
from reportgen.analysis.factors import Cell, Factor, cells_of
from reportgen.analysis.levels import axis_of
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.setting_rows import Rows
from reportgen.analysis.trials import Experiment, Trial, widest

# A grid with fewer of its combinations is no grid.
_FULL_ENOUGH = 0.8
_RATE: Key = ("learning_rate",)


class Findings(msgspec.Struct, frozen=True):
    """What a set of runs says: its configurations, the factors that differ among all of them, its experiments."""

    cells: tuple[Cell, ...]
    varying: tuple[Key, ...]
    experiments: tuple[Experiment, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def runs(self) -> tuple[NumberedRun, ...]:
        """The runs that were compared."""
        return tuple(sorted((run for cell in self.cells for run in cell.runs), key=lambda run: run.number))


class _Table(msgspec.Struct, frozen=True):
    """The cells with the settings that vary among them, exact and loose."""

    cells: tuple[Cell, ...]
    exact: Rows
    loose: Rows


def find_experiments(runs: Sequence[NumberedRun]) -> Findings:
    """Compare the configurations of `runs`."""
    compared, left_out = comparable(runs)
    cells = cells_of([(run, configuration_of(run.stored.run)) for run in compared])
    table = _table(cells)
    factors = _factors(table)
    lines = list(_lines(table, factors))
    candidates = [_experiment((factor,), group) for factor, group in lines]
    for pair in _pairs(list(dict.fromkeys(factor for factor, _ in lines)), factors):
        grids = (grid for group in _groups(table, pair) for grid in _grid(pair, group))
        candidates += [_experiment(pair, grid) for grid in grids]
    return Findings(cells, table.exact.keys, widest(candidates), left_out)


def _table(cells: tuple[Cell, ...]) -> _Table:
    keys = _varying([cell.settings for cell in cells])
    # Which layer feeds which follows from how many there are.
    loose_keys = tuple(key for key in _varying([cell.loose for cell in cells]) if key != ("connections",))
    exact = Rows.of(keys, [cell.settings for cell in cells])
    return _Table(cells, exact, Rows.of(loose_keys, [cell.loose for cell in cells]))


def _varying(all_settings: Sequence[Mapping[Key, Value]]) -> tuple[Key, ...]:
    keys = dict.fromkeys(key for settings in all_settings for key in settings)
    return tuple(key for key in keys if len({settings.get(key) for settings in all_settings}) > 1)


def _factors(table: _Table) -> list[Factor]:
    """Return what may be behind the settings that vary, the narrow factors first."""
    learning = {key[1] for cell in table.cells for key in cell.settings if key[0] == "count"}
    found = [factor for key in table.exact.keys for factor in _behind(key, learning)]
    return sorted(dict.fromkeys(found), key=lambda item: item.form != "setting")


def _behind(key: Key, learning: Collection[str | int]) -> Iterator[Factor]:
    """Yield the factors that may make the setting `key` vary."""
    kind = key[0]
    is_wide = kind in ("count", "where", "connections") or key in (("optimizer",), ("data", "name"))
    if not is_wide and (kind != "callback" or len(key) > 2):
        yield Factor("setting", key)
    if kind in ("layer", "count", "where"):
        yield Factor("layers" if key[1] in learning else "presence", ("layer", key[1]))
    if kind == "layer":
        yield Factor("family", key[:3])
        if key[2] == "activation" and key[1] != OUTPUT:
            yield Factor("activation", ("activation",))
    elif kind == "data":
        yield Factor("data", ("data",))
        if key[1] == "samples":
            yield Factor("samples", key[:2])
    elif kind == "optimizer":
        yield Factor("optimizer", key[:1])
    elif kind == "callback":
        yield Factor("callback", key[:2])


def _lines(table: _Table, factors: Sequence[Factor]) -> Iterator[tuple[Factor, list[Cell]]]:
    """Yield each factor with each group of cells in which it alone varies."""
    for factor in factors:
        for group in _groups(table, (factor,)):
            levels = [factor.level(cell) for cell in group]
            if len(set(levels)) == len(levels) > 1 and factor.varies(group):
                yield factor, group


def _groups(table: _Table, factors: Sequence[Factor]) -> Iterator[list[Cell]]:
    """Yield the groups of cells that agree in everything but `factors` and their consequences."""
    rows = table.loose if any(factor.is_loose for factor in factors) else table.exact
    absorbed = {key for factor in factors for key in factor.absorbed(rows.keys)}
    # Another optimizer brings another default rate: as such they are all alike.
    are_alike = any(factor.form == "optimizer" for factor in factors) and _RATE not in absorbed
    candidates = rows.may_agree_without({*absorbed, _RATE} if are_alike else absorbed)
    together: dict[Any, list[Cell]] = {}
    for place in candidates:
        cell = table.cells[place]
        replaced = {_RATE: "default"} if are_alike and cell.default_rate else {}
        together.setdefault(rows.without(absorbed, place, replaced), []).append(cell)
    for group in together.values():
        if len(group) > 1:
            yield from _on_equal_conditions(group, factors)


def _on_equal_conditions(group: list[Cell], factors: Sequence[Factor]) -> Iterator[list[Cell]]:
    groups = [group]
    for factor in factors:
        groups = [part for whole in groups for part in _split(whole, factor)]
    for part in groups:
        yield part
        for factor in factors:
            if factor.form == "layers":
                yield from _of_one_size(part, factor)


def _of_one_size(group: list[Cell], factor: Factor) -> Iterator[list[Cell]]:
    """Yield the nets of `group` all of whose layers have one size: those that differ in depth alone."""
    sizes = {id(cell): factor.level(cell) for cell in group}
    found = dict.fromkeys(size for level in sizes.values() if isinstance(level, tuple) for size in level)
    for size in found:
        part = [cell for cell in group if set(_listed(sizes[id(cell)])) <= {size}]
        if 1 < len(part) < len(group):
            yield part


def _listed(level: Value) -> tuple[Value, ...]:
    return level if isinstance(level, tuple) else ()


def _split(group: list[Cell], factor: Factor) -> list[list[Cell]]:
    """Part `group` by the condition of `factor`; a cell without anything of the factor belongs to every part."""
    conditions = [factor.condition(cell) for cell in group]
    distinct = [found for found in dict.fromkeys(conditions) if found is not None]
    if len(distinct) < 2:
        return [group]
    return [
        [cell for cell, found in zip(group, conditions, strict=True) if found in (None, wanted)] for wanted in distinct
    ]


def _pairs(active: Sequence[Factor], known: Sequence[Factor]) -> Iterator[tuple[Factor, Factor]]:
    """Yield the pairs of factors that may form a grid: each of them also varies alone in one of its rows."""
    yield from ((one, other) for one, other in combinations(active, 2) if not _overlap(one, other))
    settings = {factor.key[:3] for factor in active if factor.form == "setting" and factor.key[0] == "layer"}
    families = [item for item in known if item.form == "family" and item.key in settings and item not in active]
    for deep in (factor for factor in active if factor.form == "layers"):
        yield from ((deep, family) for family in families if not _overlap(deep, family))


def _overlap(one: Factor, other: Factor) -> bool:
    return (
        one.absorbs(other.key)
        or other.absorbs(one.key)
        or (one.form == other.form == "activation")
        or {one.form, other.form} == {"activation", "layers"}
    )


def _grid(pair: tuple[Factor, Factor], group: list[Cell]) -> Iterator[list[Cell]]:
    """Yield the cells of `group` that form a grid: levels with many gaps are dropped until it is nearly full."""
    levels = {id(cell): (pair[0].level(cell), pair[1].level(cell)) for cell in group}
    while len(group) > 3:
        sides = [dict.fromkeys(levels[id(cell)][axis] for cell in group) for axis in (0, 1)]
        extent = len(sides[0]) * len(sides[1])
        if min(len(side) for side in sides) < 2 or len({levels[id(cell)] for cell in group}) < len(group):
            return
        if len(group) >= _FULL_ENOUGH * extent and _is_varied(pair, group):
            yield group
            return
        counts = [
            (sum(levels[id(cell)][axis] == level for cell in group) / len(sides[1 - axis]), -axis, place, level)
            for axis in (0, 1)
            for place, level in enumerate(sides[axis])
        ]
        _, axis, _, worst = min(counts, key=itemgetter(0, 1, 2))
        group = [cell for cell in group if levels[id(cell)][-axis] != worst]


def _is_varied(pair: tuple[Factor, Factor], group: list[Cell]) -> bool:
    # The settings of layers that are there in one net and not in another vary in any case.
    is_loose = any(factor.is_loose for factor in pair)
    return all(factor.varies(group) for factor in pair if not (is_loose and factor.form == "family"))


def _experiment(factors: Sequence[Factor], cells: Sequence[Cell]) -> Experiment:
    """Return the experiment of `cells`; of two factors the one with more levels runs down the page."""
    axes = sorted((axis_of(factor, cells) for factor in factors), key=lambda axis: -len(axis.levels))
    trials = [Trial(tuple(axis.place(cell) for axis in axes), cell.runs) for cell in cells]
    return Experiment(tuple(axes), tuple(sorted(trials, key=lambda trial: trial.places)))
