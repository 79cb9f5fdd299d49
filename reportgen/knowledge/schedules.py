"""Learning rate schedules of Keras: their equations, as `keras/src/optimizers/schedules` of Keras 3.15 computes them.

eta of s is the learning rate of a step, s the number of steps before it.
"""

import msgspec

from reportgen.knowledge.methods import NO_DEFAULT, Equation, Parameter, Rule, Variant, is_of_keras
from reportgen.language import N_
from reportgen.records.training import Component


class ScheduleEntry(msgspec.Struct, frozen=True):
    """What is known of a schedule class: `idea` says in a sentence what it does."""

    name: str
    idea: str
    parameters: tuple[Parameter, ...]
    rule: Rule
    references: tuple[str, ...] = ()


_RATE = r"\eta(s)"
_START = Parameter("initial_learning_rate", N_("Learning rate at the start"), NO_DEFAULT, "η", "0")
_STEPS = Parameter("decay_steps", N_("Steps of the decay"), NO_DEFAULT, "S")
_FACTOR = Parameter("decay_rate", N_("Decay rate"), NO_DEFAULT, "r")
_STAIRCASE = Parameter("staircase", N_("Whether the rate stays the same within S steps"), False)
_FLOOR = Parameter("alpha", N_("Share of the rate that is left at the end"), 0.0, "α")


def _exponential(on: frozenset[str]) -> Variant:
    if "staircase" in on:
        aloud = N_("eta of s is eta 0 times r to the power s over S, rounded down")
        return Variant((Equation(_RATE, r"\eta_0\,r^{\,\lfloor s / S \rfloor}", aloud),), N_("In steps"))
    return Variant(
        (Equation(_RATE, r"\eta_0\,r^{\,s / S}", N_("eta of s is eta 0 times r to the power s over S")),), N_("Smooth")
    )


def _inverse_time(on: frozenset[str]) -> Variant:
    in_steps = "staircase" in on
    share = r"\lfloor s / S \rfloor" if in_steps else "s / S"
    aloud = (
        N_("eta of s is eta 0 over 1 plus r times s over S, rounded down")
        if in_steps
        else N_("eta of s is eta 0 over 1 plus r times s over S")
    )
    return Variant(
        (Equation(_RATE, rf"\dfrac{{\eta_0}}{{1 + r\,{share}}}", aloud),), N_("In steps") if in_steps else N_("Smooth")
    )


def _polynomial(on: frozenset[str]) -> Variant:
    cycling = "cycle" in on
    steps = (
        Equation(
            r"\sigma",
            r"\dfrac{s}{S\,\max(1,\; \lceil s / S \rceil)}",
            N_("sigma is s over S times the larger of 1 and s over S rounded up"),
        )
        if cycling
        else Equation(r"\sigma", r"\min(s / S,\; 1)", N_("sigma is the smaller of s over S and 1"))
    )
    rate = Equation(
        _RATE,
        r"(\eta_0 - \eta_1)\,(1 - \sigma)^{\,p} + \eta_1",
        N_("eta of s is the difference of eta 0 and eta 1, times 1 minus sigma to the power p, plus eta 1"),
    )
    return Variant((steps, rate), N_("In cycles") if cycling else N_("Once"))


def _cosine(on: frozenset[str]) -> Variant:
    warming = "warmup_target" in on
    top = r"\eta_W" if warming else r"\eta_0"
    aloud = (
        N_(
            "eta of s is eta W times the sum of alpha and 1 minus alpha, times a half of 1 plus the cosine of pi times "
            "sigma"
        )
        if warming
        else N_(
            "eta of s is eta 0 times the sum of alpha and 1 minus alpha, times a half of 1 plus the cosine of pi times "
            "sigma"
        )
    )
    steps = (
        Equation(r"\sigma", r"\min((s - W) / S,\; 1)", N_("sigma is the smaller of s minus W over S and 1"))
        if warming
        else Equation(r"\sigma", r"\min(s / S,\; 1)", N_("sigma is the smaller of s over S and 1"))
    )
    warmup = Equation(
        _RATE,
        r"\eta_0 + (\eta_W - \eta_0)\,\dfrac{s}{W} \quad \mathrm{if}\;\;s < W, \;\; \mathrm{otherwise}",
        N_("eta of s is eta 0 plus the difference of eta W and eta 0, times s over W, if s is less than W; otherwise"),
    )
    rate = Equation(
        _RATE,
        rf"{top} \left[(1 - \alpha)\,\dfrac{{1 + \cos(\pi\,\sigma)}}{{2}} + \alpha\right]",
        aloud,
    )
    return Variant(
        (warmup, steps, rate) if warming else (steps, rate), N_("With a warm-up") if warming else N_("From the start")
    )


def _restarts(on: frozenset[str]) -> Variant:
    rate = Equation(
        _RATE,
        r"\eta_0 \left[(1 - \alpha)\,m^{i}\,\dfrac{1 + \cos(\pi\,\sigma)}{2} + \alpha\right]",
        N_(
            "eta of s is eta 0 times the sum of alpha and 1 minus alpha, times m to the power i, times a half of 1 "
            "plus the cosine of pi times sigma"
        ),
    )
    if "equal_periods" in on:
        lines = (
            Equation("i", r"\lfloor s / S \rfloor", N_("i is s over S rounded down")),
            Equation(r"\sigma", "s / S - i", N_("sigma is s over S minus i")),
        )
        return Variant((*lines, rate), N_("With periods of equal length"))
    return Variant(
        (
            Equation(
                "i",
                r"\left\lfloor \dfrac{\log(1 + (\tau - 1)\,s / S)}{\log\,\tau} \right\rfloor",
                N_("i is the logarithm of 1 plus tau minus 1, times s over S, over the logarithm of tau, rounded down"),
            ),
            Equation(
                r"\sigma",
                r"\dfrac{1}{\tau^{i}} \left(\dfrac{s}{S} - \dfrac{\tau^{i} - 1}{\tau - 1}\right)",
                N_(
                    "sigma is 1 over tau to the power i, times s over S minus the fraction of tau to the power i minus "
                    "1 over tau minus 1"
                ),
            ),
            rate,
        ),
        N_("With periods of changing length"),
    )


def _piecewise(_on: frozenset[str]) -> Variant:
    aloud = N_("eta of s is eta i if s is greater than b at i, and at most b at i plus 1")
    return Variant((Equation(_RATE, r"\eta_i \quad \mathrm{if}\;\;b_i < s \leq b_{i+1}", aloud),))


SCHEDULES: dict[str, ScheduleEntry] = {
    "ExponentialDecay": ScheduleEntry(
        N_("Exponential decay"),
        N_("The rate is multiplied by r in every S steps."),
        (_START, _STEPS, _FACTOR, _STAIRCASE),
        _exponential,
    ),
    "InverseTimeDecay": ScheduleEntry(
        N_("Inverse time decay"),
        N_("The rate falls quickly at first and ever more slowly later."),
        (_START, _STEPS, _FACTOR, _STAIRCASE),
        _inverse_time,
    ),
    "PolynomialDecay": ScheduleEntry(
        N_("Polynomial decay"),
        N_("The rate falls from its start to its end within S steps."),
        (
            _START,
            _STEPS,
            Parameter("end_learning_rate", N_("Learning rate at the end"), 0.0001, "η", "1"),
            Parameter("power", N_("Exponent of the decay: 1 is a straight line"), 1.0, "p"),
            Parameter("cycle", N_("Whether the decay begins anew after S steps"), False),
        ),
        _polynomial,
    ),
    "CosineDecay": ScheduleEntry(
        N_("Cosine decay"),
        N_("The rate falls along half a wave of the cosine within S steps."),
        (
            _START,
            _STEPS,
            _FLOOR,
            Parameter("warmup_target", N_("Learning rate at the end of the warm-up"), None, "η", "W"),
            Parameter("warmup_steps", N_("Steps of the warm-up"), 0, "W"),
        ),
        _cosine,
        ("loshchilov2017",),
    ),
    "CosineDecayRestarts": ScheduleEntry(
        N_("Cosine decay with restarts"),
        N_("The rate falls along half a wave of the cosine again and again."),
        (
            _START,
            Parameter("first_decay_steps", N_("Steps of the first period"), NO_DEFAULT, "S"),
            Parameter("t_mul", N_("Factor of the length from one period to the next"), 2.0, "τ"),
            Parameter("m_mul", N_("Factor of the rate from one period to the next"), 1.0, "m"),
            _FLOOR,
        ),
        _restarts,
        ("loshchilov2017",),
    ),
    "PiecewiseConstantDecay": ScheduleEntry(
        N_("Piecewise constant decay"),
        N_("The rate changes at given steps and stays the same between them."),
        (
            Parameter("boundaries", N_("Steps after which the rate changes"), NO_DEFAULT, "b", "i"),
            Parameter("values", N_("Learning rates between them"), NO_DEFAULT, "η", "i"),
        ),
        _piecewise,
    ),
}


def schedule_entry(schedule: Component) -> ScheduleEntry | None:
    """Return what is known of a schedule; None for one of the program's own."""
    return SCHEDULES.get(schedule.type) if is_of_keras(schedule.module) else None


def schedule_switches(schedule: Component) -> frozenset[str]:
    """Return the names of the settings that change the form of a schedule; periods are equal if `t_mul` is 1."""
    values = {key: setting.value for key, setting in schedule.settings.items()}
    # A target of 0 is a warm-up, too: down to nothing.
    switches = {key for key in ("staircase", "cycle") if values.get(key) is True}
    switches |= {"warmup_target"} if values.get("warmup_target") is not None else set()
    return frozenset(switches | ({"equal_periods"} if values.get("t_mul") == 1 else set()))
