"""What is known of each optimizer of Keras: its name, papers, update rule, parameters and their defaults."""

import msgspec

from reportgen.knowledge import adam_rules, update_rules
from reportgen.knowledge.methods import NO_DEFAULT, Parameter, Rule, Variant
from reportgen.language import N_

_OF_ANY = (Parameter("learning_rate", N_("Learning rate"), NO_DEFAULT),)


class OptimizerEntry(msgspec.Struct, frozen=True):
    """What is known of an optimizer class.

    `references` are keys of its papers, `idea` says what it does in a sentence. `parameters` belong to the method:
    printed in this order whether or not the program chose them; `further` only if it did. `variants` name the paper of
    what a setting turns on when it is neither False nor 0. `rule` gives the equations, `parts` those of further cases.
    """

    name: str
    references: tuple[str, ...] = ()
    idea: str = ""
    parameters: tuple[Parameter, ...] = _OF_ANY
    rule: Rule | None = None
    variants: tuple[tuple[str, str], ...] = ()
    parts: tuple[Variant, ...] = ()
    further: tuple[Parameter, ...] = ()

    @property
    def hyperparameters(self) -> tuple[str, ...]:
        """The keys of the parameters."""
        return tuple(parameter.key for parameter in self.parameters)


def _rate(default: float = 0.001) -> Parameter:
    return Parameter("learning_rate", N_("Learning rate: the size of a step"), default, "η")


def _epsilon(default: float = 1e-7) -> Parameter:
    return Parameter("epsilon", N_("Small number that keeps the denominator from 0"), default, "ε")


def _decay(default: float | None) -> Parameter:
    return Parameter("weight_decay", N_("Weight decay"), default, "λ")


def _beta_2(default: float = 0.999, meaning: str = N_("Decay rate of the mean squared gradient")) -> Parameter:
    return Parameter("beta_2", meaning, default, "β", "2")


def _rho(default: float) -> Parameter:
    return Parameter("rho", N_("Decay rate of the mean squared gradient"), default, "ρ")


_BETA_1 = Parameter("beta_1", N_("Decay rate of the mean gradient"), 0.9, "β", "1")
_AMSGRAD = Parameter("amsgrad", N_("Whether the largest mean squared gradient so far is taken (AMSGrad)"), False)
_MOMENTUM = Parameter("momentum", N_("Momentum: share of the last step in the next one"), 0.0, "μ")
_NESTEROV = Parameter("nesterov", N_("Whether the momentum is Nesterov's"), False)
_START = Parameter("initial_accumulator_value", N_("Start of the sum of squared gradients"), 0.1, "v", "0")
_BY_AMSGRAD = (("amsgrad", "reddi2018"),)

OPTIMIZERS: dict[str, OptimizerEntry] = {
    "SGD": OptimizerEntry(
        N_("Stochastic Gradient Descent"),
        ("robbins1951",),
        N_("Goes down the gradient of the loss of each batch."),
        (_rate(0.01), _MOMENTUM, _NESTEROV),
        update_rules.sgd,
        (("momentum", "polyak1964"), ("nesterov", "sutskever2013")),
    ),
    "RMSprop": OptimizerEntry(
        "RMSProp",
        ("tieleman2012",),
        N_(
            "Divides the gradient of each weight by a running mean of its size, so that all weights move at a like "
            "pace."
        ),
        (
            _rate(),
            _rho(0.9),
            _MOMENTUM,
            _epsilon(),
            Parameter("centered", N_("Whether the square of the mean gradient is subtracted"), False),
        ),
        update_rules.rmsprop,
        (("centered", "graves2013"),),
    ),
    "Adam": OptimizerEntry(
        "Adam",
        ("kingma2015",),
        N_("Follows a running mean of the gradient, divided for each weight by a running mean of its size."),
        (_rate(), _BETA_1, _beta_2(), _epsilon(), _AMSGRAD),
        adam_rules.adam,
        _BY_AMSGRAD,
    ),
    "AdamW": OptimizerEntry(
        "AdamW",
        ("loshchilov2019",),
        N_("Adam with a decay of the weights that is kept apart from the gradient."),
        (_rate(), _BETA_1, _beta_2(), _decay(0.004), _epsilon(), _AMSGRAD),
        adam_rules.adam,
        _BY_AMSGRAD,
    ),
    "Adamax": OptimizerEntry(
        "Adamax",
        ("kingma2015",),
        N_("Adam with the largest recent gradient of each weight in place of the mean of its size."),
        (_rate(), _BETA_1, _beta_2(meaning=N_("Decay rate of the largest gradient")), _epsilon()),
        adam_rules.adamax,
    ),
    "Nadam": OptimizerEntry(
        "Nadam",
        ("dozat2016",),
        N_("Adam with Nesterov momentum that grows from step to step."),
        (_rate(), _BETA_1, _beta_2(), _epsilon()),
        adam_rules.nadam,
    ),
    "Adadelta": OptimizerEntry(
        "Adadelta",
        ("zeiler2012",),
        N_("Takes the size of a step from that of the recent steps, and so hardly needs a learning rate."),
        (_rate(), _rho(0.95), _epsilon()),
        update_rules.adadelta,
    ),
    "Adagrad": OptimizerEntry(
        "Adagrad",
        ("duchi2011",),
        N_("Divides by the sum of all squared gradients: weights that seldom get one move further when they do."),
        (_rate(), _START, _epsilon()),
        update_rules.adagrad,
    ),
    "Adafactor": OptimizerEntry(
        "Adafactor",
        ("shazeer2018",),
        N_("Keeps of the squared gradients of a matrix only the means of its rows and columns, to save memory."),
        (
            _rate(),
            Parameter("beta_2_decay", N_("Exponent of the decay rate of the mean squared gradient"), -0.8, "d"),
            Parameter("epsilon_1", N_("Small number added to the squared gradient"), 1e-30, "ε", "1"),
            Parameter("epsilon_2", N_("Smallest size of the weights that the rate is scaled by"), 1e-3, "ε", "2"),
            Parameter("clip_threshold", N_("Largest size of an update"), 1.0, "θ"),
            Parameter("relative_step", N_("Whether the rate is limited to 1 / √t; in Keras it always is"), True),
        ),
        update_rules.adafactor,
        parts=(update_rules.ADAFACTOR_OF_A_VECTOR,),
    ),
    "Ftrl": OptimizerEntry(
        "FTRL",
        ("mcmahan2013",),
        N_("Solves a regularized problem anew in every step; an L1 term makes weights exactly 0."),
        (
            _rate(),
            Parameter("learning_rate_power", N_("Exponent of the decay of the learning rate"), -0.5, "p"),
            _START,
            Parameter("l1_regularization_strength", N_("L1 regularization"), 0.0, "λ", "1"),
            Parameter("l2_regularization_strength", N_("L2 regularization"), 0.0, "λ", "2"),
            Parameter("l2_shrinkage_regularization_strength", N_("L2 shrinkage in the gradient"), 0.0, "λ", "s"),
            Parameter("beta", N_("Further L2 regularization, divided by the rate"), 0.0, "β"),
        ),
        update_rules.ftrl,
    ),
    "Lion": OptimizerEntry(
        "Lion",
        ("chen2023",),
        N_("Takes from a running mean of the gradient only the sign: each weight moves by the same distance."),
        (
            _rate(),
            Parameter("beta_1", N_("Share of the mean gradient in a step"), 0.9, "β", "1"),
            _beta_2(0.99, N_("Decay rate of the mean gradient")),
        ),
        adam_rules.lion,
    ),
    "Lamb": OptimizerEntry(
        "LAMB",
        ("you2020",),
        N_("Adam with the step of each layer scaled to the size of its weights, for large batches."),
        (_rate(), _BETA_1, _beta_2(), _epsilon()),
        adam_rules.lamb,
    ),
    "Muon": OptimizerEntry(
        "Muon",
        ("jordan2024",),
        N_("Makes the step of each weight matrix nearly orthogonal, so that it goes equally far in all directions."),
        (
            _rate(),
            Parameter("momentum", N_("Momentum: share of the old sum of gradients in the new one"), 0.95, "μ"),
            Parameter("nesterov", N_("Whether the momentum is Nesterov's"), True),
            _decay(0.004),
            Parameter("ns_steps", N_("Number of Newton–Schulz steps"), 5, "K"),
            Parameter("rms_rate", N_("Size of a step in proportion to one of Adam"), 0.2, "r"),
            Parameter("adam_lr_ratio", N_("Adam: factor of the learning rate"), 1, "q"),
            Parameter("adam_beta_1", N_("Adam: decay rate of the mean gradient"), 0.9, "β", "1"),
            Parameter("adam_beta_2", N_("Adam: decay rate of the mean squared gradient"), 0.999, "β", "2"),
            Parameter("adam_weight_decay", N_("Adam: weight decay, in place of λ"), 0.004),
            _epsilon(),
        ),
        update_rules.muon,
        (("rms_rate", "liu2025"),),
        (update_rules.MUON_OF_A_VECTOR,),
        (
            Parameter("exclude_layers", N_("Layers that Adam updates"), None),
            Parameter("exclude_embeddings", N_("Whether Adam updates embeddings"), True),
            Parameter("muon_a", N_("Coefficient of the Newton–Schulz steps"), 3.4445, "a"),
            Parameter("muon_b", N_("Coefficient of the Newton–Schulz steps"), -4.775, "b"),
            Parameter("muon_c", N_("Coefficient of the Newton–Schulz steps"), 2.0315, "c"),
        ),
    ),
    "ScheduleFreeAdamW": OptimizerEntry(
        "Schedule-Free AdamW",
        ("defazio2024",),
        N_(
            "Averages the weights along the way, as x, in place of lowering the learning rate; z begins at the weights."
        ),
        (
            _rate(0.0025),
            Parameter("beta_1", N_("Share of the averaged weights where the gradient is taken"), 0.9, "β", "1"),
            _beta_2(),
            _decay(None),
            _epsilon(1e-8),
            Parameter("warmup_steps", N_("Steps in which the rate rises from 0"), 0, "T"),
        ),
        adam_rules.schedule_free_adamw,
        parts=(adam_rules.SCHEDULE_FREE_ON_TENSORFLOW,),
    ),
    "MultiOptimizer": OptimizerEntry(
        N_("Several optimizers"),
        parameters=(Parameter("optimizer_map", N_("Which optimizer updates which weights"), NO_DEFAULT),),
    ),
    "LossScaleOptimizer": OptimizerEntry(
        N_("Loss scaling"),
        parameters=(
            Parameter("inner_optimizer", N_("The optimizer whose loss is scaled"), NO_DEFAULT),
            Parameter("initial_scale", N_("Scale of the loss at the start"), 32768.0),
            Parameter("dynamic_growth_steps", N_("Steps after which the scale is doubled"), 2000),
        ),
    ),
}
