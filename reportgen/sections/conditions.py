"""What few programs set of a training, in words: weights of losses, classes and samples, steps, precision."""

from collections.abc import Iterator, Sequence

from reportgen.knowledge.losses import loss_label
from reportgen.records.training import Component, Training
from reportgen.records.values import JsonValue, as_float
from reportgen.sections.numerals import measured

_CLASSES_SHOWN = 12
_EPOCHS_SHOWN = 12


def describe_losses(losses: Sequence[Component]) -> str:
    """Name each loss, with its output, and with its weight where one of them has another than 1."""
    weighted = any(loss.weight not in (None, 1.0) for loss in losses)
    return ", ".join(_loss(loss, weighted) for loss in losses)


def _loss(loss: Component, weighted: bool) -> str:
    weight = f"weight {measured(as_float(loss.weight))}" if weighted and loss.weight is not None else None
    about = ", ".join(filter(None, (loss.output, weight)))
    return f"{loss_label(loss.type)} ({about})" if about else loss_label(loss.type)


def special_conditions(training: Training) -> Iterator[tuple[str, str]]:
    """Yield label and value of each condition that is not the usual one."""
    if training.initial_epoch:
        yield "Initial epoch", str(training.initial_epoch)
    if training.steps_per_epoch and training.steps_per_epoch.origin == "set":
        yield "Steps per epoch", str(training.steps_per_epoch.value)
    if training.class_weights:
        shown = [f"{name}: {measured(as_float(weight))}" for name, weight in training.class_weights.items()]
        yield "Class weights", _cut(shown, _CLASSES_SHOWN)
    if training.sample_weights:
        yield "Sample weights", "Yes"
    if training.validation.source != "none" and training.validation.frequency != 1:
        yield "Validated", _frequency(training.validation.frequency)
    if training.precision_policy not in (None, "float32"):
        yield "Precision", training.precision_policy.replace("_", " ")


def _cut(shown: Sequence[str], most: int) -> str:
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _frequency(frequency: JsonValue) -> str:
    """Write Keras's `validation_freq`: each how many epochs, or after which."""
    if isinstance(frequency, list | tuple):
        return f"after epochs {_cut([str(epoch) for epoch in frequency], _EPOCHS_SHOWN)}"
    return f"every {frequency} epochs"
