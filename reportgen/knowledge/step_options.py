"""What every optimizer of Keras can do around its update rule: accumulation, clipping, decay, averaging.

In the order in which `keras/src/optimizers/base_optimizer.py` of Keras 3.15 does it.
"""

import msgspec

from reportgen.knowledge.methods import Equation, Parameter
from reportgen.language import N_


class StepOption(msgspec.Struct, frozen=True):
    """Something around the update rule that the setting `key` turns on, with its parameters.

    `words` say when it is done; `equations` what. `references` are keys of its papers.
    """

    key: str
    words: str
    parameters: tuple[Parameter, ...]
    equations: tuple[Equation, ...] = ()
    references: tuple[str, ...] = ()


LOSS_SCALING = StepOption(
    "loss_scaling",
    N_(
        "Loss scaling: the gradient is that of the loss times a scale, and is divided by it again. Where it is not "
        "finite, the step is left out and the scale halved; after a long row of finite ones the scale is doubled."
    ),
    (),
    (),
    ("micikevicius2018",),
)
"""What a policy of mixed precision wraps around any optimizer: no setting of the optimizer's own."""

_DECAY = Equation(
    "w_{t-1}", r"w_{t-1} - \lambda\,\eta\,w_{t-1}", N_("w at t minus 1 loses lambda times eta times itself"), "arrow"
)

STEP_OPTIONS: tuple[StepOption, ...] = (
    StepOption(
        "loss_scale_factor",
        N_("Loss scaling: the gradient is that of the loss times s, and is divided by it again."),
        (Parameter("loss_scale_factor", N_("Factor of the loss while its gradient is taken"), None, "s"),),
        (),
        ("micikevicius2018",),
    ),
    StepOption(
        "gradient_accumulation_steps",
        N_("Gradient accumulation: a step is taken after every k batches, with the mean of their gradients."),
        (Parameter("gradient_accumulation_steps", N_("Batches for each step"), None, "k"),),
        (
            Equation(
                "g_t",
                r"\dfrac{1}{k}\,\sum_{i=1}^{k}\;g_{t,i}",
                N_("g at t is 1 over k times the sum of the gradients of k batches"),
            ),
        ),
    ),
    StepOption(
        "clipnorm",
        N_(
            "Clipping: the gradient of each variable is scaled down to the norm κ before the step, if its norm is "
            "larger."
        ),
        (Parameter("clipnorm", N_("Largest norm of the gradient of a variable"), None, "κ"),),
        (
            Equation(
                "g_t",
                r"\dfrac{\kappa}{\max(\Vert g_t \Vert,\; \kappa)}\;g_t",
                N_("g at t is multiplied by kappa over the larger of its norm and kappa"),
                "arrow",
            ),
        ),
        ("pascanu2013",),
    ),
    StepOption(
        "global_clipnorm",
        N_(
            "Clipping: the gradients of all variables, together G, are scaled down before the step, if their norm is "
            "larger than κ."
        ),
        (Parameter("global_clipnorm", N_("Largest norm of all gradients together"), None, "κ"),),
        (
            Equation(
                "g_t",
                r"\min\left(\dfrac{\kappa}{\Vert G_t \Vert},\; 1\right) g_t",
                N_("g at t is multiplied by the smaller of 1 and kappa over the norm of all gradients"),
                "arrow",
            ),
        ),
        ("pascanu2013",),
    ),
    StepOption(
        "clipvalue",
        N_("Clipping: each element of the gradient is limited before the step."),
        (Parameter("clipvalue", N_("Largest absolute value in a gradient"), None, "κ"),),
        (
            Equation(
                "g_t",
                r"\min(\max(g_t,\; -\kappa),\; \kappa)",
                N_("g at t is limited to the range from minus kappa to kappa"),
                "arrow",
            ),
        ),
    ),
    StepOption(
        "weight_decay",
        N_("Weight decay, before the step and apart from the gradient:"),
        (Parameter("weight_decay", N_("Weight decay"), None, "λ"),),
        (_DECAY,),
    ),
    StepOption(
        "use_ema",
        N_(
            "Averaging: after every batch the mean of the weights follows them. The model ends with the mean in place "
            "of the weights."
        ),
        (
            Parameter("use_ema", N_("Whether the weights are averaged"), False),
            Parameter("ema_momentum", N_("Share of the old mean"), 0.99, "γ"),
            Parameter("ema_overwrite_frequency", N_("Steps after which the weights become their mean"), None),
        ),
        (
            Equation(
                r"\bar{w}",
                r"\gamma\,\bar{w} + (1 - \gamma)\,w",
                N_("the mean of w becomes gamma times itself plus 1 minus gamma, times w"),
                "arrow",
            ),
        ),
        ("polyak1992",),
    ),
)
"""The options by the setting that turns each on; the one that clips is the first of the three that is on."""
