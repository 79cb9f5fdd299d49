"""What a result costs: each run's parameters and training time against what it reached, and the Pareto front of them.

Takes ranked runs; gives points with finite numbers.
"""

import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from reportgen.analysis.front import pareto_front
from reportgen.analysis.scores import Measure, score, training_seconds
from reportgen.analysis.selection import NumberedRun

Cost = Literal["parameters", "seconds"]
COSTS: tuple[Cost, ...] = ("parameters", "seconds")


class CostPoint(msgspec.Struct, frozen=True):
    """A run, what it costs, what it reached, and whether no other run beats it in both."""

    run: NumberedRun
    cost: float
    result: float
    is_on_front: bool


def cost_points(runs: Sequence[NumberedRun], measure: Measure, cost: Cost) -> tuple[CostPoint, ...]:
    """Return a point for each of `runs` of which both numbers are known and finite, in their order."""
    known = [(run, _cost(run, cost), score(run, measure)) for run in runs]
    finite = [(run, x, y) for run, x, y in known if x is not None and y is not None and math.isfinite(x + y)]
    front = pareto_front([(x, y) for _, x, y in finite], higher_is_better=measure.higher_is_better)
    return tuple(CostPoint(*point, place in front) for place, point in enumerate(finite))


def _cost(run: NumberedRun, cost: Cost) -> float | None:
    if cost == "seconds":
        return training_seconds(run)
    model = run.stored.run.model
    return float(model.parameters) if model and model.parameters else None
