import keras
import pytest

from reportgen.recording.keras.layers import describe_model
from reportgen.recording.keras.naming import name_of


def layers():
    return [keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3)]


def build_convnet():
    return keras.Sequential(layers())


def make_mlp_model():
    return keras.Sequential(layers())


def get_model():
    return keras.Sequential(layers())


class SpiralNet(keras.Model):
    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.dense = keras.layers.Dense(2)

    def call(self, x):
        return self.dense(x)


@pytest.fixture(autouse=True)
def watched(recorded):
    """Building functions are noted from the moment on in which Keras is wrapped."""


def test_a_name_the_program_chose_wins():
    model = keras.Sequential(layers(), name="Lenet-5")
    assert name_of(model, None) == ("Lenet-5", "set")


def test_the_function_that_built_a_model_names_it():
    model = build_convnet()
    assert name_of(model, None) == ("convnet", "inferred")
    assert name_of(make_mlp_model(), None) == ("mlp", "inferred")


def test_the_variable_that_holds_a_model_names_it_where_the_function_says_nothing():
    wide_and_deep = get_model()
    assert name_of(wide_and_deep, None) == ("wide_and_deep", "inferred")


def test_the_key_in_a_dictionary_names_a_model():
    models = {"Dropout 0.2": get_model(), "None": get_model()}
    for key, model in models.items():
        assert name_of(model, None) == (key, "inferred")


def test_the_function_that_also_trains_a_model_is_no_name_for_it():
    def run_experiment():
        model = keras.Sequential(layers())
        return name_of(model, describe_model(model))

    name, origin = run_experiment()
    assert (name, origin) == ("Dense 8-3", "inferred")


def test_a_class_of_the_programs_own_names_its_models():
    assert name_of(SpiralNet(), None)[0] == "SpiralNet"
    assert name_of(SpiralNet(name="big"), None) == ("big", "set")


def test_a_model_nobody_named_is_described_by_its_architecture():
    model = get_model()
    assert name_of(model, describe_model(model)) == ("Dense 8-3", "inferred")


def test_no_run_is_called_sequential(recorded, points):
    model = get_model()
    model.compile("sgd", "mse")
    model.fit(points[0], points[0][:, :3], verbose=0)
    assert recorded()[0].run.name == "Dense 8-3"
