"""The figure of a training's history: accuracy, loss and learning rate per epoch, then every other metric."""

import math
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

import msgspec

from reportgen.analysis.curves import Curve, MetricCurves, learning_rate_curve, metric_curves
from reportgen.analysis.outcome import metric_keys, validation_is_test
from reportgen.analysis.selection import NumberedRun
from reportgen.figures.charts import Line, LineChart, Scale, Style, Unit
from reportgen.knowledge.metrics import is_percent, metric_label
from reportgen.language import _
from reportgen.sections.anchors import figure_anchor
from reportgen.sections.figure import Figure, Subfigure

# Two charts share the width of the text (162 mm) with 4 mm between them; the learning rate says less and is lower.
_WIDTH = 79.0

_MOST_CHARTS = 9
_LOG_FROM_RATIO = 100.0

Described = tuple[str, LineChart]


class _Heights(msgspec.Struct, frozen=True):
    """Heights of charts in millimetres: of a metric, and of the learning rate."""

    metric: float
    rate: float


_FULL, _LOW = _Heights(54.0, 42.0), _Heights(43.0, 34.0)


def history_figure(run: NumberedRun, *, low: bool = False) -> Figure | None:
    """Return the figure of the run's history, or None if no epoch ended or nothing was measured.

    `low` charts leave room for more text on the page.
    """
    described = [*_charts(run, _LOW if low else _FULL)][:_MOST_CHARTS]
    if not described:
        return None
    parts = tuple(
        Subfigure(letter, caption, chart) for letter, (caption, chart) in zip(ascii_lowercase, described, strict=False)
    )
    caption = _("Training and evaluation metrics for model {number}.").format(number=run.number)
    return Figure(figure_anchor(run), caption, parts)


def _charts(run: NumberedRun, heights: _Heights) -> Iterator[Described]:
    keys = [key for key in metric_keys(run.stored) if key != "loss"]
    main = run.outcome.accuracy_key or next(iter(keys), None)
    if main:
        yield from _metric_chart(run, main, heights)
    yield from _metric_chart(run, "loss", heights)
    yield from _learning_rate_chart(run, heights)
    for key in keys:
        if key != main:
            yield from _metric_chart(run, key, heights)


def _metric_chart(run: NumberedRun, key: str, heights: _Heights) -> Iterator[Described]:
    curves = metric_curves(run.stored, key)
    lines = _lines(run, curves)
    if lines:
        outputs = _outputs(run)
        is_the_accuracy = key == run.outcome.accuracy_key and not outputs
        label = _("Accuracy") if is_the_accuracy else metric_label(key, outputs)
        unit: Unit = "percent" if is_percent(key) else "number"
        scale: Scale = "linear" if unit == "percent" else _scale(lines)
        yield (
            _("{quantity} learning process for model {number}.").format(quantity=label, number=run.number),
            LineChart(lines=lines, y_label=label, width_mm=_WIDTH, height_mm=heights.metric, unit=unit, scale=scale),
        )


def _outputs(run: NumberedRun) -> tuple[str, ...]:
    """Return the names of the model's outputs, where it has several: metrics are logged under them."""
    training = run.stored.run.training
    components = (*training.losses, *training.metrics) if training else ()
    return tuple(dict.fromkeys(component.output for component in components if component.output))


def _lines(run: NumberedRun, curves: MetricCurves) -> tuple[Line, ...]:
    held_out = _("Test") if validation_is_test(run.stored.run) else _("Validation")
    lines = (_line(_("Training"), "training", curves.training), _line(held_out, "validation", curves.validation))
    return tuple(line for line in lines if line.x)


def _line(label: str, style: Style, curve: Curve) -> Line:
    return Line(label, style, curve.epochs, curve.values)


def _learning_rate_chart(run: NumberedRun, heights: _Heights) -> Iterator[Described]:
    curve = learning_rate_curve(run.stored)
    if curve:
        lines = (_line(_("Learning rate"), "neutral", curve),)
        scale = _scale(lines)
        chart = LineChart(
            lines=lines,
            y_label=_("Learning rate"),
            width_mm=_WIDTH,
            height_mm=heights.rate,
            scale=scale,
            from_zero=scale == "linear",
        )
        yield _("Learning rate per epoch for model {number}.").format(number=run.number), chart


def _scale(lines: Sequence[Line]) -> Scale:
    """Choose a logarithmic axis where positive values span more than two orders of magnitude."""
    values = [value for line in lines for value in line.y if math.isfinite(value)]
    return "log" if values and min(values) > 0 and max(values) / min(values) > _LOG_FROM_RATIO else "linear"
