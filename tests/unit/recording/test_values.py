import keras
import numpy as np
import pytest

from reportgen.recording.keras.values import config_of, defaults_of, settings_of
from tests.unit.knowledge.keras_classes import BUILDABLE, layer_of, required_arguments

# What these layers say of themselves is no argument of theirs: the size of what they were adapted to, a seed they drew.
NO_ARGUMENTS = {"batch_shape", "vocabulary_size"}
DRAWN = {("RandomCrop", "seed")}


@pytest.mark.parametrize("name", BUILDABLE)
def test_what_a_program_left_to_keras_is_a_default(name):
    given = required_arguments(name)
    for key, setting in layer_of(name).config.items():
        if key not in given and key not in NO_ARGUMENTS and (name, key) not in DRAWN:
            assert setting.origin == "default", f"{key} = {setting.value!r}"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Dense", {"kernel_initializer": "uniform", "activation": "relu", "use_bias": False}),
        ("Embedding", {"embeddings_initializer": "random_normal", "mask_zero": True}),
        ("Embedding", {"embeddings_initializer": keras.initializers.RandomUniform(-1, 1)}),
        ("Conv2D", {"strides": (2, 1), "padding": "same"}),
        ("ZeroPadding2D", {"padding": ((1, 2), (1, 1))}),
        ("RandomInvert", {"factor": (0.5, 1.0)}),
        ("MultiHeadAttention", {"value_dim": 7, "attention_axes": (2,)}),
        ("LayerNormalization", {"rms_scaling": True}),
        ("InputLayer", {"sparse": True, "dtype": "int64"}),
        ("Hashing", {"salt": 3, "output_mode": "one_hot"}),
        ("MelSpectrogram", {"max_freq": 4000}),
    ],
)
def test_what_a_program_chose_is_set(name, given):
    if name == "LayerNormalization" and "rms_scaling" not in keras.layers.LayerNormalization().get_config():
        pytest.skip("this Keras has no RMS scaling in its LayerNormalization")
    config = layer_of(name, **given).config
    assert {key: config[key].origin for key in given} == dict.fromkeys(given, "set")


def test_attention_over_all_axes_is_the_default_however_keras_keeps_it():
    layer = keras.layers.MultiHeadAttention(2, 4)
    layer(np.zeros((1, 3, 8)), np.zeros((1, 3, 8)))
    assert settings_of(config_of(layer), type(layer))["attention_axes"].origin == "default"


class Reticent(keras.layers.Dense):
    """A layer that does not say how to build it again."""

    def get_config(self):
        raise NotImplementedError


def test_initializers_that_a_layer_keeps_as_objects_read_as_those_of_a_configuration():
    given = {"kernel_initializer": keras.initializers.HeNormal(seed=1)}
    layer = Reticent(3, **given)
    settings = settings_of(config_of(layer), type(layer))
    assert (settings["bias_initializer"].value, settings["bias_initializer"].origin) == ("zeros", "default")
    assert settings["kernel_initializer"] == layer_of("Dense", **given).config["kernel_initializer"]
    assert defaults_of(Reticent)["kernel_initializer"] == "glorot_uniform"
