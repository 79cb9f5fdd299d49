"""What few programs set of a training, in words: weights of losses, classes and samples, steps, precision."""

from collections.abc import Iterator, Sequence

from reportgen.knowledge.losses import loss_label
from reportgen.language import _, pgettext
from reportgen.records.training import Component, Training
from reportgen.records.values import JsonValue, as_float
from reportgen.sections.names import first_of
from reportgen.sections.numerals import measured

_CLASSES_SHOWN = 12
_EPOCHS_SHOWN = 12


def describe_losses(losses: Sequence[Component]) -> str:
    """Name each loss, with its output, and with its weight where one of them has another than 1."""
    weighted = any(loss.weight not in (None, 1.0) for loss in losses)
    return ", ".join(_loss(loss, weighted) for loss in losses)


def _loss(loss: Component, weighted: bool) -> str:
    weight = None
    if weighted and loss.weight is not None:
        weight = _("weight {number}").format(number=measured(as_float(loss.weight)))
    about = ", ".join(filter(None, (loss.output, weight)))
    return f"{loss_label(loss.type)} ({about})" if about else loss_label(loss.type)


def special_conditions(training: Training) -> Iterator[tuple[str, str]]:
    """Yield label and value of each condition that is not the usual one."""
    if training.initial_epoch:
        yield _("Initial epoch"), str(training.initial_epoch)
    if training.steps_per_epoch and training.steps_per_epoch.origin == "set":
        yield _("Steps per epoch"), str(training.steps_per_epoch.value)
    if training.class_weights:
        shown = [f"{name}: {measured(as_float(weight))}" for name, weight in training.class_weights.items()]
        yield _("Class weights"), first_of(shown, _CLASSES_SHOWN)
    if training.sample_weights:
        yield _("Sample weights"), _("Yes")
    if training.validation.source != "none" and training.validation.frequency != 1:
        yield _("Validated"), _frequency(training.validation.frequency)
    if training.precision_policy not in (None, "float32"):
        yield pgettext("of numbers", "Precision"), training.precision_policy.replace("_", " ")


def _frequency(frequency: JsonValue) -> str:
    """Write Keras's `validation_freq`: each how many epochs, or after which."""
    if isinstance(frequency, list | tuple):
        epochs = first_of([str(epoch) for epoch in frequency], _EPOCHS_SHOWN)
        return _("after epochs {epochs}").format(epochs=epochs)
    return _("every {number} epochs").format(number=frequency)
