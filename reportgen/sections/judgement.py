"""Section "Evaluation": how good each model is, from what it predicted: metrics, confusions, calibration, mistakes."""

from collections.abc import Iterator

import msgspec

from reportgen.analysis.classification import Classification, ClassScores, Confusion
from reportgen.analysis.judged import OutputResults, results_of
from reportgen.analysis.regression import Regression
from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _, ngettext, pgettext
from reportgen.language.later import said
from reportgen.language.numbers import clauses, percentage
from reportgen.records.predictions import PredictedOutput
from reportgen.sections.anchors import judgement_anchor, run_anchor
from reportgen.sections.class_labels import labels_of_classes
from reportgen.sections.facts import Fact
from reportgen.sections.figure import Figure
from reportgen.sections.judgement_figures import classification_figure, mistakes_figure, regression_figure
from reportgen.sections.names import short_name
from reportgen.sections.numerals import count, fixed, measured, percent
from reportgen.sections.report import Content, Entry, Report
from reportgen.store.layout import PREDICTIONS_FILE
from reportgen.store.problems import Problem

TITLE = N_("Evaluation")

_SHORT_ROWS = 12
_ROUNDING = 1e-4


class ClassRow(msgspec.Struct, frozen=True):
    """A class, or a mean over the classes, with its scores as printed."""

    label: str
    precision: str
    recall: str
    f1: str
    support: str
    area: str


class OutputJudgement(msgspec.Struct, frozen=True):
    """How good one output of a model is. `rows` are its classes, `means` the averages below them."""

    title: str
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    rows: tuple[ClassRow, ...]
    means: tuple[ClassRow, ...]

    @property
    def has_areas(self) -> bool:
        """Whether any class has a ROC curve, which very many have not."""
        return any(row.area for row in self.rows)


class Judgement(msgspec.Struct, frozen=True):
    """How good one model is. `problem` says why its predictions could not be read, else it is empty."""

    title: str
    anchor: str
    run_anchor: str
    number: int
    introduction: str
    problem: str
    outputs: tuple[OutputJudgement, ...]

    @property
    def is_short(self) -> bool:
        """Whether all of it fits a page: few classes, no pictures."""
        rows = sum(len(output.rows) for output in self.outputs)
        return rows <= _SHORT_ROWS and sum(len(output.figures) for output in self.outputs) <= 1


class Judgements(Content, msgspec.Struct, frozen=True):
    """The models that were judged, in the order of the report."""

    runs: tuple[Judgement, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a model."""
        return tuple(Entry(run.title, run.anchor) for run in self.runs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all models, in order."""
        return tuple(figure for run in self.runs for output in run.outputs for figure in output.figures)


def build(report: Report) -> Judgements | None:
    """Judge the model of every run whose predictions were kept; None if there is none."""
    is_brief = report.settings.detail == "brief"
    judged = tuple(judgement_of(run, is_brief=is_brief) for run in report.shown_runs if run.stored.run.predictions)
    return Judgements(judged) if judged else None


def judgement_of(run: NumberedRun, *, is_brief: bool) -> Judgement:
    """Judge the model of `run` by its predictions; in brief without the curves and the mistakes."""
    problems: list[Problem] = []
    outputs: list[OutputJudgement] = []
    for place, (output, found) in enumerate(results_of(run.stored, problems)):
        outputs += _output(run, f"{judgement_anchor(run)}-{place}", output, found, is_brief=is_brief)
    return Judgement(
        title=_("Model {number}: {name}").format(number=run.number, name=short_name(run.stored.run.name)),
        anchor=judgement_anchor(run),
        run_anchor=run_anchor(run),
        number=run.number,
        introduction=_introduction(run),
        problem=_unreadable(problems[0]) if problems else "",
        outputs=tuple(outputs),
    )


def _unreadable(problem: Problem) -> str:
    message = _("Its predictions could not be read: {file} {reason}.")
    return message.format(file=PREDICTIONS_FILE, reason=said(problem.reason))


def _introduction(run: NumberedRun) -> str:
    record = run.stored.run.predictions
    assert record is not None  # only runs with predictions are judged
    data = {
        "test": pgettext("samples of the", "test data"),
        "validation": pgettext("samples of the", "validation data"),
        "training": pgettext("samples of the", "training data"),
        "other": pgettext("samples of the", "other data"),
    }
    if record.samples == record.of_samples:
        whole, after = (
            _("From the predictions of all {all} samples of the {data}."),
            _("From the predictions of all {all} samples of the {data}, after epoch {epoch}."),
        )
    else:
        whole, after = (
            _("From the predictions of {number}, evenly chosen, of the {all} samples of the {data}."),
            _(
                "From the predictions of {number}, evenly chosen, of the {all} samples of the {data}, after epoch "
                "{epoch}."
            ),
        )
    return (after if record.epochs_trained else whole).format(
        number=count(record.samples),
        all=count(record.of_samples),
        data=data[record.data],
        epoch=record.epochs_trained,
    )


def _output(
    run: NumberedRun, anchor: str, output: PredictedOutput, found: OutputResults, *, is_brief: bool
) -> Iterator[OutputJudgement]:
    if found.classes is None:
        yield from _numbers(anchor, output.name, found.numbers)
        yield from _not_judged(run, output.name, found)
        return
    labels = labels_of_classes(run.stored.run, len(found.classes.classes))
    figures = [classification_figure(anchor, run.number, found.classes, labels, with_curves=not is_brief)]
    if not is_brief:
        figures.append(mistakes_figure(f"{anchor}-mistakes", found.mistakes, found.pictures, labels))
    yield OutputJudgement(
        title=_("Output {name}").format(name=output.name) if output.name else "",
        facts=tuple(_facts(run, output.name, found.classes)),
        sentences=(*_sentences(found.classes, labels), *_reservations(run, output, found)),
        figures=tuple(filter(None, figures)),
        rows=tuple(_rows(found.classes, labels)),
        means=tuple(_means(found.classes)),
    )


def _facts(run: NumberedRun, name: str, found: Classification) -> Iterator[Fact]:
    several = not found.confusion
    yield Fact(_("All labels right") if several else _("Accuracy"), percent(found.accuracy))
    loss = run.outcome.test_loss
    if loss and not name:
        yield Fact(_("Test loss") if loss.source == "test" else _("Validation loss"), measured(loss.number))
    yield Fact(_("Macro F1"), percent(found.macro.f1))
    for k, share in found.top_k:
        yield Fact(_("Top-{k} accuracy").format(k=k), percent(share))
    if found.curves:
        mean = sum(curve.area for curve in found.curves) / len(found.curves)
        yield Fact(_("Area under ROC") if len(found.curves) == 1 else _("Mean area under ROC"), fixed(mean, 4))
    if found.calibration:
        yield Fact(_("Expected calibration error"), percent(found.calibration.expected_error))


def _sentences(found: Classification, labels: tuple[str, ...]) -> Iterator[str]:
    if found.confused:
        pairs = [_pair(pair, labels) for pair in found.confused]
        yield _("Most often confused: {list}.").format(list=clauses(pairs))
    elif found.confusion:
        yield _("No sample was misclassified.")


def _reservations(run: NumberedRun, output: PredictedOutput, found: OutputResults) -> Iterator[str]:
    """Yield what to know of the numbers: scores that are none, an accuracy that the program counts otherwise."""
    assert found.classes is not None  # only classifiers are asked about
    if odd := found.not_finite[0]:
        yield ngettext(
            "{number} of the {all} predictions is no finite number: which class they count as is chance.",
            "{number} of the {all} predictions are no finite numbers: which class they count as is chance.",
            odd,
        ).format(number=count(odd), all=count(found.classes.samples))
    said, record = run.outcome.test_accuracy, run.stored.run.predictions
    same = said and record and said.source == record.data and record.samples == record.of_samples
    by_logits = output.task == "two classes" and output.from_logits
    if said and same and by_logits and abs(said.number - found.classes.accuracy) > _ROUNDING:
        yield _(
            "The program's own accuracy, {accuracy}, counts a sample as of the second class where its logit, not its "
            "probability, exceeds one half."
        ).format(accuracy=percent(said.number))


def _pair(pair: Confusion, labels: tuple[str, ...]) -> str:
    return ngettext(
        "{truth} taken for {predicted} (once, {share} of its class)",
        "{truth} taken for {predicted} ({number} times, {share} of its class)",
        pair.count,
    ).format(
        truth=labels[pair.truth],
        predicted=labels[pair.predicted],
        number=count(pair.count),
        share=percentage(f"{100 * pair.share:.2f}".removesuffix(".00")),
    )


def _rows(found: Classification, labels: tuple[str, ...]) -> Iterator[ClassRow]:
    areas = {curve.label: fixed(curve.area, 4) for curve in found.curves}
    for place, scores in enumerate(found.classes):
        yield _row(labels[place], scores, areas.get(place, ""))


def _means(found: Classification) -> Iterator[ClassRow]:
    yield _row(_("Macro average"), found.macro, "")
    yield _row(_("Weighted average"), found.weighted, "")


def _row(label: str, scores: ClassScores, area: str) -> ClassRow:
    return ClassRow(
        label=label,
        precision=percent(scores.precision),
        recall=percent(scores.recall),
        f1=percent(scores.f1),
        support=count(scores.support),
        area=area,
    )


def _not_judged(run: NumberedRun, name: str, found: OutputResults) -> Iterator[OutputJudgement]:
    """Yield a sentence for each number that a model predicts and that is not always one."""
    record = run.stored.run.predictions
    assert record is not None  # only runs with predictions are judged
    for place, odd in enumerate(found.not_finite, start=1):
        if odd:
            what = _("Value {number}").format(number=place) if len(found.not_finite) > 1 else _("The model")
            sentence = ngettext(
                "{what} is not judged: {number} of the {all} predictions is no finite number.",
                "{what} is not judged: {number} of the {all} predictions are no finite numbers.",
                odd,
            ).format(what=what, number=count(odd), all=count(record.samples))
            yield OutputJudgement(_("Output {name}").format(name=name) if name else "", (), (sentence,), (), (), ())


def _numbers(anchor: str, name: str, found: tuple[Regression, ...]) -> Iterator[OutputJudgement]:
    for place, judged in enumerate(found):
        title = _title(name, place + 1 if len(found) > 1 else None)
        facts = [
            Fact(_("Mean absolute error"), measured(judged.mean_absolute_error)),
            Fact(_("Root mean squared error"), measured(judged.root_mean_squared_error)),
        ]
        if judged.r2 is not None:
            facts.append(Fact(_("R²"), measured(judged.r2)))
        figure = regression_figure(f"{anchor}-{place}", judged)
        yield OutputJudgement(title, tuple(facts), (), (figure,), (), ())


def _title(name: str, value: int | None) -> str:
    """Return which output, and which of its values, is judged; "" for the only one."""
    if name and value:
        return _("Output {name} value {number}").format(name=name, number=value)
    if name:
        return _("Output {name}").format(name=name)
    return _("Value {number}").format(number=value) if value else ""
