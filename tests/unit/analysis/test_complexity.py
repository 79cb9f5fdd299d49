"""Weights add up to Keras's own counts; multiplications to TensorFlow's profiler and to what papers publish."""

from typing import Any

import keras
import pytest
import tensorflow as tf

from reportgen.analysis.complexity import complexity_of
from reportgen.recording.keras.layers import describe_model

K = keras.layers


def profiled_macs(model: Any) -> float:
    """Return half the floating point operations that TensorFlow's profiler counts in products: a MAC has two."""
    shapes = [tf.TensorSpec([1, *tensor.shape[1:]], tensor.dtype) for tensor in model.inputs]
    graph = tf.function(lambda *inputs: model(list(inputs) if len(inputs) > 1 else inputs[0])).get_concrete_function(
        *shapes
    )
    options = tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()
    options = {
        **options,
        "output": "none",
        "account_type_regexes": ["MatMul", "BatchMatMulV2", "Conv.*", "Depthwise.*"],
    }
    return tf.compat.v1.profiler.profile(graph.graph, options=options).total_float_ops / 2


def image_net() -> Any:
    return keras.Sequential(
        [
            keras.Input((16, 16, 3)),
            K.Conv2D(8, 3, strides=2),
            K.BatchNormalization(),
            K.DepthwiseConv2D(3),
            K.SeparableConv2D(6, 3, padding="same"),
            K.GlobalAveragePooling2D(),
            K.Dense(7),
        ]
    )


def sequence_net() -> Any:
    inputs = keras.Input((10, 8))
    attended = K.MultiHeadAttention(2, 3)(K.Dense(8)(inputs), inputs)
    return keras.Model(inputs, K.TimeDistributed(K.Dense(4))(K.Conv1D(5, 3)(attended)))


def nested_net() -> Any:
    inner = keras.Sequential([keras.Input((6,)), K.Dense(5), K.Dense(4)], name="inner")
    return keras.Sequential([keras.Input((6,)), inner, K.Dense(2)])


def twin_net() -> Any:
    left, right = keras.Input((8, 8, 1)), keras.Input((8, 8, 1))
    deepest = keras.Sequential([keras.Input((6, 6, 2)), K.Flatten(), K.Dense(5)])
    both_images = keras.Input((8, 8, 1))
    twin = keras.Model(both_images, deepest(K.Conv2D(2, 3)(both_images)))
    shared = K.Dense(3)
    return keras.Model([left, right], K.Dense(1)(K.Concatenate()([shared(twin(left)), shared(twin(right))])))


def two_inputs_nested_net() -> Any:
    first, second = keras.Input((6,)), keras.Input((4,))
    pair = keras.Model([first, second], K.Dense(3)(K.Concatenate()([first, second])))
    inputs = [keras.Input((6,)), keras.Input((4,))]
    return keras.Model(inputs, K.Dense(2)(pair(inputs)))


# The profiler does not know Einsum, which multiplies 10 queries with 10 keys, 2 heads of size 3, twice.
EINSUM = {sequence_net: 2 * 10 * 10 * 2 * 3}


@pytest.mark.parametrize("make", [image_net, sequence_net, nested_net, twin_net, two_inputs_nested_net])
def test_multiplications_are_those_that_tensorflow_counts(make: Any) -> None:
    model = make()
    found = complexity_of(describe_model(model))
    assert found.macs == profiled_macs(model) + EINSUM.get(make, 0)
    assert found.uncounted == ()


def test_weights_are_products_that_add_up_to_keras_own_counts() -> None:
    model = image_net()
    found = complexity_of(describe_model(model))
    assert sum(item.weights.total for item in found.layers) == model.count_params()
    first = found.layers[0]
    assert first.weights.factors == ((3, 3, 3, 8), (8,))
    assert first.weights.total == first.layer.parameters == 224


def test_of_a_nested_model_its_layers_count_and_not_the_model_again() -> None:
    model = nested_net()
    found = complexity_of(describe_model(model))
    assert [item.layer.type for item in found.layers] == ["Dense"] * 3
    assert sum(item.weights.total for item in found.layers) == model.count_params()


def test_recurrent_layers_multiply_once_a_step_and_direction() -> None:
    inputs = keras.Input((10, 8))
    model = keras.Model(inputs, [K.LSTM(4)(inputs), K.Bidirectional(K.GRU(3))(inputs), K.SimpleRNN(2)(inputs)])
    macs = {item.layer.type: item.macs for item in complexity_of(describe_model(model)).layers}
    assert macs == {
        "LSTM": 10 * 4 * (8 + 4) * 4,
        "Bidirectional": 2 * 10 * 3 * (8 + 3) * 3,
        "SimpleRNN": 10 * (8 + 2) * 2,
    }


def test_what_depends_on_a_free_axis_or_an_unknown_layer_is_not_counted() -> None:
    inputs = keras.Input((None, 8))
    model = keras.Model(inputs, K.EinsumDense("abc,cd->abd", output_shape=(None, 7))(K.Dense(8)(inputs)))
    found = complexity_of(describe_model(model))
    assert [item.macs for item in found.layers] == [None, None]
    assert (found.macs, len(found.uncounted)) == (0, 2)


def test_mobilenet_multiplies_as_often_as_its_paper_says() -> None:
    """Sandler et al. (2018), table 4: 3.4 million parameters and 300 million MACs at 224 × 224."""
    model = keras.applications.MobileNetV2(weights=None)
    found = complexity_of(describe_model(model))
    assert found.macs == pytest.approx(300e6, rel=0.01)
    assert sum(item.weights.total for item in found.layers) == model.count_params()
