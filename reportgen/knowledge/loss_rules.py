"""The entry of a loss, and the equations of those whose form depends on their settings, as in `keras/src/losses` 3.15.

L is the loss of one sample, y its target and y hat the prediction for it; i counts n outputs, c the C classes, z are
logits.
"""

import msgspec

from reportgen.knowledge.methods import Equation, Parameter, Rule, Variant
from reportgen.language import N_


class LossEntry(msgspec.Struct, frozen=True):
    """What is known of a loss class: `use` says in a sentence when to use it, `references` are keys of its papers.

    `parameters` are always printed, `further` only if the program chose them. `variants` name the paper of what a
    setting turns on.
    """

    name: str
    use: str
    rule: Rule
    parameters: tuple[Parameter, ...] = ()
    references: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    further: tuple[Parameter, ...] = ()


def always(*equations: Equation) -> Rule:
    """Return the rule of a loss whose equations no setting changes."""
    variant = Variant(equations)
    return lambda _on: variant


def mean(term: str, spoken: str, factor: str = "1") -> Equation:
    """Return the mean of `term` over the n outputs; `spoken` is the whole line as it is read aloud."""
    return Equation("L", rf"\dfrac{{{factor}}}{{n}}\,\sum_{{i=1}}^{{n}}\;{term}", spoken)


_SIGMOID = Equation(
    r"\hat{y}_i", r"\dfrac{1}{1 + e^{-z_i}}", N_("y hat at i is 1 over 1 plus e to the power minus z at i")
)
_SOFTMAX = Equation(
    r"\hat{y}_c",
    r"\dfrac{e^{z_c}}{\sum_{j=1}^{C}\;e^{z_j}}",
    N_("y hat at c is e to the power z at c, over the sum of e to the power z at j over all C classes"),
)
_SMOOTHED = Equation(
    "y_i", r"(1 - s)\,y_i + s / 2", N_("y at i becomes 1 minus s, times y at i, plus s over 2"), "arrow"
)
_SMOOTHED_CLASSES = Equation(
    "y_c", r"(1 - s)\,y_c + s / C", N_("y at c becomes 1 minus s, times y at c, plus s over C"), "arrow"
)


# By whether predictions are logits, and whether labels are smoothed: how the variant is called.
_Words = dict[tuple[bool, bool], str]
_WORDS: _Words = {
    (False, False): N_("From probabilities"),
    (True, False): N_("From logits"),
    (False, True): N_("With smoothed labels"),
    (True, True): N_("From logits, with smoothed labels"),
}
_WORDS_OF_WEIGHED: _Words = {
    (False, False): N_("From probabilities, with weighed classes"),
    (True, False): N_("From logits, with weighed classes"),
    (False, True): N_("With smoothed labels, with weighed classes"),
    (True, True): N_("From logits, with smoothed labels, with weighed classes"),
}


def _before(
    on: frozenset[str], from_logits: Equation, smoothed: Equation, words: _Words = _WORDS
) -> tuple[tuple[Equation, ...], str]:
    """Return what is done to predictions and targets first, and how that is called."""
    lines = [from_logits] if "from_logits" in on else []
    lines += [smoothed] if "label_smoothing" in on else []
    return tuple(lines), words["from_logits" in on, "label_smoothing" in on]


def binary_crossentropy(on: frozenset[str]) -> Variant:
    """Return the binary crossentropy."""
    lines, words = _before(on, _SIGMOID, _SMOOTHED)
    loss = Equation(
        "L",
        r"-\,\dfrac{1}{n}\,\sum_{i=1}^{n}\;\left[\,y_i \log \hat{y}_i + (1 - y_i) \log (1 - \hat{y}_i)\,\right]",
        N_(
            "L is minus 1 over n times the sum over i of y at i times the logarithm of y hat at i, plus 1 minus y at "
            "i, times the logarithm of 1 minus y hat at i"
        ),
    )
    return Variant((*lines, loss), words)


def binary_focal_crossentropy(on: frozenset[str]) -> Variant:
    """Return the binary focal crossentropy, with classes weighed if that is on."""
    balanced = "apply_class_balancing" in on
    lines, words = _before(on, _SIGMOID, _SMOOTHED, _WORDS_OF_WEIGHED if balanced else _WORDS)
    truth = Equation(
        "p_i",
        r"y_i\,\hat{y}_i + (1 - y_i)(1 - \hat{y}_i)",
        N_("p at i is y at i times y hat at i, plus 1 minus y at i, times 1 minus y hat at i"),
    )
    entropy = Equation(
        r"\ell_i",
        r"-\,y_i \log \hat{y}_i - (1 - y_i) \log (1 - \hat{y}_i)",
        N_(
            "l at i is minus y at i times the logarithm of y hat at i, minus 1 minus y at i, times the logarithm of 1 "
            "minus y hat at i"
        ),
    )
    weight = Equation(
        "a_i",
        r"\alpha\,y_i + (1 - \alpha)(1 - y_i)",
        N_("a at i is alpha times y at i, plus 1 minus alpha, times 1 minus y at i"),
    )
    loss = Equation(
        "L",
        rf"\dfrac{{1}}{{n}}\,\sum_{{i=1}}^{{n}}\;{'a_i ' if balanced else ''}(1 - p_i)^{{\gamma}}\,\ell_i",
        N_("L is 1 over n times the sum over i of a at i times 1 minus p at i, to the power gamma, times l at i")
        if balanced
        else N_("L is 1 over n times the sum over i of 1 minus p at i, to the power gamma, times l at i"),
    )
    balance = (weight,) if balanced else ()
    return Variant((*lines, truth, entropy, *balance, loss), words)


def categorical_crossentropy(on: frozenset[str]) -> Variant:
    """Return the categorical crossentropy."""
    lines, words = _before(on, _SOFTMAX, _SMOOTHED_CLASSES)
    loss = Equation(
        "L",
        r"-\,\sum_{c=1}^{C}\;y_c \log \hat{y}_c",
        N_("L is minus the sum over c of y at c times the logarithm of y hat at c"),
    )
    return Variant((*lines, loss), words)


def categorical_focal_crossentropy(on: frozenset[str]) -> Variant:
    """Return the categorical focal crossentropy."""
    lines, words = _before(on, _SOFTMAX, _SMOOTHED_CLASSES)
    loss = Equation(
        "L",
        r"-\,\alpha\,\sum_{c=1}^{C}\;(1 - \hat{y}_c)^{\gamma}\,y_c \log \hat{y}_c",
        N_(
            "L is minus alpha times the sum over c of 1 minus y hat at c to the power gamma, times y at c times the "
            "logarithm of y hat at c"
        ),
    )
    return Variant((*lines, loss), words)


def sparse_categorical_crossentropy(on: frozenset[str]) -> Variant:
    """Return the crossentropy of a class given by its number, k."""
    lines, words = _before(on, _SOFTMAX, _SMOOTHED_CLASSES)
    loss = Equation("L", r"-\,\log \hat{y}_k", N_("L is minus the logarithm of y hat at k, the class of the sample"))
    return Variant((*lines, loss), words)
