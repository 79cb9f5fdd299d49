"""The printed equations of the schedules, computed in Python, give the rates of Keras."""

import math
from typing import Any

import keras
import pytest
from keras.optimizers import schedules

from reportgen.knowledge.methods import NO_DEFAULT
from reportgen.knowledge.schedules import SCHEDULES, schedule_entry, schedule_switches
from reportgen.recording.keras.values import config_of, settings_of
from reportgen.records.training import Component
from tests.unit.knowledge.keras_classes import arguments_of, exported

CLASSES = exported(schedules, schedules.LearningRateSchedule)
STEPS = (0, 1, 7, 50, 99, 100, 101, 150, 200, 333, 400, 1000, 1234)

# Each printed line as a line of Python; a warm-up ends the computation while it lasts.
LINES: dict[str, str] = {
    r"\eta(s) = \eta_0\,r^{\,s / S}": "rate = start * r ** (s / S)",
    r"\eta(s) = \eta_0\,r^{\,\lfloor s / S \rfloor}": "rate = start * r ** floor(s / S)",
    r"\eta(s) = \dfrac{\eta_0}{1 + r\,s / S}": "rate = start / (1 + r * (s / S))",
    r"\eta(s) = \dfrac{\eta_0}{1 + r\,\lfloor s / S \rfloor}": "rate = start / (1 + r * floor(s / S))",
    r"\sigma = \min(s / S,\; 1)": "sigma = min(s / S, 1)",
    r"\sigma = \min((s - W) / S,\; 1)": "sigma = min((s - W) / S, 1)",
    r"\sigma = \dfrac{s}{S\,\max(1,\; \lceil s / S \rceil)}": "sigma = s / (S * max(1, ceil(s / S)))",
    r"\eta(s) = (\eta_0 - \eta_1)\,(1 - \sigma)^{\,p} + \eta_1": "rate = (start - end) * (1 - sigma) ** p + end",
    (
        r"\eta(s) = \eta_0 + (\eta_W - \eta_0)\,\dfrac{s}{W} \quad \mathrm{if}\;\;s < W, \;\; \mathrm{otherwise}"
    ): "early = start + (target - start) * s / W if s < W else None",
    (
        r"\eta(s) = \eta_0 \left[(1 - \alpha)\,\dfrac{1 + \cos(\pi\,\sigma)}{2} + \alpha\right]"
    ): "rate = start * ((1 - alpha) * (1 + cos(pi * sigma)) / 2 + alpha)",
    (
        r"\eta(s) = \eta_W \left[(1 - \alpha)\,\dfrac{1 + \cos(\pi\,\sigma)}{2} + \alpha\right]"
    ): "rate = early if early is not None else target * ((1 - alpha) * (1 + cos(pi * sigma)) / 2 + alpha)",
    r"i = \lfloor s / S \rfloor": "i = floor(s / S)",
    r"\sigma = s / S - i": "sigma = s / S - i",
    r"i = \left\lfloor \dfrac{\log(1 + (\tau - 1)\,s / S)}{\log\,\tau} \right\rfloor": (
        "i = floor(log(1 + (tau - 1) * s / S) / log(tau))"
    ),
    (
        r"\sigma = \dfrac{1}{\tau^{i}} \left(\dfrac{s}{S} - \dfrac{\tau^{i} - 1}{\tau - 1}\right)"
    ): "sigma = (s / S - (tau**i - 1) / (tau - 1)) / tau**i",
    (
        r"\eta(s) = \eta_0 \left[(1 - \alpha)\,m^{i}\,\dfrac{1 + \cos(\pi\,\sigma)}{2} + \alpha\right]"
    ): "rate = start * ((1 - alpha) * m**i * (1 + cos(pi * sigma)) / 2 + alpha)",
    r"\eta(s) = \eta_i \quad \mathrm{if}\;\;b_i < s \leq b_{i+1}": (
        "rate = values[sum(s > bound for bound in boundaries)]"
    ),
}
NAMES = {
    "initial_learning_rate": "start",
    "decay_steps": "S",
    "first_decay_steps": "S",
    "decay_rate": "r",
    "end_learning_rate": "end",
    "power": "p",
    "alpha": "alpha",
    "warmup_target": "target",
    "warmup_steps": "W",
    "t_mul": "tau",
    "m_mul": "m",
}
MADE = [
    schedules.ExponentialDecay(0.1, 100, 0.9),
    schedules.ExponentialDecay(0.1, 100, 0.9, staircase=True),
    schedules.InverseTimeDecay(0.1, 100, 0.5),
    schedules.InverseTimeDecay(0.1, 100, 0.5, staircase=True),
    schedules.PolynomialDecay(0.1, 400),
    schedules.PolynomialDecay(0.1, 100, end_learning_rate=0.01, power=2.0, cycle=True),
    schedules.CosineDecay(0.1, 400, alpha=0.1),
    schedules.CosineDecay(0.01, 400, warmup_target=0.1, warmup_steps=100),
    schedules.CosineDecay(0.1, 400, warmup_target=0.0, warmup_steps=100),
    schedules.CosineDecayRestarts(0.1, 90, alpha=0.05, m_mul=0.8),
    schedules.CosineDecayRestarts(0.1, 90, t_mul=1.0, m_mul=0.8),
    schedules.PiecewiseConstantDecay([100, 200], [0.1, 0.01, 0.001]),
]


def recorded(schedule: Any) -> Component:
    cls = type(schedule)
    return Component(type=cls.__name__, module=cls.__module__, settings=settings_of(config_of(schedule), cls))


def lines_of(schedule: Component) -> list[str]:
    entry = schedule_entry(schedule)
    assert entry is not None
    return [f"{line.left} = {line.right}" for line in entry.rule(schedule_switches(schedule)).equations]


@pytest.mark.parametrize("schedule", MADE, ids=lambda made: f"{type(made).__name__}{made.get_config()}")
def test_the_printed_equation_gives_the_rate_of_keras(schedule: Any) -> None:
    config = schedule.get_config()
    values = {NAMES.get(key, key): value for key, value in config.items()}
    values |= {name: getattr(math, name) for name in ("floor", "ceil", "log", "cos", "pi")}
    for step in STEPS:
        values["s"] = step
        for line in lines_of(recorded(schedule)):
            exec(LINES[line], values)
        theirs = float(schedule(keras.ops.convert_to_tensor(step, "int64")))
        assert values["rate"] == pytest.approx(theirs, rel=1e-4, abs=1e-7), step


def test_every_line_is_transcribed_and_no_other_is() -> None:
    assert {line for schedule in MADE for line in lines_of(recorded(schedule))} == set(LINES)


def test_every_schedule_of_keras_is_known_and_no_other_is() -> None:
    assert set(SCHEDULES) == set(CLASSES) - {"LearningRateSchedule"}


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_the_known_parameters_and_defaults_are_those_of_keras(name: str) -> None:
    arguments = {key: item for key, item in arguments_of(CLASSES[name]).items() if key not in ("self", "name")}
    required = {key for key, item in arguments.items() if item.default is item.empty}
    known = {item.key: item.default for item in SCHEDULES[name].parameters}
    assert known == {key: NO_DEFAULT if key in required else item.default for key, item in arguments.items()}


def test_a_schedule_of_the_program_s_own_is_not_known_even_if_it_is_called_as_one_of_keras() -> None:
    assert schedule_entry(Component(type="CosineDecay", module="train")) is None
