import inspect

import keras
import pytest

from reportgen.knowledge.layer_table import LAYERS
from reportgen.knowledge.layers import describe, kind_of
from reportgen.knowledge.wording import label_of
from reportgen.records.model import Layer
from reportgen.records.values import Setting
from tests.unit.knowledge.keras_classes import (
    BUILDABLE,
    CONCRETE,
    LAYER_CLASSES,
    arguments_of,
    layer_of,
    recorded,
    required_arguments,
)

KINDS = set(
    "input dense convolution pooling recurrent attention embedding normalization regularization reshaping merging "
    "activation preprocessing wrapper model".split()
)
MODELS = ("Sequential", "Functional", "Model")


def words(layer: Layer) -> list[str]:
    return [f"{item.label}: {item.value}" for item in describe(layer)]


@pytest.mark.parametrize("name", CONCRETE)
def test_every_layer_of_keras_has_an_entry_of_a_known_kind(name: str) -> None:
    layer = Layer(name="x", type=name, module=LAYER_CLASSES[name].__module__)
    assert name in LAYERS
    assert kind_of(layer) in KINDS


def test_no_entry_is_left_of_a_class_that_keras_does_not_have() -> None:
    assert set(LAYERS) - set(LAYER_CLASSES) == set(MODELS)


@pytest.mark.parametrize("name", sorted(set(LAYERS) - set(MODELS)))
def test_every_key_of_an_entry_is_an_argument_of_the_class(name: str) -> None:
    entry = LAYERS[name]
    keys = {key for key, _ in entry.shown} | {key for pair in entry.repeats for key in pair} | set(entry.hidden)
    assert keys | ({entry.size} if entry.size else set()) <= set(arguments_of(LAYER_CLASSES[name]))


@pytest.mark.parametrize("name", BUILDABLE)
def test_a_layer_made_with_its_required_arguments_shows_nothing_beside_them_and_its_entry(name: str) -> None:
    own = {label for _, label in LAYERS[name].shown}
    given = {label_of(key) for key in required_arguments(name)}
    assert {item.label for item in describe(layer_of(name))} <= own | given


@pytest.mark.parametrize("name", BUILDABLE)
def test_what_an_entry_shows_is_what_keras_keeps(name: str) -> None:
    layer = layer_of(name)
    assert {key for key, _ in LAYERS[name].shown} <= set(layer.config)


def test_a_convolution_reads_as_in_the_first_document() -> None:
    layer = recorded(keras.layers.Conv2D(32, 3, activation="relu"))
    text = "#Filters: 32, Activation: relu, Kernel Size: [3, 3], Stride: [1, 1], Dilation: [1, 1], Padding: valid"
    assert ", ".join(words(layer)) == text


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (keras.layers.MaxPooling2D(), ["Pool size: [2, 2]", "Strides: [2, 2]", "Padding: valid"]),
        (keras.layers.Dropout(0.2), ["Dropout Rate: 0.2"]),
        (keras.layers.Dropout(0.0), ["Dropout Rate: 0.0"]),
        (keras.layers.Dense(128, activation="relu"), ["#Neurons: 128", "Activation: relu"]),
        (keras.layers.Dense(512), ["#Neurons: 512", "Activation: linear"]),
        (keras.layers.Flatten(), []),
        (keras.layers.Input((28, 28, 1))._keras_history.operation, []),
    ],
)
def test_the_other_layers_of_the_first_document_read_as_there(layer: keras.layers.Layer, expected: list[str]) -> None:
    assert words(recorded(layer)) == expected


def test_settings_that_the_program_chose_follow_those_always_shown() -> None:
    layer = keras.layers.Dense(
        10, use_bias=False, kernel_regularizer=keras.regularizers.L2(0.01), kernel_initializer="he_normal"
    )
    assert words(recorded(layer)) == [
        "#Neurons: 10",
        "Activation: linear",
        "Use bias: False",
        "Kernel initializer: he_normal",
        "Kernel regularizer: L2(0.01)",
    ]


def test_a_function_as_activation_is_named() -> None:
    def squash(x: keras.KerasTensor) -> keras.KerasTensor:
        return keras.ops.tanh(x)

    assert "Activation: squash" in words(recorded(keras.layers.Dense(1, activation=squash)))
    assert "Activation: lambda" in words(recorded(keras.layers.Dense(1, activation=lambda x: x)))


def test_a_wrapped_layer_is_written_with_what_sets_it_apart() -> None:
    both_ways = keras.layers.Bidirectional(keras.layers.LSTM(64, return_sequences=True))
    assert words(recorded(both_ways)) == ["Layer: LSTM(units=64, return_sequences=True, activation=tanh)"]


def test_a_backward_layer_of_its_own_is_shown() -> None:
    forward, backward = keras.layers.LSTM(8), keras.layers.GRU(8, go_backwards=True)
    described = words(recorded(keras.layers.Bidirectional(forward, backward_layer=backward)))
    assert "Backward layer: GRU(units=8, go_backwards=True, activation=tanh)" in described


def test_a_layer_of_another_type_says_so_and_a_frozen_one_leaves_it_to_its_training() -> None:
    described = words(recorded(keras.layers.Dense(3, trainable=False, dtype="float64")))
    assert described[2:] == ["Dtype: float64"]


def test_the_value_size_of_attention_is_shown_only_if_it_differs_from_the_key_size() -> None:
    assert words(layer_of("MultiHeadAttention", value_dim=3)) == ["#Heads: 2", "Key size: 3"]
    assert words(layer_of("MultiHeadAttention", value_dim=5)) == ["#Heads: 2", "Key size: 3", "Value dim: 5"]


class Attention(keras.layers.Layer):
    def __init__(self, blocks: int = 2, return_weights: bool = False, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.blocks, self.return_weights = blocks, return_weights

    def get_config(self) -> dict[str, object]:
        return super().get_config() | {"blocks": self.blocks, "return_weights": self.return_weights}


def test_a_class_of_the_program_s_own_is_described_by_its_non_default_settings() -> None:
    layer = recorded(Attention(return_weights=True))
    assert kind_of(layer) == "other"
    assert words(layer) == ["Return weights: True"]


def test_every_setting_changed_from_its_default_is_shown() -> None:
    """Each boolean of each layer, turned round, shows: nothing the program chose is taken for a default."""
    seen = 0
    for name in BUILDABLE:
        parameters = inspect.signature(LAYER_CLASSES[name].__init__).parameters  # type: ignore[misc]
        for key in [key for key, item in parameters.items() if isinstance(item.default, bool)]:
            config = {key: Setting(value=not parameters[key].default, origin="set")}
            layer = Layer(name="x", type=name, module="keras", config=config)
            assert [item.value for item in describe(layer)] == [str(not parameters[key].default)], (name, key)
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("type_name", ["Dense", "Bidirectional", "RNN", "MultiHeadAttention", "InputLayer", "Mine"])
@pytest.mark.parametrize(
    "value",
    [None, True, 3, 2.5, "", "text", [], {}, [[[]]], {"class_name": 3}, {"class": None}, {"class": "L2", "l2": {}}],
)
def test_no_value_a_config_can_hold_breaks_a_description(type_name: str, value: object) -> None:
    entry = LAYERS.get(type_name)
    keys = {"dtype", "activation", "layer", "seed", "units"} | {key for key, _ in entry.shown} if entry else {"x"}
    layer = Layer(name="x", type=type_name, config={key: Setting(value=value, origin="set") for key in keys})
    assert all(item.label and isinstance(item.value, str) for item in describe(layer))


def test_operations_without_a_layer_and_layers_of_other_versions_get_the_kind_of_their_family() -> None:
    inputs = keras.Input((4,))
    operation = type(keras.ops.relu(inputs)._keras_history.operation)
    assert kind_of(Layer(name="relu", type=operation.__name__, module=operation.__module__)) == "activation"
    assert kind_of(Layer(name="x", type="GlobalMedianPooling2D", module="keras.src.layers")) == "pooling"
    assert kind_of(Layer(name="x", type="NotEqual", module="keras.src.ops.numpy")) == "other"
