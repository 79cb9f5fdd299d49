import math
import subprocess
import sys

import keras
import numpy as np
import pytest

from reportgen.knowledge.wording import USUAL, float_text, label_of, shortest_float, text_of, words_of
from tests.unit.knowledge.keras_classes import CONCRETE, LAYER_CLASSES, arguments_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (float(np.float32(0.001)), "0.001"),
        (float(np.float32(0.9)), "0.9"),
        (float(np.float32(0.01)), "0.01"),
        (1e-7, "1e-07"),
        (0.0, "0.0"),
        (-0.0, "0.0"),
        (6.0, "6.0"),
        (0.25, "0.25"),
        (1 / 255, "1/255"),
        (-1 / 255, "-1/255"),
        (1 / 127.5, "1/127.5"),
        (0.1234567890123, "0.1234567890123"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (1e300, "1e+300"),
    ],
)
def test_a_float_is_the_shortest_text_that_gives_it(value: float, text: str) -> None:
    assert float_text(value) == text


def test_the_shortest_decimal_gives_the_same_float32_and_is_no_longer_than_numpy_s() -> None:
    generator = np.random.default_rng(1)
    for single in (10.0 ** generator.uniform(-20, 20, 500)).astype(np.float32):
        short = shortest_float(float(single))
        assert np.float32(short) == single
        assert len(f"{short:.9g}") <= len(f"{float(str(single)):.9g}")


def test_a_float_that_is_no_float32_is_left_alone() -> None:
    assert shortest_float(0.1) == 0.1
    assert shortest_float(math.pi) == math.pi


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "none"),
        (True, "True"),
        (3, "3"),
        ([3, 3], "[3, 3]"),
        ([[1, 1], [0, 0]], "[[1, 1], [0, 0]]"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
        ("two\n words", "two words"),
        ({"dense": 0.5}, "{dense: 0.5}"),
        ({"class": "L2", "l2": 0.01}, "L2(0.01)"),
        ({"class_name": "__tuple__", "config": {"value": [1, 2]}}, "[1, 2]"),
        ("<lambda>", "lambda"),
    ],
)
def test_values_are_compact(value: object, text: str) -> None:
    assert text_of(value) == text


def squash(x: float) -> float:
    return x


@pytest.mark.parametrize(
    ("thing", "text"),
    [
        (keras.regularizers.L2(0.01), "L2(0.01)"),
        (keras.regularizers.L1L2(0.1, 0.2), "L1L2(l1=0.1, l2=0.2)"),
        (keras.initializers.HeNormal(seed=3), "HeNormal(seed=3)"),
        (keras.initializers.HeNormal(), "HeNormal"),
        (keras.constraints.NonNeg(), "NonNeg"),
        (keras.layers.Dense(5, use_bias=False), "Dense(units=5, use_bias=False)"),
        (keras.layers.LSTM(5), "LSTM(units=5, activation=tanh)"),
        (keras.layers.GRU(5, recurrent_activation="tanh"), "GRU(units=5, activation=tanh, recurrent_activation=tanh)"),
        (keras.DTypePolicy("mixed_float16"), "mixed_float16"),
        (squash, "squash"),
    ],
)
def test_what_keras_serializes_reads_as_a_call(thing: object, text: str) -> None:
    assert text_of(keras.saving.serialize_keras_object(thing)) == text


@pytest.mark.parametrize("key", sorted(USUAL))
def test_what_is_left_out_inside_a_layer_is_the_default_of_every_layer_that_takes_it(key: str) -> None:
    found = [arguments_of(LAYER_CLASSES[name]) for name in CONCRETE]
    defaults = [arguments[key].default for arguments in found if key in arguments]
    comparable = [value for value in defaults if type(value) is type(USUAL[key])]
    assert set(comparable) == {USUAL[key]} or key == "data_format"
    assert set(defaults) - set(comparable) <= {None, 1, (1, 1), ((1, 1), (1, 1), (1, 1))}


def test_text_is_bounded_however_long_or_deep_the_value() -> None:
    deep: object = 1
    for _ in range(400):
        deep = {"class_name": "Wrapper", "config": {"layer": [deep]}}
    assert len(text_of(deep)) <= 120
    assert len(text_of("word " * 1000)) <= 120
    assert text_of("word " * 1000).endswith("…")


def test_keys_and_class_names_become_words() -> None:
    assert label_of("return_sequences") == "Return sequences"
    assert label_of("num_bins") == "#Bins"
    assert label_of("learning_rate") == "Learning Rate"
    assert label_of("_") == "_"
    assert words_of("CosineDecayRestarts") == "Cosine decay restarts"
    assert words_of("KLDivergence") == "KL divergence"


def test_knowing_the_field_loads_no_heavy_library() -> None:
    modules = ["layers", "architectures", "optimizers", "losses", "metrics", "references", "datasets", "wording"]
    program = "import sys\n" + "\n".join(f"import reportgen.knowledge.{name}" for name in modules)
    program += (
        "\nprint(*sorted({'numpy', 'keras', 'tensorflow', 'matplotlib', 'pandas', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
