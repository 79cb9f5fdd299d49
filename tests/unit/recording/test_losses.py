import itertools

import keras
import numpy as np
import pytest

from reportgen.recording.keras.losses import describe_losses, describe_metrics


def trained(loss, outputs=1, units=3, **compiled):
    inputs = keras.Input((4,))
    heads = [keras.layers.Dense(units, "softmax", name=f"head{number}")(inputs) for number in range(outputs)]
    model = keras.Model(inputs, heads if outputs > 1 else heads[0])
    model.compile("sgd", loss, **compiled)
    y = np.eye(units, dtype="float32")[[0, 1 % units]]
    model.fit(np.zeros((2, 4)), [y] * outputs if outputs > 1 else y, verbose=0)
    return model


@pytest.mark.parametrize(
    "spelling",
    [
        "categorical_crossentropy",
        "CategoricalCrossentropy",
        keras.losses.categorical_crossentropy,
        keras.losses.CategoricalCrossentropy(),
        keras.losses.CategoricalCrossentropy,
        "crossentropy",
    ],
    ids=itertools.count(),  # the texts of functions hold addresses, which differ between test processes
)
def test_a_loss_has_one_name_and_its_settings_however_it_was_given(spelling):
    (loss,) = describe_losses(trained(spelling))
    assert loss.type == "CategoricalCrossentropy"
    expected = keras.losses.CategoricalCrossentropy().get_config()
    assert {name: setting.value for name, setting in loss.settings.items()} == {
        name: value for name, value in expected.items() if name != "name"
    }
    assert {setting.origin for setting in loss.settings.values()} == {"default"}


@pytest.mark.parametrize(
    ("short", "name"), [("mse", "MeanSquaredError"), ("kld", "KLDivergence"), ("log_cosh", "LogCosh")]
)
def test_abbreviations_are_written_out(short, name):
    assert [loss.type for loss in describe_losses(trained(short))] == [name]


def test_every_loss_function_of_keras_gets_the_name_of_its_class():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    skipped = ("get", "serialize", "deserialize")
    functions = [name for name in dir(keras.losses) if name.islower() and name not in skipped and name[0] != "_"]
    for name in functions:
        model.compile("sgd", getattr(keras.losses, name))
        (loss,) = describe_losses(model)
        assert hasattr(keras.losses, loss.type), name
        assert issubclass(getattr(keras.losses, loss.type), keras.losses.Loss), name


def test_a_setting_of_a_loss_is_tagged_as_set():
    (loss,) = describe_losses(trained(keras.losses.CategoricalCrossentropy(label_smoothing=0.1)))
    assert (loss.settings["label_smoothing"].value, loss.settings["label_smoothing"].origin) == (0.1, "set")


class Tilted(keras.losses.Loss):
    """A loss that does not list its setting."""

    def __init__(self, quantile=0.5, name="tilted"):
        super().__init__(name=name)
        self.quantile = quantile

    def call(self, true, predicted):
        return keras.ops.mean(self.quantile * (true - predicted))


@pytest.mark.parametrize(
    ("loss", "name", "value"),
    [
        (keras.losses.Huber(delta=2.0), "delta", 2.0),
        (keras.losses.CosineSimilarity(axis=1), "axis", 1),
        (Tilted(0.9), "quantile", 0.9),
    ],
    ids=["Huber", "CosineSimilarity", "Tilted"],
)
def test_settings_that_a_loss_does_not_list_are_recorded_all_the_same(loss, name, value):
    (described,) = describe_losses(trained(loss))
    assert (described.settings[name].value, described.settings[name].origin) == (value, "set")


def test_a_function_of_the_programs_own_keeps_its_name():
    def energy(y_true, y_pred):
        return keras.ops.mean(y_pred)

    assert [loss.type for loss in describe_losses(trained(energy))] == ["energy"]


@pytest.mark.parametrize(
    "given", [["mse", "categorical_crossentropy"], {"head0": "mse", "head1": "categorical_crossentropy"}]
)
def test_losses_of_several_outputs_are_named_and_weighted(given):
    weights = [1.0, 0.5] if isinstance(given, list) else {"head0": 1.0, "head1": 0.5}
    losses = describe_losses(trained(given, outputs=2, loss_weights=weights))
    assert [(loss.type, loss.output, loss.weight) for loss in losses] == [
        ("MeanSquaredError", "head0", 1.0),
        ("CategoricalCrossentropy", "head1", 0.5),
    ]


def test_accuracy_is_recorded_as_the_metric_that_keras_chose():
    metrics = describe_metrics(
        trained("categorical_crossentropy", metrics=["accuracy", keras.metrics.Precision(), "mae"])
    )
    assert [(metric.type, metric.name) for metric in metrics[:2]] == [
        ("CategoricalAccuracy", "accuracy"),
        ("Precision", metrics[1].name),
    ]
    assert metrics[2].type == "MeanAbsoluteError"


def test_metrics_given_as_functions_have_their_names():
    def confidence(true, predicted):
        return keras.ops.max(predicted, axis=-1)

    given = [confidence, lambda true, predicted: keras.ops.min(predicted, axis=-1), keras.metrics.mean_squared_error]
    metrics = describe_metrics(trained("categorical_crossentropy", metrics=given))
    assert [metric.type for metric in metrics] == ["confidence", "<lambda>", "MeanSquaredError"]
    assert [metric.module for metric in metrics[:2]] == [__name__] * 2


def test_metrics_of_several_outputs_know_theirs():
    model = trained("mse", outputs=2, metrics=[["mae"], ["accuracy"]])
    found = [(metric.type, metric.output) for metric in describe_metrics(model)]
    assert found == [("MeanAbsoluteError", "head0"), ("CategoricalAccuracy", "head1")]


def test_metrics_have_the_names_that_keras_logs_them_under():
    model = trained("mse", metrics=["mae", "mse", "mae"], weighted_metrics=["mae", "mae", "mape"])
    described = [metric.name for metric in describe_metrics(model)]
    assert sorted(described) == sorted(name for name in model.history.history if name != "loss")


def test_weighted_metrics_of_several_outputs_have_the_names_that_keras_logs_them_under():
    model = trained("mse", outputs=2, metrics=[["mae"], ["mae"]], weighted_metrics=[["mae"], ["mae", "mae"]])
    described = [f"{metric.output}_{metric.name}" for metric in describe_metrics(model)]
    assert sorted(described) == sorted(name for name in model.history.history if not name.endswith("loss"))
