"""What the kept predictions of a set of runs say of their models: one judgement an output."""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.class_names import names_of_classes
from reportgen.analysis.classification import Classification, Mistake, classify, mistakes_of
from reportgen.analysis.pictures import JUDGING_CODE, KeptPicture, kept_pictures
from reportgen.analysis.regression import Regression, judge_numbers
from reportgen.analysis.selection import NumberedRun
from reportgen.kept_results import content_digest, kept_result
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.store.arrays import PredictedArrays, StoredPredictions, predictions_content, predictions_in
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun


class OutputResults(msgspec.Struct, frozen=True):
    """What the predictions say of one output: of `classes`, or of `numbers`.

    `not_finite` are how many of the samples have a score that is NaN or infinite, for each number of an output of
    numbers. `mistakes` are the misclassified samples of which `pictures` were kept.
    """

    not_finite: tuple[int, ...]
    classes: Classification | None = None
    numbers: tuple[Regression, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    pictures: tuple[KeptPicture, ...] = ()


class RunResults(msgspec.Struct, frozen=True):
    """What the predictions of a run say of each output, in the order of its record."""

    outputs: tuple[OutputResults, ...]


Judged = tuple[PredictedOutput, OutputResults]


def results_of(stored: StoredRun, problems: list[Problem]) -> tuple[Judged, ...]:
    """Return what the predictions of a run say of each output; what cannot be read is added to `problems`.

    It depends on the file and its record alone: from the same file it is worked out once, see `kept_results`.
    """
    record, content = stored.run.predictions, predictions_content(stored, problems)
    if record is None or content is None:
        return ()

    def judge() -> RunResults | None:
        import numpy as np

        found = predictions_in(content, stored, problems)
        with np.errstate(all="ignore"):  # scores that are no numbers are counted, and told of on the pages
            return RunResults(tuple(_results(found))) if found else None

    judged = kept_result(RunResults, [content_digest(content), record], JUDGING_CODE, judge)
    return tuple(zip(record.outputs, judged.outputs, strict=False)) if judged else ()


def _results(found: StoredPredictions) -> Iterator[OutputResults]:
    for place, arrays in enumerate(found.outputs):
        if arrays.output.task == "numbers":
            yield OutputResults(arrays.not_finite, numbers=judge_numbers(arrays))
        elif place == 0 and arrays.output.task == "classes" and found.wrong is not None:
            yield OutputResults(arrays.not_finite, classify(arrays), (), *_mistakes(arrays, found))
        else:
            yield OutputResults(arrays.not_finite, classify(arrays))


def _mistakes(arrays: PredictedArrays, found: StoredPredictions) -> tuple[tuple[Mistake, ...], tuple[KeptPicture, ...]]:
    return mistakes_of(arrays, found.wrong), tuple(kept_pictures(found.wrong_pictures))


class JudgedOutput(msgspec.Struct, frozen=True):
    """One output of the model of `run`, either of classes, which `names` names, or of `numbers`.

    `output` is its name, empty for the only one. `mistakes` are the misclassified pictures that were kept.
    """

    run: NumberedRun
    record: Predictions
    output: str
    classes: Classification | None
    names: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    numbers: tuple[Regression, ...]


def judged_outputs(runs: Sequence[NumberedRun], problems: list[Problem]) -> Iterator[JudgedOutput]:
    """Yield a judgement of each output of each run that has predictions; what cannot be read goes to `problems`."""
    for run in runs:
        record = run.stored.run.predictions
        if record is None:
            continue
        for output, found in results_of(run.stored, problems):
            classes = found.classes
            names = names_of_classes(run.stored.run, len(classes.classes)) if classes else ()
            yield JudgedOutput(run, record, output.name, classes, names, found.mistakes, found.numbers)
