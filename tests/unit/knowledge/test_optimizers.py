import inspect
from typing import Any

import keras
import pytest
from keras.optimizers import schedules

from reportgen.knowledge.optimizer_table import OPTIMIZERS, OptimizerEntry
from reportgen.knowledge.optimizers import (
    describe_settings,
    entry_of,
    optimizer_entry,
    references_of,
    schedule_words,
)
from reportgen.knowledge.references import REFERENCES
from reportgen.recording.keras.optimizer import describe_optimizer
from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting
from tests.unit.knowledge.keras_classes import arguments_of, exported

CLASSES = {
    name: cls
    for name, cls in exported(keras.optimizers, keras.optimizers.Optimizer).items()
    if cls is not keras.optimizers.Optimizer
}
METHODS = sorted(set(CLASSES) - {"LossScaleOptimizer", "MultiOptimizer"})
OF_ANY_METHOD = set(arguments_of(keras.optimizers.Optimizer)) | {"name"}


def recorded(optimizer: Any) -> Optimizer:
    """Return the record of an optimizer that trains a model of one weight."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    described = describe_optimizer(model)
    assert described is not None
    return described


def words(optimizer: Any) -> list[str]:
    return [f"{item.label} {item.value}" for item in describe_settings(recorded(optimizer))]


def test_every_optimizer_of_keras_has_an_entry_and_no_other_has() -> None:
    assert set(OPTIMIZERS) == set(CLASSES)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_has_its_paper(name: str) -> None:
    assert OPTIMIZERS[name].references


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_every_key_of_an_entry_is_an_argument_of_the_class_and_every_paper_exists(name: str) -> None:
    entry = OPTIMIZERS[name]
    arguments = inspect.signature(CLASSES[name].__init__).parameters  # type: ignore[misc]
    assert {*entry.hyperparameters, *(key for key, _ in entry.variants)} <= set(arguments)
    assert {*entry.references, *(key for _, key in entry.variants)} <= set(REFERENCES)


@pytest.mark.parametrize("name", METHODS)
def test_every_hyperparameter_of_a_method_is_shown_even_by_default(name: str) -> None:
    own = set(inspect.signature(CLASSES[name].__init__).parameters) - OF_ANY_METHOD - {"self", "kwargs"}  # type: ignore[misc]
    # Where Muon is applied, and the coefficients of its polynomial, are shown only when the program chose them.
    own -= {"exclude_layers", "exclude_embeddings", "muon_a", "muon_b", "muon_c"}
    assert own <= set(OPTIMIZERS[name].hyperparameters)


@pytest.mark.parametrize("name", METHODS)
def test_an_optimizer_by_default_shows_the_values_keras_trains_with(name: str) -> None:
    optimizer = CLASSES[name]()
    config = optimizer.get_config()
    shown = [item.value for item in describe_settings(recorded(optimizer))]
    assert len(shown) == len(OPTIMIZERS[name].hyperparameters)
    for key, text in zip(OPTIMIZERS[name].hyperparameters, shown, strict=True):
        value = config[key]
        expected = "none" if value is None else str(value)
        assert text == expected or float(text) == pytest.approx(value, rel=1e-6)


def test_the_optimizers_of_the_first_document_read_as_there() -> None:
    assert words(keras.optimizers.Adam()) == [
        "Learning Rate 0.001",
        "Beta 1 0.9",
        "Beta 2 0.999",
        "Epsilon 1e-07",
        "Amsgrad False",
    ]
    assert words(keras.optimizers.SGD()) == ["Learning Rate 0.01", "Momentum 0.0", "Nesterov False"]
    assert words(keras.optimizers.RMSprop())[:2] == ["Learning Rate 0.001", "Rho 0.9"]
    names = [optimizer_entry(name).name for name in ("Adam", "RMSprop", "SGD")]
    assert names == ["Adam", "RMSProp", "Stochastic Gradient Descent"]


def test_what_the_program_chose_beyond_the_method_is_shown_and_machinery_is_not() -> None:
    optimizer = keras.optimizers.Adam(clipnorm=1.0, weight_decay=0.01, name="mine", gradient_accumulation_steps=4)
    further = words(optimizer)[5:]
    assert set(further) == {"Clip norm 1.0", "Weight decay 0.01", "Gradient accumulation steps 4"}


def test_averaging_of_the_weights_is_shown_with_its_momentum_once_it_is_on() -> None:
    assert not any("EMA" in text for text in words(keras.optimizers.SGD(ema_momentum=0.99)))
    assert words(keras.optimizers.SGD(use_ema=True))[3:] == ["Use EMA True", "EMA momentum 0.99"]


def test_a_variant_is_cited_when_it_is_on() -> None:
    assert references_of(recorded(keras.optimizers.Adam())) == ("kingma2015",)
    assert references_of(recorded(keras.optimizers.Adam(amsgrad=True))) == ("kingma2015", "reddi2018")
    momentum = keras.optimizers.SGD(momentum=0.9, nesterov=True)
    assert references_of(recorded(momentum)) == ("robbins1951", "polyak1964", "sutskever2013")
    assert references_of(recorded(keras.optimizers.RMSprop(centered=True))) == ("tieleman2012", "graves2013")


class Signum(keras.optimizers.SGD):
    def __init__(self, temperature: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.temperature = temperature

    def get_config(self) -> dict[str, Any]:
        return super().get_config() | {"temperature": self.temperature}


def test_an_optimizer_of_the_program_s_own_that_is_called_adam_has_nothing_of_adam() -> None:
    own = Optimizer(type="Adam", module="train", settings={"learning_rate": Setting(value=0.1, origin="set")})
    assert entry_of(own) == OptimizerEntry("Adam")
    assert references_of(own) == ()


def test_an_optimizer_of_the_program_s_own_goes_by_its_class_and_its_settings() -> None:
    optimizer = recorded(Signum(temperature=2.0))
    assert optimizer_entry(optimizer.type).name == "Signum"
    assert references_of(optimizer) == ()
    described = [f"{item.label} {item.value}" for item in describe_settings(optimizer)]
    assert described == ["Learning Rate 0.01", "Temperature 2.0"]


@pytest.mark.parametrize(
    ("schedule", "text"),
    [
        (schedules.CosineDecay(0.01, 1000), "Cosine decay: initial learning rate 0.01, decay steps 1000"),
        (
            schedules.ExponentialDecay(0.1, 500, 0.96, staircase=True),
            "Exponential decay: initial learning rate 0.1, decay steps 500, decay rate 0.96, staircase True",
        ),
        (
            schedules.PiecewiseConstantDecay([100, 200], [0.1, 0.01, 0.001]),
            "Piecewise constant decay: boundaries [100, 200], values [0.1, 0.01, 0.001]",
        ),
        (
            schedules.PolynomialDecay(0.1, 500),
            "Polynomial decay: initial learning rate 0.1, decay steps 500, end learning rate 0.0001, power 1.0",
        ),
    ],
)
def test_a_schedule_is_told_in_words(schedule: Any, text: str) -> None:
    last = describe_settings(recorded(keras.optimizers.Adam(schedule)))[-1]
    assert (last.label, last.value) == ("Learning rate schedule", text)


def test_a_schedule_of_the_program_s_own_keeps_its_name() -> None:
    assert schedule_words(Component(type="warm_up", module="train")) == "warm_up"


def test_loss_scaling_is_told() -> None:
    adam = Optimizer(type="Adam", loss_scaling=True, settings={"learning_rate": Setting(value=0.1, origin="set")})
    assert [item.label for item in describe_settings(adam)] == ["Learning Rate", "Loss scaling"]


def test_a_rate_computed_by_a_lambda_is_told() -> None:
    last = describe_settings(recorded(keras.optimizers.Adam(lambda: 0.1)))[-1]
    assert (last.label, last.value) == ("Learning rate schedule", "lambda")
