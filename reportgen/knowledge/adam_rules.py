"""The update rules of Adam and of the optimizers that come from it, as `update_rules` writes them."""

from reportgen.knowledge.methods import Equation, Variant
from reportgen.language import N_

_MEAN = Equation(
    "m_t",
    r"\beta_1\,m_{t-1} + (1 - \beta_1)\,g_t",
    N_("m at t is beta 1 times m at t minus 1, plus 1 minus beta 1, times g at t"),
)
_SQUARES = Equation(
    "v_t",
    r"\beta_2\,v_{t-1} + (1 - \beta_2)\,g_t^{\,2}",
    N_("v at t is beta 2 times v at t minus 1, plus 1 minus beta 2, times the square of g at t"),
)
_UNBIASED_SQUARES = Equation(
    r"\hat{v}_t",
    r"\dfrac{v_t}{1 - \beta_2^{\,t}}",
    N_("v hat at t is v at t over 1 minus beta 2 to the power t"),
)


def adam(on: frozenset[str]) -> Variant:
    """Return Adam; Keras corrects the bias in the rate, so that epsilon is the "epsilon hat" of the paper."""
    rate = Equation(
        r"\alpha_t",
        r"\eta\,\dfrac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}",
        N_("alpha at t is eta times the root of 1 minus beta 2 to the power t, over 1 minus beta 1 to the power t"),
    )
    if "amsgrad" not in on:
        step = Equation(
            "w_t",
            r"w_{t-1} - \alpha_t\,\dfrac{m_t}{\sqrt{v_t} + \varepsilon}",
            N_("w at t is w at t minus 1, minus alpha at t times m at t over the root of v at t, plus epsilon"),
        )
        return Variant((_MEAN, _SQUARES, rate, step), N_("Without AMSGrad"))
    largest = Equation(
        r"\hat{v}_t",
        r"\max(\hat{v}_{t-1},\; v_t)",
        N_("v hat at t is the larger of v hat at t minus 1 and v at t"),
    )
    step = Equation(
        "w_t",
        r"w_{t-1} - \alpha_t\,\dfrac{m_t}{\sqrt{\hat{v}_t} + \varepsilon}",
        N_("w at t is w at t minus 1, minus alpha at t times m at t over the root of v hat at t, plus epsilon"),
    )
    return Variant((_MEAN, _SQUARES, largest, rate, step), N_("With AMSGrad"))


def adamax(_on: frozenset[str]) -> Variant:
    """Return Adamax."""
    return Variant(
        (
            _MEAN,
            Equation(
                "u_t",
                r"\max(\beta_2\,u_{t-1},\; \vert g_t \vert)",
                N_("u at t is the larger of beta 2 times u at t minus 1 and the absolute value of g at t"),
            ),
            Equation(
                "w_t",
                r"w_{t-1} - \dfrac{\eta}{1 - \beta_1^{\,t}}\;\dfrac{m_t}{u_t + \varepsilon}",
                N_(
                    "w at t is w at t minus 1, minus eta over 1 minus beta 1 to the power t, times m at t over u at t "
                    "plus epsilon"
                ),
            ),
        )
    )


def nadam(_on: frozenset[str]) -> Variant:
    """Return Nadam, whose momentum grows from step to step."""
    return Variant(
        (
            Equation(
                r"\mu_t",
                r"\beta_1 \left(1 - \dfrac{0.96^{\,t}}{2}\right)",
                N_("mu at t is beta 1 times 1 minus a half of 0.96 to the power t"),
            ),
            Equation(r"\Pi_t", r"\prod_{i=1}^{t}\;\mu_i", N_("Pi at t is the product of mu at 1 to t")),
            _MEAN,
            _SQUARES,
            Equation(
                r"\hat{m}_t",
                r"\dfrac{\mu_{t+1}\,m_t}{1 - \Pi_{t+1}} + \dfrac{(1 - \mu_t)\,g_t}{1 - \Pi_t}",
                N_(
                    "m hat at t is mu at t plus 1 times m at t, over 1 minus Pi at t plus 1, plus 1 minus mu at t, "
                    "times g at t, over 1 minus Pi at t"
                ),
            ),
            _UNBIASED_SQUARES,
            Equation(
                "w_t",
                r"w_{t-1} - \eta\,\dfrac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}",
                N_("w at t is w at t minus 1, minus eta times m hat at t over the root of v hat at t, plus epsilon"),
            ),
        )
    )


def lion(_on: frozenset[str]) -> Variant:
    """Return Lion, which moves each weight by the same distance."""
    return Variant(
        (
            Equation(
                "w_t",
                r"w_{t-1} - \eta\,\mathrm{sign}(\beta_1\,m_{t-1} + (1 - \beta_1)\,g_t)",
                N_(
                    "w at t is w at t minus 1, minus eta times the sign of beta 1 times m at t minus 1, plus 1 minus "
                    "beta 1, times g at t"
                ),
            ),
            Equation(
                "m_t",
                r"\beta_2\,m_{t-1} + (1 - \beta_2)\,g_t",
                N_("m at t is beta 2 times m at t minus 1, plus 1 minus beta 2, times g at t"),
            ),
        )
    )


def lamb(_on: frozenset[str]) -> Variant:
    """Return LAMB; the norms are those of one layer's weights, and their ratio is 1 where one of them is 0."""
    return Variant(
        (
            _MEAN,
            _SQUARES,
            Equation(
                r"\hat{m}_t",
                r"\dfrac{m_t}{1 - \beta_1^{\,t}}",
                N_("m hat at t is m at t over 1 minus beta 1 to the power t"),
            ),
            _UNBIASED_SQUARES,
            Equation(
                "u_t",
                r"\dfrac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}",
                N_("u at t is m hat at t over the root of v hat at t, plus epsilon"),
            ),
            Equation(
                "w_t",
                r"w_{t-1} - \eta\,\dfrac{\Vert w_{t-1} \Vert}{\Vert u_t \Vert}\,u_t",
                N_(
                    "w at t is w at t minus 1, minus eta times the norm of w at t minus 1 over the norm of u at t, "
                    "times u at t"
                ),
            ),
        )
    )


def schedule_free_adamw(on: frozenset[str]) -> Variant:
    """Return Schedule-Free AdamW: x is the average that is kept, w the point between it and z at which g is taken."""
    warming = "warmup_steps" in on
    rate = r"\eta_t" if warming else r"\eta"
    aloud = (
        N_("z at t is z at t minus 1, minus eta at t times g at t over the root of v hat at t, plus epsilon")
        if warming
        else N_("z at t is z at t minus 1, minus eta times g at t over the root of v hat at t, plus epsilon")
    )
    warmup = Equation(r"\eta_t", r"\eta\,\min(t / T,\; 1)", N_("eta at t is eta times the smaller of t over T and 1"))
    lines = (
        _SQUARES,
        _UNBIASED_SQUARES,
        Equation(
            "z_t",
            rf"z_{{t-1}} - {rate}\,\dfrac{{g_t}}{{\sqrt{{\hat{{v}}_t}} + \varepsilon}}",
            aloud,
        ),
        Equation(
            "x_t",
            r"\left(1 - \dfrac{1}{t}\right) \dfrac{w_{t-1} - (1 - \beta_1)\,z_{t-1}}{\beta_1} + \dfrac{1}{t}\,z_t",
            N_(
                "x at t is 1 minus 1 over t, times w at t minus 1 less 1 minus beta 1 times z at t minus 1, over beta "
                "1, plus 1 over t times z at t"
            ),
        ),
        Equation(
            "w_t",
            r"(1 - \beta_1)\,z_t + \beta_1\,x_t",
            N_("w at t is 1 minus beta 1, times z at t, plus beta 1 times x at t"),
        ),
    )
    return Variant((warmup, *lines) if warming else lines, N_("With a warm-up") if warming else N_("Without a warm-up"))


# `momentum.value` is the variable itself there, not a copy from before its update.
SCHEDULE_FREE_ON_TENSORFLOW = Variant(
    (), N_("On TensorFlow, Keras 3.15 takes the new z for the old one in the line of x.")
)
