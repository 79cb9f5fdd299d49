"""Every sentence in the tables of knowledge is a message of the catalogues, in whatever variant a method is used."""

from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import msgspec
import pytest
from babel.messages.extract import extract_from_dir

from reportgen.knowledge import key_labels, layer_table, loss_table, metrics, optimizer_table, schedules, step_options

# The fields that pages print as words. Names of optimizers and of some losses are proper names.
PROSE = {
    "Equation": ("spoken",),
    "Variant": ("words",),
    "Parameter": ("meaning",),
    "OptimizerEntry": ("idea",),
    "LossEntry": ("use",),
    "ScheduleEntry": ("name", "idea"),
    "StepOption": ("words",),
}
SWITCHES = (
    *("momentum", "nesterov", "centered", "amsgrad", "rms_rate", "warmup_steps"),
    *("from_logits", "label_smoothing", "apply_class_balancing"),
    *("staircase", "cycle", "warmup_target", "equal_periods"),
)
TABLES = {
    "optimizers": optimizer_table.OPTIMIZERS,
    "losses": loss_table.LOSSES,
    "schedules": schedules.SCHEDULES,
    "options of a step": {"all": (step_options.STEP_OPTIONS, step_options.LOSS_SCALING)},
}


@pytest.fixture(scope="module")
def messages() -> set[str]:
    folder = Path(key_labels.__file__).parent
    found = extract_from_dir(folder, [("**.py", "python")], keywords={"_": None, "N_": None})
    return {message for _, _, message, *_ in found}


def prose_of(thing: object) -> Iterator[str]:
    """Yield the sentences of an entry, of what it holds, and of the equations that its rule gives."""
    if isinstance(thing, tuple):
        yield from chain.from_iterable(map(prose_of, thing))
    if not isinstance(thing, msgspec.Struct):
        return
    yield from (getattr(thing, name) for name in PROSE.get(type(thing).__name__, ()))
    for field in thing.__struct_fields__:
        yield from prose_of(getattr(thing, field))
    rule = getattr(thing, "rule", None)
    for number in range(4) if rule else ():
        for on in combinations(SWITCHES, number):
            yield from prose_of(rule(frozenset(on)))


@pytest.mark.parametrize("name", TABLES)
def test_every_sentence_of_a_method_is_a_message(messages: set[str], name: str) -> None:
    said = {text for entry in TABLES[name].values() for text in prose_of(entry)} - {""}
    assert len(said) > 10
    assert sorted(said - messages) == []


def test_every_label_of_a_known_setting_or_metric_is_a_message(messages: set[str]) -> None:
    shown = {label for entry in layer_table.LAYERS.values() for _, label in entry.shown}
    labels = shown | set(key_labels.LABELS.values()) | set(metrics._LABELS.values())
    assert len(shown) > 50
    assert sorted(labels - messages) == []
