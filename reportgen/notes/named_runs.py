"""Runs as the notes use them: found by name, number or id, with their values by name."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from reportgen.analysis.outcome import evaluations_of_kept, metric_keys
from reportgen.analysis.scores import kept_epoch
from reportgen.analysis.selection import NumberedRun
from reportgen.errors import NotesError
from reportgen.knowledge.metrics import is_percent
from reportgen.knowledge.wording import text_of
from reportgen.language import _
from reportgen.notes.nearest import nearest
from reportgen.notes.quantities import Quantity
from reportgen.notes.run_values import RUN_VALUES, RunFacts
from reportgen.records.values import as_float
from reportgen.sections.numerals import moment
from reportgen.sections.report import Report

_PARTS = ("test", "validation", "training")


class Missing(msgspec.Struct, frozen=True):
    """A value that the record lacks; `reason` says so in a sentence."""

    reason: str


RunText = Quantity | str | Missing
"""What a name of a run stands for: a number that knows how it is printed, a text, or nothing."""


class NamedRun:
    """A run with its values by name: `get("test_accuracy")`; the names are those of `RUN_VALUES`."""

    functions = ("metric", "setting")

    def __init__(self, report: Report, run: NumberedRun) -> None:
        self.numbered = run
        self._report = report

    def __repr__(self) -> str:
        return f"model {self.numbered.number} ({self.numbered.stored.run.name[:60]})"

    @cached_property
    def _facts(self) -> RunFacts:
        return RunFacts(self._report, self.numbered)

    def get(self, name: str) -> RunText:
        """Return the value `name`. Raises NotesError, with the nearest names, if runs have none of that name."""
        if name not in RUN_VALUES:
            raise NotesError(f"a run has no {name!r}{nearest(name, (*RUN_VALUES, *self.functions))}", name)
        value = RUN_VALUES[name]
        found = value.value(self._facts)
        if found is None:
            return Missing(f"the record of {self!r} has no {value.label}")
        if isinstance(found, bool):
            return _("Yes") if found else _("No")
        if isinstance(found, datetime):
            return moment(found)
        return found if isinstance(found, str) else Quantity(found, value.kind)  # type: ignore[arg-type]

    def metric(self, name: str, on: str = "") -> RunText:
        """Return what a metric of the program was at the end, by the name that Keras logs: "auc".

        `on` is "test", "validation" or "training" data, by default the first of them that there is a number for. The
        last two are those of the epoch whose weights are kept.
        """
        known = metric_keys(self.numbered.stored)
        if on and on not in _PARTS:
            raise NotesError(f"there is no {on!r} data; allowed are {', '.join(map(repr, _PARTS))}", on)
        if name not in known:
            raise NotesError(f"{self!r} has no metric {name!r}{nearest(name, known)}", name)
        for part in (on,) if on else _PARTS:
            found = self._measured(name, part)
            if found is not None:
                return Quantity(found, "percent" if is_percent(name) else "measured")
        return Missing(f"the record of {self!r} has no {name}{f' on {on} data' if on else ''}")

    def _measured(self, name: str, part: str) -> float | None:
        epoch = kept_epoch(self.numbered)
        logged = (
            epoch.metrics.get(f"val_{name}" if part == "validation" else name) if epoch and part != "test" else None
        )
        evaluated = evaluations_of_kept(self.numbered.stored.run, self.numbered.outcome.kept_epoch)
        found = [item.metrics[name] for item in evaluated if item.data == part and name in item.metrics]
        return as_float(logged) if logged is not None else as_float(found[-1]) if found else None

    def setting(self, name: str) -> RunText:
        """Return a setting of the optimizer, or what the program logged of its own, such as "momentum"."""
        training = self._facts.training
        settings = training.optimizer.settings if training.optimizer else {}
        known = {**training.extra, **{key: setting.value for key, setting in settings.items()}}
        if name not in known:
            raise NotesError(f"{self!r} has no setting {name!r}{nearest(name, known)}", name)
        value = known[name]
        if value is None:
            return Missing(f"the setting {name!r} of {self!r} is not set")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Quantity(value, "plain")
        return value if isinstance(value, str) else text_of(value)


def find_run(runs: Sequence[NamedRun], wanted: Any) -> NamedRun:
    """Return the run whose number, id, name or beginning of an id is `wanted`.

    Raises:
        NotesError: there is none, or several are; the message names them.
    """
    if isinstance(wanted, NamedRun):
        return wanted
    text = str(wanted)
    by_number = [run for run in runs if str(run.numbered.number) == text]
    by_name = [run for run in runs if run.numbered.stored.run.name == text]
    by_id = [run for run in runs if text and run.numbered.stored.run.id.startswith(text)]
    for found in ([run for run in by_id if run.numbered.stored.run.id == text], by_number, by_name, by_id):
        if len(found) == 1:
            return found[0]
        if found:
            these = " or ".join(f"run({run.numbered.number})" for run in found[:6])
            raise NotesError(f"{len(found)} runs are called {text!r}: say {these}", text)
    names = dict.fromkeys(run.numbered.stored.run.name[:60] for run in runs)
    raise NotesError(f"there is no run {text!r} among the numbers 1 to {len(runs)}{nearest(text, names)}", text)
