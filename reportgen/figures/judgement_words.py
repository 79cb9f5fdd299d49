"""Charts of what a model predicted in words, for those who cannot see them."""

from reportgen.figures.judgement_charts import (
    AgreementChart,
    ClassBarChart,
    ConfusionChart,
    PictureChart,
    RateChart,
    ReliabilityChart,
    ResidualChart,
)

_CLASSES_SPOKEN = 12


def confusion_in_words(chart: ConfusionChart) -> str:
    """Return the share of the diagonal and the largest square beside it."""
    total = sum(map(sum, chart.counts))
    right = sum(row[place] for place, row in enumerate(chart.counts))
    beside = [(count, t, p) for t, row in enumerate(chart.counts) for p, count in enumerate(row) if t != p]
    count, truth, predicted = max(beside, default=(0, 0, 0))
    times = "once" if count == 1 else f"{count} times"
    worst = f" Most often confused: {chart.labels[truth]} taken for {chart.labels[predicted]}, {times}."
    known = f"Confusion matrix of {len(chart.labels)} classes: {right} of {total} samples on the diagonal."
    return known + (worst if count else "")


def rates_in_words(chart: RateChart) -> str:
    """Return the area below each curve."""
    areas = ", ".join(f"{curve.label} {curve.area:.3f}" for curve in chart.curves)
    return f"{chart.y_label} by {chart.x_label.lower()}. Areas: {areas}."


def reliability_in_words(chart: ReliabilityChart) -> str:
    """Return confidence and accuracy of the least and the most confident bin."""
    bins = list(zip(chart.confidences, chart.accuracies, chart.counts, strict=True))
    ends = [bins[0], bins[-1]] if len(bins) > 1 else bins
    said = ", ".join(
        f"confidence {confidence:.2f} with accuracy {accuracy:.2f} ({count} samples)"
        for confidence, accuracy, count in ends
    )
    return f"Reliability diagram in {len(bins)} bins: {said}."


def agreement_in_words(chart: AgreementChart) -> str:
    """Return the ranges of truths and predictions."""
    ends = f"from {min(chart.predictions):.4g} to {max(chart.predictions):.4g}"
    return (
        f"Scatter plot of {len(chart.truths)} samples: true values from {min(chart.truths):.4g} to "
        f"{max(chart.truths):.4g}, predictions {ends}."
    )


def residuals_in_words(chart: ResidualChart) -> str:
    """Return the bin with the most samples and the ends."""
    most = max(range(len(chart.counts)), key=lambda place: chart.counts[place])
    return (
        f"Histogram of predicted minus true values from {chart.edges[0]:.3g} to {chart.edges[-1]:.3g}: most samples, "
        f"{chart.counts[most]}, between {chart.edges[most]:.3g} and {chart.edges[most + 1]:.3g}."
    )


def pictures_in_words(chart: PictureChart) -> str:
    """Return the captions."""
    captions = "; ".join(" ".join(picture.caption.split()) for picture in chart.pictures if picture.caption)
    return f"{len(chart.pictures)} pictures: {captions}." if captions else f"{len(chart.pictures)} pictures."


def class_bars_in_words(chart: ClassBarChart) -> str:
    """Return the counts of each part, all of them for few classes, else the smallest and the largest."""
    return " ".join(f"{label}: {_counts(chart.labels, counts)}." for label, counts in chart.parts)


def _counts(labels: tuple[str, ...], counts: tuple[int, ...]) -> str:
    if len(labels) <= _CLASSES_SPOKEN:
        return ", ".join(f"{label} {count}" for label, count in zip(labels, counts, strict=True))
    low, high = min(counts), max(counts)
    return f"{len(labels)} classes with {low} to {high} samples"
