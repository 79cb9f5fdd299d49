import keras
import numpy as np
import pytest

from reportgen.recording.keras.layers import describe_model

LAYERS = keras.layers


def convnet(filters=8, activation="relu", named=""):
    inputs = keras.Input((12, 12, 1), name=f"{named}in")
    x = LAYERS.Conv2D(filters, 3, activation=activation, name=f"{named}conv")(inputs)
    x = LAYERS.MaxPooling2D(name=f"{named}pool")(x)
    x = LAYERS.Flatten(name=f"{named}flat")(x)
    x = LAYERS.Dropout(0.25, seed=len(named), name=f"{named}drop")(x)
    return keras.Model(inputs, LAYERS.Dense(3, "softmax", name=f"{named}out")(x))


def shared():
    left, right, tower = keras.Input((4,), name="left"), keras.Input((4,), name="right"), LAYERS.Dense(5, name="tower")
    both = LAYERS.Concatenate(name="both")([tower(left), tower(right)])
    outputs = [LAYERS.Dense(1, name="price")(both), LAYERS.Dense(2, name="kind")(both)]
    return keras.Model([left, right], outputs)


def nested():
    inner = keras.Sequential([keras.Input((4,)), LAYERS.Dense(6, name="inner_dense")], name="inner")
    return keras.Sequential([keras.Input((4,)), inner, LAYERS.Dense(2, name="outer_dense")])


def recurrent():
    return keras.Sequential([keras.Input((7, 3)), LAYERS.Bidirectional(LAYERS.LSTM(4)), LAYERS.Dense(1)])


def attention():
    inputs = keras.Input((7, 8))
    x = LAYERS.MultiHeadAttention(2, 4)(inputs, inputs)
    x = LAYERS.LayerNormalization()(LAYERS.Add()([x, inputs]))
    return keras.Model(inputs, LAYERS.GlobalAveragePooling1D()(x))


def assorted():
    return keras.Sequential(
        [
            keras.Input((16, 16, 3)),
            LAYERS.Rescaling(1 / 255),
            LAYERS.RandomFlip("horizontal"),
            LAYERS.ZeroPadding2D(1),
            LAYERS.SeparableConv2D(8, 3, strides=2, padding="same"),
            LAYERS.BatchNormalization(momentum=0.9),
            LAYERS.LeakyReLU(negative_slope=0.2),
            LAYERS.DepthwiseConv2D(3),
            LAYERS.SpatialDropout2D(0.1),
            LAYERS.AveragePooling2D(2),
            LAYERS.Lambda(lambda x: x * 2),
            LAYERS.Reshape((-1, 8)),
            LAYERS.GRU(5, return_sequences=True),
            LAYERS.TimeDistributed(LAYERS.Dense(2, kernel_regularizer=keras.regularizers.L2(0.01))),
            LAYERS.GlobalMaxPooling1D(),
            LAYERS.GaussianNoise(0.1),
            LAYERS.Dense(2, kernel_initializer=keras.initializers.HeNormal(), bias_initializer="ones"),
            LAYERS.Activation(lambda x: x),
            LAYERS.UnitNormalization(),
        ]
    )


def embedding():
    return keras.Sequential([keras.Input((9,)), LAYERS.Embedding(50, 4, mask_zero=True), LAYERS.Conv1D(3, 2)])


def operations():
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.ops.relu(LAYERS.Dense(3)(inputs)) + 1.0)


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.second = LAYERS.Dense(5, "relu"), LAYERS.Dense(2)

    def call(self, x):
        return self.second(self.first(x))


def subclassed():
    model = Subclassed()
    model(np.zeros((1, 4), "float32"))
    return model


MODELS = [convnet, shared, nested, recurrent, attention, assorted, embedding, operations, subclassed]


@pytest.mark.parametrize("build", MODELS, ids=lambda build: build.__name__)
def test_parameters_are_counted_as_keras_counts_them(build):
    model = build()
    described = describe_model(model)
    assert described.parameters == model.count_params()
    assert described.trainable_parameters == sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    assert described.non_trainable_parameters == described.parameters - described.trainable_parameters
    assert described.weights_bytes == sum(weight.numpy().nbytes for weight in model.weights)
    assert sum(layer.parameters for layer in described.layers if layer.depth == 0) == model.count_params()


@pytest.mark.parametrize("build", MODELS, ids=lambda build: build.__name__)
def test_every_layer_is_listed_with_its_type_and_weights(build):
    model = build()
    rows = {row.name: row for row in describe_model(model).layers}
    for layer in model.layers:
        assert rows[layer.name].type == type(layer).__name__
        assert rows[layer.name].parameters == layer.count_params()
        if not isinstance(layer, keras.Model):
            assert sorted(rows[layer.name].weights_shapes.values()) == sorted(tuple(w.shape) for w in layer.weights)


@pytest.mark.parametrize("build", MODELS, ids=lambda build: build.__name__)
def test_a_fingerprint_is_equal_for_two_builds_of_an_architecture(build):
    assert describe_model(build()).fingerprint == describe_model(build()).fingerprint


def test_a_fingerprint_knows_nothing_of_names_and_seeds():
    assert describe_model(convnet()).fingerprint == describe_model(convnet(named="other_")).fingerprint


def test_a_fingerprint_differs_with_a_unit_an_activation_and_a_connection():
    def joined(swap):
        a, b = keras.Input((4,)), keras.Input((4,))
        first, second = LAYERS.Dense(4)(a), LAYERS.Dense(4)(b)
        return keras.Model([a, b], LAYERS.Subtract()([second, first] if swap else [first, second]))

    models = [convnet(), convnet(filters=9), convnet(activation="tanh"), joined(False), joined(True), nested()]
    assert len({describe_model(model).fingerprint for model in models}) == len(models)


def test_shapes_and_connections_of_a_graph_are_recorded():
    rows = {row.name: row for row in describe_model(convnet()).layers}
    assert rows["conv"].output_shapes == ((None, 10, 10, 8),)
    assert rows["pool"].output_shapes == ((None, 5, 5, 8),)
    assert (rows["in"].inbound, rows["conv"].inbound, rows["out"].inbound) == ((), ("in",), ("drop",))


def test_a_shared_layer_names_the_layers_of_all_its_calls():
    rows = {row.name: row for row in describe_model(shared()).layers}
    assert rows["tower"].inbound == ("left", "right")
    assert rows["both"].inbound == ("tower", "tower")
    assert rows["price"].inbound == rows["kind"].inbound == ("both",)
    described = describe_model(shared())
    assert described.input_shapes == ((None, 4), (None, 4))
    assert described.output_shapes == ((None, 1), (None, 2))


def test_a_nested_model_is_followed_by_its_layers_one_deeper():
    rows = describe_model(nested()).layers
    assert [(row.type, row.depth) for row in rows] == [
        ("InputLayer", 0),
        ("Sequential", 0),
        ("InputLayer", 1),
        ("Dense", 1),
        ("Dense", 0),
    ]
    assert rows[1].parameters == rows[3].parameters == 4 * 6 + 6
    assert rows[4].inbound == ("inner",)


def test_layers_of_a_subclassed_model_are_listed_with_shapes_keras_can_tell():
    rows = describe_model(subclassed()).layers
    assert [(row.name.rstrip("_0123456789"), row.inbound, row.output_shapes) for row in rows] == [
        ("dense", (), ((1, 5),)),
        ("dense", (), ((1, 2),)),
    ]


def config(model, layer_type):
    row = next(row for row in describe_model(model).layers if row.type == layer_type)
    return {name: (setting.value, setting.origin) for name, setting in row.config.items()}


def test_what_the_program_set_is_told_from_what_keras_took():
    conv = config(convnet(), "Conv2D")
    assert conv["filters"] == (8, "set")
    assert conv["kernel_size"] == ([3, 3], "set")
    assert conv["activation"] == ("relu", "set")
    assert conv["strides"] == ([1, 1], "default")
    assert conv["padding"] == ("valid", "default")
    assert conv["kernel_initializer"] == ("glorot_uniform", "default")
    assert conv["dtype"] == ("float32", "default")
    assert config(convnet(), "MaxPooling2D")["strides"] == ([2, 2], "default")
    assert config(recurrent(), "Dense")["activation"] == ("linear", "default")


def test_initializers_regularizers_and_lambdas_are_readable():
    dense = config(assorted(), "Dense")
    assert dense["kernel_initializer"] == ("he_normal", "set")
    assert dense["bias_initializer"] == ("ones", "set")
    assert config(assorted(), "BatchNormalization")["momentum"] == (0.9, "set")
    assert config(assorted(), "Activation")["activation"][0] == "<lambda>"
    distributed = config(assorted(), "TimeDistributed")["layer"][0]
    assert distributed["kernel_regularizer"] == {"class": "L2", "l2": 0.01}


def test_describing_draws_no_random_numbers_and_shifts_no_names(recwarn):
    import random

    model = assorted()
    random.seed(1)
    expected = random.random()
    name = LAYERS.Dense(1).name
    random.seed(1)
    describe_model(model)
    assert random.random() == expected
    assert int(LAYERS.Dense(1).name.rpartition("_")[2]) == int(name.rpartition("_")[2]) + 1
    assert not [warning for warning in recwarn if "lambda" in str(warning.message)]


def test_a_shared_layer_lists_what_it_takes_in_the_order_of_its_calls():
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    tower, norm = LAYERS.Dense(5, name="tower"), LAYERS.UnitNormalization()
    straight = keras.Model([left, right], LAYERS.Dot(1)([norm(tower(left)), norm(tower(right))]))
    crossed = keras.Model([left, right], LAYERS.Dot(1)([norm(tower(right)), norm(tower(left))]))
    for model, expected in ((straight, ("left", "right")), (crossed, ("right", "left"))):
        assert next(row for row in describe_model(model).layers if row.name == "tower").inbound == expected


def test_an_unbuilt_model_is_described_once_its_data_have_built_it(recorded, points):
    model = keras.Sequential([LAYERS.Dense(5), LAYERS.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(*points, verbose=0)
    described = recorded()[0].run.model
    assert described.parameters == model.count_params() == 43
    assert described.optimizer_parameters == 2 * 43 + 2
    assert [metric.type for metric in recorded()[0].run.training.metrics] == ["SparseCategoricalAccuracy"]
