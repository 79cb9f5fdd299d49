"""Section "The best models compared": their learning curves in one chart, and what accuracy costs."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.costs import Cost, CostPoint, cost_points
from reportgen.analysis.curves import Curve, metric_curves
from reportgen.analysis.loss_kinds import losses_compare
from reportgen.analysis.outcome import Source
from reportgen.analysis.scores import Measure, Quantity, Ranking
from reportgen.analysis.selection import NumberedRun
from reportgen.figures.charts import Chart, Line, LineChart, Style, Unit
from reportgen.figures.experiment_charts import Mark, TradeOff
from reportgen.knowledge.metrics import is_percent
from reportgen.language import N_, _
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import measure_inside, measure_label, models

TITLE = N_("The best models compared")

_BEST = 5
_FEWEST_POINTS = 3
_WIDE, _HALF = 162.0, 79.0
_CURVES_HEIGHT, _PLANE_HEIGHT = 56.0, 62.0
_LOG_FROM_RATIO = 20.0
_LOG_LOSS_FROM_RATIO = 100.0
_STYLES: tuple[Style, ...] = ("first", "second", "third", "fourth", "fifth")


class Comparison(Content, msgspec.Struct, frozen=True):
    """`curves` overlays the best runs, `costs` sets all of them against their costs; either may be missing."""

    curves: Figure | None
    costs: Figure | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures there are."""
        return tuple(figure for figure in (self.curves, self.costs) if figure)


def build(report: Report) -> Comparison | None:
    """Build the figures; None if there are no two runs to compare."""
    content = Comparison(_curves(report.ranking), _costs(report.ranking))
    return content if content.figures else None


def _curves(ranking: Ranking) -> Figure | None:
    best = [run for run in ranking.runs if run.outcome.epochs_run > 1][:_BEST]
    quantities: tuple[Quantity, ...] = ("accuracy", "loss") if losses_compare(best) else ("accuracy",)
    charts = [chart for quantity in quantities if (chart := _overlay(best, quantity))]
    if not charts:
        return None
    shown = models([run.number for run in best])
    parts = _lettered(
        [(_("{measure} of {models}.").format(measure=chart.y_label, models=shown), chart) for chart in charts]
    )
    are_the_best = best == list(ranking.runs[: len(best)])
    # Translators: {number} is a number in words, "two" to "five".
    all_runs = _("{what} of the best {number} models.")
    some_runs = _("{what} of the best {number} models of those that ran more than one epoch.")
    what = _("Learning curves") if len(charts) > 1 else charts[0].y_label
    whole = (all_runs if are_the_best else some_runs).format(what=what, number=_(_NUMBERS[len(best)]))
    return Figure("figure-best-curves", whole, parts)


# Two curves at the least are laid over each other.
_NUMBERS = {2: N_("two"), 3: N_("three"), 4: N_("four"), 5: N_("five")}


def _lettered(charts: Sequence[tuple[str, Chart]]) -> tuple[Subfigure, ...]:
    """Return charts with their captions, lettered; a single one has the caption of the figure alone."""
    if len(charts) == 1:
        return (Subfigure("", "", charts[0][1]),)
    return tuple(Subfigure(letter, caption, chart) for letter, (caption, chart) in zip("ab", charts, strict=True))


def _overlay(runs: Sequence[NumberedRun], quantity: Quantity) -> LineChart | None:
    """Return the validation curves of `runs`, else the training curves; None unless two or more runs all have them."""
    sides: tuple[Source, ...] = ("validation", "training")
    for side in sides:
        curves = [(run, _curve(run, quantity, side)) for run in runs]
        known = [(run, curve) for run, curve in curves if _points(curve) > 1]
        if len(known) > 1 and len(known) == len(runs):
            return _overlay_chart(known, measure_label(Measure(quantity, side)), quantity)
    return None


def _curve(run: NumberedRun, quantity: str, side: str) -> Curve:
    key = run.outcome.accuracy_key if quantity == "accuracy" else "loss"
    return getattr(metric_curves(run.stored, key), side) if key else Curve((), ())


def _points(curve: Curve) -> int:
    return sum(math.isfinite(value) for value in curve.values)


def _overlay_chart(known: Sequence[tuple[NumberedRun, Curve]], label: str, quantity: str) -> LineChart:
    lines = tuple(
        Line(_("Model {number}").format(number=run.number), style, curve.epochs, curve.values)
        for (run, curve), style in zip(known, _STYLES, strict=False)
    )
    values = [value for line in lines for value in line.y if math.isfinite(value)]
    is_steep = quantity == "loss" and min(values) > 0 and max(values) / min(values) > _LOG_LOSS_FROM_RATIO
    is_accuracy = quantity == "accuracy" and all(is_percent(run.outcome.accuracy_key or "") for run, _ in known)
    return LineChart(
        lines=lines,
        y_label=label,
        width_mm=_WIDE,
        height_mm=_CURVES_HEIGHT,
        unit="percent" if is_accuracy else "number",
        scale="log" if is_steep else "linear",
    )


_COSTS: dict[Cost, tuple[str, str]] = {
    "parameters": (N_("#Parameters"), N_("{measure} against the number of parameters.")),
    "seconds": (N_("Training time in s"), N_("{measure} against the training time.")),
}


def _costs(ranking: Ranking) -> Figure | None:
    if ranking.measure is None:
        return None
    label = measure_label(ranking.measure)
    planes = list(_planes(ranking.runs, ranking.measure))
    if not planes:
        return None
    parts = _lettered([(_(what).format(measure=label), chart) for what, chart in planes])
    caption = _(
        "What {measure} costs. The dashed line joins the models that no other one beats in both respects; the numbers "
        "are those of the models."
    )
    return Figure("figure-costs", caption.format(measure=measure_inside(ranking.measure)), parts)


def _planes(runs: Sequence[NumberedRun], measure: Measure) -> Iterator[tuple[str, TradeOff]]:
    for cost, (label, what) in _COSTS.items():
        points = cost_points(runs, measure, cost)
        varied = len({point.cost for point in points}) > 1 and len({point.result for point in points}) > 1
        if len(points) >= _FEWEST_POINTS and varied:
            yield what, _plane(points, measure, _(label))


def _plane(points: Sequence[CostPoint], measure: Measure, label: str) -> TradeOff:
    xs = [point.cost for point in points]
    unit: Unit = "percent" if measure.quantity == "accuracy" else "number"
    return TradeOff(
        marks=tuple(Mark(point.run.number, point.cost, point.result) for point in points),
        front=tuple(point.run.number for point in points if point.is_on_front),
        x_label=label,
        y_label=measure_label(measure),
        x_scale="log" if min(xs) > 0 and max(xs) / min(xs) > _LOG_FROM_RATIO else "linear",
        unit=unit,
        width_mm=_HALF,
        height_mm=_PLANE_HEIGHT,
    )
