import inspect

import keras
import numpy as np
import pytest

from reportgen.recording.keras.optimizer import describe_optimizer, optimizer_parameters

WRAPPERS = {keras.optimizers.LossScaleOptimizer, getattr(keras.optimizers, "MultiOptimizer", None)}
CLASSES = sorted(
    {
        item
        for item in vars(keras.optimizers).values()
        if inspect.isclass(item) and issubclass(item, keras.optimizers.Optimizer)
    }
    - {keras.optimizers.Optimizer, *WRAPPERS},
    key=lambda item: item.__name__,
)


def compiled(optimizer, **arguments):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.compile(optimizer, "mse", **arguments)
    return model


def other(name, default):
    """A value that is not the default, of its kind."""
    if isinstance(default, bool):
        return not default
    if name in ("ema_overwrite_frequency", "gradient_accumulation_steps"):
        return 4
    if name in ("clipnorm", "weight_decay", "loss_scale_factor"):
        return 0.25
    return default / 2 if isinstance(default, float) else default + 1 if isinstance(default, int) else default


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_optimizer_as_it_comes_has_every_setting_of_keras_tagged_default(cls):
    described = describe_optimizer(compiled(cls()))
    expected = cls().get_config()
    assert described.type == cls.__name__
    for name, setting in described.settings.items():
        if name == "learning_rate":
            assert setting.value == pytest.approx(expected[name], rel=1e-6)
        else:
            assert setting.value == pytest.approx(expected[name]) if setting.value is not None else True
        assert setting.origin == "default", name
    assert set(described.settings) == set(expected) - {"name"}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_optimizer_with_other_settings_has_each_of_them_tagged_set(cls):
    skipped = {"name", "global_clipnorm", "clipvalue"}
    defaults = {name: value for name, value in cls().get_config().items() if name not in skipped}
    chosen = {name: other(name, value) for name, value in defaults.items()} | {"learning_rate": 0.004}
    changed = {name for name in chosen if chosen[name] != defaults[name]}
    accepted = {**chosen, "nesterov": False} if "nesterov" in chosen and not chosen.get("momentum") else chosen
    described = describe_optimizer(compiled(cls(**accepted)))
    config = cls(**accepted).get_config()
    for name in changed:
        if accepted[name] == defaults[name]:
            continue
        assert described.settings[name].origin == "set", name
        expected = config[name] if name != "learning_rate" else 0.004
        assert described.settings[name].value == expected, name


@pytest.mark.parametrize("spelling", ["adam", "Adam", keras.optimizers.Adam(), {"class_name": "Adam", "config": {}}])
def test_an_optimizer_is_the_same_however_it_was_given(spelling):
    described = describe_optimizer(compiled(spelling))
    assert (described.type, described.settings["learning_rate"].value) == ("Adam", 0.001)


@pytest.mark.parametrize("rate", [0.001, 0.01, 3e-4, 1e-7, 0.1, 5.0, 0.0])
def test_a_rate_is_the_shortest_decimal_that_gives_the_same_float32(rate):
    assert str(describe_optimizer(compiled(keras.optimizers.SGD(rate))).settings["learning_rate"].value) == str(rate)


def test_under_mixed_precision_the_inner_optimizer_is_recorded():
    with_policy = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, dtype="mixed_float16")])
    with_policy.compile(keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(0.002)), "mse")
    described = describe_optimizer(with_policy)
    assert (described.type, described.loss_scaling) == ("Adam", True)
    assert described.settings["learning_rate"].value == 0.002


def test_a_schedule_keeps_its_settings():
    cosine = keras.optimizers.schedules.CosineDecay(0.1, 100, alpha=0.25)
    schedule = describe_optimizer(compiled(keras.optimizers.Adam(cosine))).schedule
    assert schedule.type == "CosineDecay"
    assert {name: schedule.settings[name].value for name in ("initial_learning_rate", "decay_steps", "alpha")} == {
        "initial_learning_rate": 0.1,
        "decay_steps": 100,
        "alpha": 0.25,
    }
    assert schedule.settings["warmup_steps"].origin == "default"


def test_a_function_as_rate_is_named():
    def halved():
        return 0.5

    described = describe_optimizer(compiled(keras.optimizers.SGD(halved)))
    assert (described.schedule.type, described.settings["learning_rate"].value) == ("halved", 0.5)


def test_parameters_of_the_optimizer_are_those_of_keras_summary():
    model = compiled("adam")
    assert optimizer_parameters(model) is None
    model.fit(np.zeros((2, 4)), np.zeros((2, 3)), verbose=0)
    assert optimizer_parameters(model) == 2 * model.count_params() + 2
