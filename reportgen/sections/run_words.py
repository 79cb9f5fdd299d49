"""What a run was, in a few words for a cell of a table: its net, its optimizer, its batch size, its epochs."""

import math

from reportgen.analysis.scores import Measure
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.architectures import architecture_words
from reportgen.knowledge.optimizers import optimizer_entry, schedule_words
from reportgen.knowledge.wording import label_of
from reportgen.language import N_, _, ngettext
from reportgen.language.letters import inside
from reportgen.language.numbers import listed
from reportgen.records.run import Run
from reportgen.records.training import Optimizer
from reportgen.records.values import JsonValue
from reportgen.sections.names import short_name
from reportgen.sections.numerals import MISSING, fixed, measured, number, percent, value_text

_ALIGNED = (0.001, 100.0)
_SHORT_NAMES = {"SGD": "SGD", "RMSprop": "RMSprop"}


def architecture_of(run: Run) -> str:
    """Return the architecture in words, dropout included; "" if no model was recorded."""
    return architecture_words(run.model, dropout=True) if run.model and run.model.layers else ""


def name_and_words(run: Run) -> tuple[str, str]:
    """Return a name, and the architecture to stand below it; "" where the name says it: nobody named most models."""
    name, words = short_name(run.name), architecture_of(run)
    is_unnamed = run.model is not None and run.name == architecture_words(run.model)
    return (words, "") if words and (is_unnamed or words == name) else (name, words)


def optimizer_of(run: Run, *, rate: bool = True) -> str:
    """Return "SGD 0.01, momentum 0.9": the optimizer, its rate, and what else the program set."""
    optimizer = run.training.optimizer if run.training else None
    if optimizer is None:
        return MISSING
    first = " ".join(filter(None, [optimizer_name(optimizer), rate_of(optimizer) if rate else ""]))
    return ", ".join([first, *_set_by_the_program(optimizer)])


def optimizer_name(optimizer: Optimizer) -> str:
    """Return the name, the abbreviation of one that is known by it."""
    return _SHORT_NAMES.get(optimizer.type, _(optimizer_entry(optimizer.type).name))


def rate_of(optimizer: Optimizer) -> str:
    """Return the learning rate, or the first words of its schedule."""
    if optimizer.schedule:
        return schedule_words(optimizer.schedule).partition(":")[0].lower()
    setting = optimizer.settings.get("learning_rate")
    return number(setting.value) if setting and isinstance(setting.value, int | float) else ""


def _set_by_the_program(optimizer: Optimizer) -> list[str]:
    chosen = {
        key: setting.value
        for key, setting in optimizer.settings.items()
        if setting.origin == "set" and key not in ("learning_rate", "name")
    }
    return [_option(key, value) for key, value in chosen.items() if value not in (None, False, 0.0)]


def _option(key: str, value: JsonValue) -> str:
    name = inside(label_of(key))
    return name if value is True else f"{name} {value_text(value)}"


def batch_size_of(run: Run) -> str:
    """Return the batch size."""
    setting = run.training.batch_size if run.training else None
    return str(setting.value) if setting and setting.value is not None else MISSING


def epochs_of(run: NumberedRun) -> str:
    """Return "5", or "5 of 10" if fewer were run than asked for."""
    training = run.stored.run.training
    asked = training.epochs.value if training and training.epochs else None
    done = run.outcome.epochs_run
    return done_of(done, asked if isinstance(asked, int) else None)


def done_of(done: int, asked: int | None) -> str:
    """Return "5", or "5 of 10" if another number was asked for."""
    return str(done) if asked in (None, done) else _("{done} of {asked}").format(done=done, asked=asked)


def measure_label(measure: Measure) -> str:
    """Return "Test accuracy", "Validation loss"."""
    return _(_MEASURES[measure.source, measure.quantity][0])


def measure_inside(measure: Measure) -> str:
    """Return "test accuracy", "validation loss": inside a sentence."""
    return _(_MEASURES[measure.source, measure.quantity][1])


_MEASURES = {
    ("test", "accuracy"): (N_("Test accuracy"), N_("test accuracy")),
    ("test", "loss"): (N_("Test loss"), N_("test loss")),
    ("validation", "accuracy"): (N_("Validation accuracy"), N_("validation accuracy")),
    ("validation", "loss"): (N_("Validation loss"), N_("validation loss")),
    ("training", "accuracy"): (N_("Training accuracy"), N_("training accuracy")),
    ("training", "loss"): (N_("Training loss"), N_("training loss")),
}


def loss_text(value: float | None) -> str:
    """Write a loss with four decimals, so that columns of them align; very small and large ones with four digits."""
    if value is None or not math.isfinite(value) or not _ALIGNED[0] <= abs(value) < _ALIGNED[1]:
        return measured(value)
    return fixed(value, 4)


def measure_text(measure: Measure, value: float | None) -> str:
    """Write a value of a measure: accuracies in percent."""
    return percent(value) if measure.quantity == "accuracy" else loss_text(value)


def models(numbers: list[int] | tuple[int, ...]) -> str:
    """Return "model 3", "models 1, 2 and 5 to 8"."""
    ordered = sorted(numbers)
    spans: list[list[int]] = []
    for found in ordered:
        if spans and found == spans[-1][-1] + 1:
            spans[-1].append(found)
        else:
            spans.append([found])
    parts = [part for span in spans for part in _span(span)]
    # Translators: as the subject of a sentence, or in brackets: "models 1, 2 and 5 to 8".
    return ngettext("model {numbers}", "models {numbers}", len(ordered)).format(numbers=listed(parts))


def _span(span: list[int]) -> list[str]:
    if len(span) <= 2:
        return [str(found) for found in span]
    return [_("{first} to {last}").format(first=span[0], last=span[-1])]
