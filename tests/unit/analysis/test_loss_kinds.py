"""Losses are compared where a lower number says something beside another one."""

import pytest

from reportgen.analysis.loss_kinds import losses_compare
from reportgen.records.training import Component, Training
from reportgen.records.values import JsonValue, Setting
from tests.unit.analysis.small_experiments import numbered
from tests.unit.analysis.small_runs import stored


def compare(*losses: Component) -> bool:
    return losses_compare(
        numbered(*(stored(minute=place, training=Training(losses=(loss,))) for place, loss in enumerate(losses)))
    )


def loss(name: str, **settings: JsonValue) -> Component:
    return Component(type=name, settings={key: Setting(value=value, origin="set") for key, value in settings.items()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (loss("mse"), loss("MeanSquaredError")),
        (loss("SparseCategoricalCrossentropy", from_logits=True), loss("CategoricalCrossentropy", label_smoothing=0.0)),
        (loss("Huber", delta=2.0), loss("Huber", delta=2.0)),
    ],
)
def test_one_function_in_different_words_is_compared(one: Component, other: Component) -> None:
    assert compare(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (loss("mse"), loss("mae")),
        (loss("CategoricalCrossentropy"), loss("CategoricalCrossentropy", label_smoothing=0.1)),
        (loss("Huber", delta=2.0), loss("Huber")),
        (loss("mse"), loss("mse", reduction="sum")),
        (loss("my_loss"), loss("another_loss")),
    ],
)
def test_losses_of_different_scales_are_not_compared(one: Component, other: Component) -> None:
    assert not compare(one, other)
