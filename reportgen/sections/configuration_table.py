"""The table of all configurations, where many things differ at once: one row each, only the columns that differ."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from reportgen.analysis.configurations import OUTPUT, Key
from reportgen.analysis.experiments import Findings
from reportgen.analysis.factors import Cell, Factor
from reportgen.analysis.scores import Measure, choose_measure, score, training_seconds
from reportgen.analysis.spread import spread_of
from reportgen.analysis.trials import Experiment
from reportgen.knowledge.wording import label_of
from reportgen.language import N_, _
from reportgen.language.letters import inside
from reportgen.language.numbers import clauses
from reportgen.sections.anchors import run_anchor
from reportgen.sections.architectures import Link
from reportgen.sections.factor_words import factor_label, value_label
from reportgen.sections.names import and_more
from reportgen.sections.numerals import MISSING, duration
from reportgen.sections.run_words import architecture_of, measure_label, measure_text, models, optimizer_of
from reportgen.sections.spread_text import spread_text

_FEWEST_CONFIGURATIONS = 2
_FEWEST_FACTORS = 3
_MOST_COLUMNS = 5
_MOST_ROWS = {"brief": 10, "normal": 30, "full": 100_000}
_MOST_LINKS = 4
_SETTING_NAMES = {"kernel_size": N_("Kernel size")}


class ConfigurationRow(msgspec.Struct, frozen=True):
    """One configuration: its values below the headings, what it reached, and its runs."""

    values: tuple[str, ...]
    result: str
    spread: str
    best: bool
    time: str
    runs: tuple[Link, ...]
    more_runs: int


class Heading(msgspec.Struct, frozen=True):
    """The heading of a column; `kind` is "net" or "optimizer" for those that need room for words."""

    text: str
    kind: str = ""


class ConfigurationTable(msgspec.Struct, frozen=True):
    """The configurations, best first. `notes` say what was left out for want of room."""

    title: str
    anchor: str
    headings: tuple[Heading, ...]
    measure: str
    rows: tuple[ConfigurationRow, ...]
    notes: tuple[str, ...]


class _Column(msgspec.Struct, frozen=True):
    heading: str
    text: Callable[[Cell], str]
    kind: str = ""


def configuration_table(findings: Findings, shown: Sequence[Experiment], detail: str) -> ConfigurationTable | None:
    """Return the table if three or more things differ and not all runs are told of in `shown`, or if runs repeat.

    None where there is nothing to add to the experiments.
    """
    measure = choose_measure(findings.runs)
    if measure is None or not _adds_something(findings, shown):
        return None
    columns = _columns(findings)
    cells = sorted(findings.cells, key=lambda cell: _rank(cell, measure))
    limit = _MOST_ROWS[detail]
    left_out = ", ".join(inside(column.heading) for column in columns[_MOST_COLUMNS:])
    notes = [_("Not shown for want of room: {columns}.").format(columns=left_out)]
    best = _("The best {number} of {all} configurations.").format(number=limit, all=len(cells))
    more = [best] if len(cells) > limit else []
    return ConfigurationTable(
        title=_("All configurations") if len(cells) > 1 else _("Repeats of one configuration"),
        anchor="configurations",
        headings=tuple(Heading(column.heading, column.kind) for column in columns[:_MOST_COLUMNS]),
        measure=measure_label(measure),
        rows=tuple(_row(cell, columns[:_MOST_COLUMNS], measure, cells[0]) for cell in cells[:limit]),
        notes=(*_repeats(findings), *(notes if len(columns) > _MOST_COLUMNS else []), *more),
    )


def _adds_something(findings: Findings, shown: Sequence[Experiment]) -> bool:
    told = {number for experiment in shown for number in experiment.numbers}
    untold = [cell for cell in findings.cells if not any(run.number in told for run in cell.runs)]
    if len(findings.cells) < _FEWEST_CONFIGURATIONS:
        return bool(findings.cells) and len(findings.cells[0].runs) > 1
    return bool(untold) and (
        len(_columns(findings)) >= _FEWEST_FACTORS or any(len(cell.runs) > 1 for cell in untold) or not shown
    )


_OF_THE_NET = ("layer", "count", "where", "connections")


def _columns(findings: Findings) -> list[_Column]:
    """Return a column for each thing that differs: the net as one, the optimizer as one, each callback as one."""
    kinds = {key[0] for key in findings.varying}
    found = [_Column(_("Net"), _net, "net")] if kinds & set(_OF_THE_NET) else []
    found += [_Column(_("Optimizer"), _optimizer, "optimizer")] if "optimizer" in kinds else []
    plain = [key for key in findings.varying if key[0] not in (*_OF_THE_NET, "optimizer", "callback")]
    # The settings of a loss follow from which it is.
    plain = [key for key in plain if key[0] != "loss" or len(key) == 1 or ("loss",) not in plain]
    main = [key for key in plain if key in (("learning_rate",), ("batch_size",))]
    found += [_Column(_heading(key, findings), partial(_setting, key)) for key in main]
    found += [_Column(_setting_name(name), partial(_of_layers, name)) for name in _unspoken(findings)]
    # What people choose comes before what their data bring with them.
    others = sorted((key for key in plain if key not in main), key=lambda key: key[0] in ("data", "platform"))
    found += [_Column(_heading(key, findings), partial(_setting, key)) for key in others]
    callbacks = dict.fromkeys(str(key[1]) for key in findings.varying if key[0] == "callback")
    return [*found, *(_Column(name, partial(_has, ("callback", name))) for name in callbacks)]


def _setting_name(name: str) -> str:
    return _(_SETTING_NAMES[name]) if name in _SETTING_NAMES else label_of(name)


def _unspoken(findings: Findings) -> list[str]:
    """Return the settings of layers that differ and that the words for a net do not tell: activation, kernel size."""
    found: dict[str, None] = {}
    keys = dict.fromkeys(key for cell in findings.cells for key in cell.loose if key[0] == "layer" and len(key) == 3)
    for key in keys:
        values = {cell.loose[key] for cell in findings.cells if key in cell.loose}
        is_size = any(cell.sizes.get(str(key[1])) == key[2] for cell in findings.cells)
        if len(values) > 1 and not is_size:
            found[str(key[2])] = None
    return list(found)


def _of_layers(name: str, cell: Cell) -> str:
    """Return a setting of all hidden layers, each value once."""
    values = [
        value for key, value in cell.settings.items() if key[0] == "layer" and key[2] == name and key[1] != OUTPUT
    ]
    return ", ".join(dict.fromkeys(value_label(value, ("layer", name)) for value in values)) or MISSING


def _net(cell: Cell) -> str:
    return architecture_of(cell.runs[0].stored.run) or MISSING


def _optimizer(cell: Cell) -> str:
    return optimizer_of(cell.runs[0].stored.run, rate=False)


def _setting(key: Key, cell: Cell) -> str:
    return value_label(cell.settings.get(key), key)


def _has(key: Key, cell: Cell) -> str:
    return _("yes") if key in cell.settings else _("no")


def _heading(key: Key, findings: Findings) -> str:
    return factor_label(Factor("data" if key == ("data", "name") else "setting", key), findings.cells)


def _rank(cell: Cell, measure: Measure) -> tuple[bool, float]:
    found = spread_of(score(run, measure) for run in cell.runs)
    if found is None or not math.isfinite(found.mean):
        return True, 0.0
    return False, -found.mean if measure.higher_is_better else found.mean


def _row(cell: Cell, columns: Sequence[_Column], measure: Measure, best: Cell) -> ConfigurationRow:
    found = spread_of(score(run, measure) for run in cell.runs)
    time = spread_of(training_seconds(run) for run in cell.runs)
    return ConfigurationRow(
        values=tuple(column.text(cell) for column in columns),
        result=measure_text(measure, found.mean) if found else MISSING,
        spread=spread_text(found, measure.quantity) if found else "",
        best=found is not None and math.isfinite(found.mean) and _rank(cell, measure) == _rank(best, measure),
        time=duration(time.mean) if time else MISSING,
        runs=tuple(Link(str(run.number), run_anchor(run)) for run in cell.runs[:_MOST_LINKS]),
        more_runs=max(0, len(cell.runs) - _MOST_LINKS),
    )


def _repeats(findings: Findings) -> list[str]:
    repeated = [cell for cell in findings.cells if len(cell.runs) > 1]
    if not repeated:
        return []
    shown = clauses(models([run.number for run in cell.runs]) for cell in repeated[:_MOST_LINKS])
    said = and_more(shown, len(repeated) - _MOST_LINKS)
    note = _("Repeats of one configuration, seeds aside: {models}: mean ± standard deviation of n runs.")
    return [note.format(models=said)]
