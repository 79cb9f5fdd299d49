"""The printed update rules, computed line by line, take the steps that Keras takes."""

import itertools
from collections.abc import Iterable
from typing import Any

import keras
import numpy as np
import pytest

from reportgen.knowledge.methods import Equation, Parameter, names_of_what_is_on
from reportgen.knowledge.optimizer_table import OPTIMIZERS
from reportgen.knowledge.step_options import STEP_OPTIONS
from reportgen.records.values import Setting
from tests.unit.knowledge.keras_classes import arguments_of, exported
from tests.unit.knowledge.printed_steps import FUNCTIONS, STEPS

CLASSES = exported(keras.optimizers, keras.optimizers.Optimizer)
RANDOM = np.random.default_rng(3)
MATRIX = RANDOM.normal(size=(3, 4))
VECTOR = RANDOM.normal(size=4)
GRADIENTS = 6
OF_OPTIONS = tuple(parameter for option in STEP_OPTIONS for parameter in option.parameters)


def printed(equation: Equation) -> str:
    return f"{equation.left} {'=' if equation.relation == '=' else '<-'} {equation.right}"


def name(parameter: Parameter) -> str:
    """Return the name that the transcriptions have for a symbol."""
    greek = dict(zip("ηβερμλθαγκ", "eta beta epsilon rho mu lambda theta alpha gamma kappa".split(), strict=True))
    spelled = greek.get(parameter.symbol, parameter.symbol)
    spelled = f"{spelled}_{parameter.index}" if parameter.index not in ("", "0") else spelled
    return "lambda_" if spelled == "lambda" else spelled


def keras_steps(optimizer: Any, start: np.ndarray, gradients: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Return the weights after each step of an optimizer of Keras."""
    # Muon does not compute with float64.
    dtype = "float32" if isinstance(optimizer, keras.optimizers.Muon) else "float64"
    variable = keras.Variable(start, dtype=dtype)
    optimizer.build([variable])
    found = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype)], [variable])
        found.append(variable.numpy())
    return found


def printed_steps(optimizer: Any, start: np.ndarray, gradients: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Return the weights after each step of the printed rule of an optimizer, with its options before it."""
    entry, config = OPTIMIZERS[type(optimizer).__name__], optimizer.get_config()
    on = names_of_what_is_on({key: Setting(value=value, origin="set") for key, value in config.items()})
    assert entry.rule is not None
    lines = [printed(equation) for equation in entry.rule(on).equations]
    before = [
        printed(equation)
        for option in STEP_OPTIONS
        for equation in option.equations
        if option.key in on and option.key not in ("use_ema", "gradient_accumulation_steps")
    ]
    if start.ndim == 1 and entry.name == "Muon":
        config["weight_decay"] = config["adam_weight_decay"]  # as the table says
        lines = [printed(equation) for equation in entry.parts[0].equations]
    if start.ndim == 1 and entry.name == "Adafactor":
        (vector,) = (printed(equation) for equation in entry.parts[0].equations)
        lines = [vector if line.startswith("v_t") else line for line in lines if line[:2] not in ("r_", "c_")]
    values: dict[str, Any] = dict.fromkeys("mvuabzrcX", 0.0) | {"w": start, "v_hat": 0.0} | FUNCTIONS
    if entry.name == "Schedule-Free AdamW":
        values["z"] = start
    known = (*entry.further, *OF_OPTIONS, *entry.parameters)
    values |= {name(item): config[item.key] for item in known if item.symbol and config.get(item.key) is not None}
    found = []
    for step, gradient in enumerate(gradients, start=1):
        values |= {"t": step, "g": gradient, "all_gradients": gradient}
        for line in (*before, *lines):
            exec(STEPS[line], values)
            if line.startswith("z_t") and entry.name == "Schedule-Free AdamW":
                values["z_old"] = values["z"]  # as the page says of TensorFlow
        found.append(values["w"])
    return found


VARIANTS: dict[str, list[dict[str, Any]]] = {
    "SGD": [{"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"nesterov": True}],
    "RMSprop": [{"momentum": 0.5}, {"centered": True}, {"momentum": 0.5, "centered": True}],
    "Adam": [{"amsgrad": True}],
    "AdamW": [{"amsgrad": True}],
    "Ftrl": [
        {
            "learning_rate_power": -0.7,
            "l1_regularization_strength": 0.02,
            "l2_regularization_strength": 0.3,
            "l2_shrinkage_regularization_strength": 0.1,
            "beta": 0.2,
        }
    ],
    "Adafactor": [{"clip_threshold": 0.5}, {"relative_step": False, "learning_rate": 2.0}],
    "Muon": [{"nesterov": False}, {"rms_rate": None, "muon_a": 3.0, "ns_steps": 2}],
    "ScheduleFreeAdamW": [{"warmup_steps": 4}, {"weight_decay": 0.1}],
}
# Numbers that a float32 holds exactly, so that Keras and numpy compute with the same ones; an epsilon that is seen.
EXACT = {
    "learning_rate": 2**-4,
    "momentum": 0.75,
    "rho": 0.875,
    "beta_1": 0.875,
    "beta_2": 0.96875,
    "epsilon": 0.125,
    "epsilon_1": 0.125,
    "weight_decay": 0.5,
}
CASES = [
    (cls, {key: value for key, value in EXACT.items() if key in arguments_of(CLASSES[cls])} | settings)
    for cls, entry in OPTIMIZERS.items()
    if entry.rule is not None
    for settings in ({}, {"momentum": 0.0} if cls in ("SGD", "RMSprop") else {}, *VARIANTS.get(cls, ()))
]
DEFAULTS = [cls for cls, entry in OPTIMIZERS.items() if entry.rule is not None]


@pytest.mark.parametrize("start", [VECTOR, MATRIX], ids=["vector", "matrix"])
@pytest.mark.parametrize("cls", DEFAULTS)
def test_the_printed_rule_with_keras_s_defaults_takes_its_steps(cls: str, start: np.ndarray) -> None:
    gradients = np.random.default_rng(4).normal(size=(GRADIENTS, *start.shape))
    optimizer = CLASSES[cls]()
    expected = keras_steps(optimizer, start, gradients)
    for ours, theirs in zip(printed_steps(optimizer, start, gradients), expected, strict=True):
        # Keras takes the rate and the powers of the betas from float32.
        assert ours - start == pytest.approx(theirs - start, rel=2e-3, abs=1e-6)


@pytest.mark.parametrize("start", [VECTOR, MATRIX], ids=["vector", "matrix"])
@pytest.mark.parametrize(("cls", "settings"), CASES, ids=str)
def test_the_printed_rule_takes_the_steps_of_keras(cls: str, settings: dict[str, Any], start: np.ndarray) -> None:
    gradients = np.random.default_rng(5).normal(size=(GRADIENTS, *start.shape))
    optimizer = CLASSES[cls](**settings)
    expected = keras_steps(optimizer, start, gradients)
    computed = printed_steps(optimizer, start, gradients)
    for ours, theirs in zip(computed, expected, strict=True):
        exact = cls not in ("Muon", "Adafactor")  # which have further constants
        assert ours == pytest.approx(theirs, rel=1e-6 if exact else 2e-4, abs=1e-7 if exact else 1e-6)
    assert not np.allclose(computed[-1], start, rtol=1e-4)


@pytest.mark.parametrize(
    "option",
    [
        {"clipnorm": 0.3},
        {"global_clipnorm": 0.3},
        {"clipvalue": 0.2},
        {"weight_decay": 0.1},
        {"clipnorm": 100.0, "weight_decay": 0.1},
    ],
    ids=str,
)
@pytest.mark.parametrize("cls", ["SGD", "Adam", "Lamb", "Ftrl", "ScheduleFreeAdamW"])
def test_what_is_printed_around_a_rule_is_what_keras_does(cls: str, option: dict[str, Any]) -> None:
    gradients = np.random.default_rng(6).normal(size=(GRADIENTS, 4))
    optimizer = CLASSES[cls](learning_rate=0.05, **option)
    expected = keras_steps(optimizer, VECTOR, gradients)
    for ours, theirs in zip(printed_steps(optimizer, VECTOR, gradients), expected, strict=True):
        assert ours == pytest.approx(theirs, rel=2e-5, abs=1e-6)


def option_line(key: str) -> str:
    (option,) = (option for option in STEP_OPTIONS if option.key == key)
    (equation,) = option.equations
    return STEPS[printed(equation)]


def test_accumulated_gradients_are_averaged_as_printed() -> None:
    gradients = np.random.default_rng(7).normal(size=(4, 4))
    optimizer = keras.optimizers.SGD(0.1, gradient_accumulation_steps=2)
    expected = keras_steps(optimizer, VECTOR, gradients)
    values: dict[str, Any] = {"w": VECTOR, "eta": 0.1, "k": 2}
    for step in range(2):
        values["batches"] = gradients[2 * step : 2 * step + 2]
        exec(option_line("gradient_accumulation_steps"), values)
        exec(STEPS[r"w_t = w_{t-1} - \eta\,g_t"], values)
    assert values["w"] == pytest.approx(expected[-1], rel=1e-6)


def test_weights_are_averaged_as_printed_and_the_model_ends_with_their_mean() -> None:
    gradients = np.random.default_rng(8).normal(size=(4, 4))
    optimizer = keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.8)
    variable = keras.Variable(VECTOR, dtype="float64")
    optimizer.build([variable])
    values: dict[str, Any] = {"gamma": 0.8}
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float64")], [variable])
        values["w"] = variable.numpy()
        # The mean begins at the weights after the first batch.
        values.setdefault("w_bar", values["w"])
        exec(option_line("use_ema"), values)
    optimizer.finalize_variable_values([variable])
    assert variable.numpy() == pytest.approx(values["w_bar"], rel=1e-6)


def test_every_line_of_every_rule_is_transcribed_and_no_other_is() -> None:
    switches = ("momentum", "nesterov", "centered", "amsgrad", "rms_rate", "warmup_steps")
    sets = [frozenset(chosen) for size in range(4) for chosen in itertools.combinations(switches, size)]
    variants = [entry.rule(on) for entry in OPTIMIZERS.values() if entry.rule for on in sets]
    variants += [part for entry in OPTIMIZERS.values() for part in entry.parts]
    lines = [equation for variant in variants for equation in variant.equations]
    lines += [equation for option in STEP_OPTIONS for equation in option.equations]
    assert {printed(equation) for equation in lines} == set(STEPS)


@pytest.mark.parametrize("cls", sorted(OPTIMIZERS))
def test_the_known_defaults_are_those_of_keras(cls: str) -> None:
    entry, arguments = OPTIMIZERS[cls], arguments_of(CLASSES[cls])
    known = [*entry.parameters, *entry.further]
    if cls != "MultiOptimizer":
        assert {item.key: item.default for item in known if item.key != "inner_optimizer"} == {
            item.key: arguments[item.key].default for item in known if item.key != "inner_optimizer"
        }


def test_the_known_defaults_of_the_options_are_those_of_keras() -> None:
    arguments = arguments_of(keras.optimizers.Optimizer)
    for parameter in OF_OPTIONS:
        assert parameter.default == arguments[parameter.key].default
    assert all(option.key in arguments for option in STEP_OPTIONS)


@pytest.mark.parametrize("cls", [cls for cls, entry in OPTIMIZERS.items() if entry.rule])
def test_the_symbols_of_a_method_are_told_apart(cls: str) -> None:
    entry = OPTIMIZERS[cls]
    further = [item for item in OF_OPTIONS if item.key not in {known.key for known in entry.parameters}]
    limits = [item for item in further if not item.key.startswith(("global_clip", "clipvalue"))]  # one of three at most
    symbols = [name(item) for item in (*entry.parameters, *entry.further, *limits) if item.symbol]
    assert len(set(symbols)) == len(symbols)


@pytest.mark.parametrize("cls", [cls for cls, entry in OPTIMIZERS.items() if entry.rule])
def test_every_method_says_what_it_does_in_a_sentence(cls: str) -> None:
    assert OPTIMIZERS[cls].idea.endswith(".")
