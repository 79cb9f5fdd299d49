import inspect

import keras
import pytest
from keras.src.losses import ALL_OBJECTS_DICT

from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.losses import loss_label
from tests.unit.knowledge.keras_classes import exported

CLASSES = exported(keras.losses, keras.losses.Loss)
FUNCTIONS = [
    name
    for name, item in vars(keras.losses).items()
    if inspect.isfunction(item) and "y_true" in str(inspect.signature(item))
]


def test_every_loss_of_keras_has_a_name_and_no_other_has() -> None:
    assert set(LOSSES) == set(CLASSES) - {"Loss"}


def test_no_two_losses_share_a_name() -> None:
    assert len({entry.name for entry in LOSSES.values()}) == len(LOSSES)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_function_of_a_loss_has_the_name_of_its_class(name: str) -> None:
    assert loss_label(name) in {entry.name for entry in LOSSES.values()}


# In order: Keras makes it from a set, and all processes that run tests have to name them alike.
@pytest.mark.parametrize("short", sorted(key for key in ALL_OBJECTS_DICT if len(key) <= 4 and key.islower()))
def test_an_abbreviation_has_the_name_of_what_keras_takes_it_for(short: str) -> None:
    assert loss_label(short) == loss_label(ALL_OBJECTS_DICT[short].__name__)
    assert loss_label(short.upper()) == loss_label(short)


def test_the_loss_of_the_first_document_reads_as_there() -> None:
    assert loss_label("CategoricalCrossentropy") == "Categorical crossentropy"


def test_a_loss_of_the_program_s_own_keeps_its_name() -> None:
    assert loss_label("my_focal_loss") == "my_focal_loss"
