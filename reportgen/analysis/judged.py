"""What the kept predictions of a set of runs say of their models: one judgement an output."""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.class_names import names_of_classes
from reportgen.analysis.classification import Classification, Mistake, classify, mistakes_of
from reportgen.analysis.regression import Regression, judge_numbers
from reportgen.analysis.selection import NumberedRun
from reportgen.records.predictions import Predictions
from reportgen.store.arrays import read_predictions
from reportgen.store.problems import Problem


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
        record, found = run.stored.run.predictions, read_predictions(run.stored, problems)
        if record is None or found is None:
            continue
        for place, arrays in enumerate(found.outputs):
            if arrays.output.task == "numbers":
                yield JudgedOutput(run, record, arrays.output.name, None, (), (), judge_numbers(arrays))
                continue
            judged = classify(arrays)
            names = names_of_classes(run.stored.run, len(judged.classes))
            mistakes = mistakes_of(arrays, found.wrong) if place == 0 and found.wrong is not None else ()
            yield JudgedOutput(run, record, arrays.output.name, judged, names, mistakes, ())
