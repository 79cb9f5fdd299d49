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
from reportgen.figures.spoken_values import spoken
from reportgen.language import _, ngettext
from reportgen.language.letters import inside

_CLASSES_SPOKEN = 12
_CURVES_SPOKEN = 3


def confusion_in_words(chart: ConfusionChart) -> str:
    """Return the share of the diagonal and the largest square beside it."""
    total = sum(map(sum, chart.counts))
    right = sum(row[place] for place, row in enumerate(chart.counts))
    beside = [(count, t, p) for t, row in enumerate(chart.counts) for p, count in enumerate(row) if t != p]
    count, truth, predicted = max(beside, default=(0, 0, 0))
    known = _("Confusion matrix of {classes} classes: {right} of {total} samples on the diagonal.").format(
        classes=len(chart.labels), right=right, total=total
    )
    if not count:
        return known
    worst = ngettext(
        "Most often confused: {truth} taken for {predicted}, once.",
        "Most often confused: {truth} taken for {predicted}, {number} times.",
        count,
    )
    return f"{known} {worst.format(truth=chart.labels[truth], predicted=chart.labels[predicted], number=count)}"


def rates_in_words(chart: RateChart) -> str:
    """Return the area below each of a few curves, else the smallest and the largest."""
    # Translators: two rates of a classifier over each other, such as "True positive rate by false positive rate".
    told = _("{rate} by {other_rate}. {areas}.")
    return told.format(rate=chart.y_label, other_rate=inside(chart.x_label), areas=_areas(chart))


def _areas(chart: RateChart) -> str:
    if len(chart.curves) <= _CURVES_SPOKEN:
        told = _("The area below the curve of {label} is {area}")
        return ". ".join(told.format(label=curve.label, area=spoken(curve.area, ".3f")) for curve in chart.curves)
    least, most = (end(chart.curves, key=lambda curve: curve.area) for end in (min, max))
    return _(
        "The areas below the {number} curves are from {least}, that of {least_label}, to {most}, that of {most_label}"
    ).format(
        number=len(chart.curves),
        least=spoken(least.area, ".3f"),
        least_label=least.label,
        most=spoken(most.area, ".3f"),
        most_label=most.label,
    )


def reliability_in_words(chart: ReliabilityChart) -> str:
    """Return confidence and accuracy of the least and the most confident bin."""
    bins = list(zip(chart.confidences, chart.accuracies, chart.counts, strict=True))
    ends = [bins[0], bins[-1]] if len(bins) > 1 else bins
    said = ", ".join(_bin(*end) for end in ends)
    return ngettext(
        "Reliability diagram in {number} bin: {bins}.", "Reliability diagram in {number} bins: {bins}.", len(bins)
    ).format(number=len(bins), bins=said)


def _bin(confidence: float, accuracy: float, count: int) -> str:
    return ngettext(
        "confidence {confidence} with accuracy {accuracy} ({number} sample)",
        "confidence {confidence} with accuracy {accuracy} ({number} samples)",
        count,
    ).format(confidence=spoken(confidence, ".2f"), accuracy=spoken(accuracy, ".2f"), number=count)


def agreement_in_words(chart: AgreementChart) -> str:
    """Return the ranges of truths and predictions."""
    return ngettext(
        "Scatter plot of {number} sample: true values from {least} to {most}, predictions from {lowest} to {highest}.",
        "Scatter plot of {number} samples: true values from {least} to {most}, predictions from {lowest} to {highest}.",
        len(chart.truths),
    ).format(
        number=len(chart.truths),
        least=spoken(min(chart.truths), ".4g"),
        most=spoken(max(chart.truths), ".4g"),
        lowest=spoken(min(chart.predictions), ".4g"),
        highest=spoken(max(chart.predictions), ".4g"),
    )


def residuals_in_words(chart: ResidualChart) -> str:
    """Return the bin with the most samples and the ends."""
    most = max(range(len(chart.counts)), key=lambda place: chart.counts[place])
    return _(
        "Histogram of predicted minus true values from {least} to {most}: most samples, {number}, between {low} and "
        "{high}."
    ).format(
        least=spoken(chart.edges[0], ".3g"),
        most=spoken(chart.edges[-1], ".3g"),
        number=chart.counts[most],
        low=spoken(chart.edges[most], ".3g"),
        high=spoken(chart.edges[most + 1], ".3g"),
    )


def pictures_in_words(chart: PictureChart) -> str:
    """Return how many pictures there are, and the caption of the first."""
    number = len(chart.pictures)
    caption = next((" ".join(picture.caption.split()) for picture in chart.pictures if picture.caption), None)
    if caption:
        told = ngettext(
            "{number} picture with the caption {caption}.",
            "{number} pictures with a caption each; that of the first one reads: {caption}.",
            number,
        )
        return told.format(number=number, caption=caption)
    return ngettext("{number} picture.", "{number} pictures.", number).format(number=number)


def class_bars_in_words(chart: ClassBarChart) -> str:
    """Return the counts of each part, all of them for few classes, else the smallest and the largest."""
    # Translators: how many samples of each class a part of the data has: "Training data: 500 samples of class cat, …"
    told = _("{part}: {counts}.")
    return " ".join(told.format(part=label, counts=_counts(chart.labels, counts)) for label, counts in chart.parts)


def _counts(labels: tuple[str, ...], counts: tuple[int, ...]) -> str:
    if len(labels) <= _CLASSES_SPOKEN:
        each = zip(labels, counts, strict=True)
        return ", ".join(
            ngettext("{number} sample of class {label}", "{number} samples of class {label}", count).format(
                number=count, label=label
            )
            for label, count in each
        )
    told = _("{number} classes with {least} to {most} samples")
    return told.format(number=len(labels), least=min(counts), most=max(counts))
