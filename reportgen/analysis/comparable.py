"""Which runs can be set beside each other: whole trainings from the start, of which it is known what was trained."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from reportgen.analysis.selection import NumberedRun

Reason = Literal["running", "failed", "interrupted", "killed", "continuation", "resumption", "unknown", "no epochs"]


class LeftOut(msgspec.Struct, frozen=True):
    """A run that is not compared, and why."""

    run: NumberedRun
    reason: Reason


def comparable(runs: Sequence[NumberedRun]) -> tuple[tuple[NumberedRun, ...], tuple[LeftOut, ...]]:
    """Part `runs` into those that can be compared and those that cannot.

    A continuation began with weights that another training had made, a resumption with half of one: neither shows what
    its own settings alone give.
    """
    judged = [(run, _reason(run)) for run in runs]
    left_out = tuple(LeftOut(run, reason) for run, reason in judged if reason)
    return tuple(run for run, reason in judged if reason is None), left_out


def _reason(run: NumberedRun) -> Reason | None:
    record = run.stored.run
    if record.state != "completed":
        return record.state
    if record.parent and record.parent.relation != "nested":
        return record.parent.relation
    if not run.stored.epochs:
        return "no epochs"
    is_known = record.model is not None or bool(record.training and record.training.extra)
    return None if is_known else "unknown"
