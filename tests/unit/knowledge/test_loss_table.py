"""The printed equations of the losses, computed in numpy, give what Keras gives."""

import itertools
from typing import Any

import keras
import numpy as np
import pytest

from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.losses import loss_entry, loss_references
from reportgen.knowledge.methods import names_of_what_is_on
from reportgen.recording.keras.losses import describe_losses
from reportgen.records.training import Component
from reportgen.records.values import Setting
from tests.unit.knowledge.keras_classes import arguments_of, exported

CLASSES = exported(keras.losses, keras.losses.Loss)
RANDOM = np.random.default_rng(11)
TINY = 1e-7


def huber(error: np.ndarray, delta: float) -> np.ndarray:
    return np.where(np.abs(error) <= delta, error**2 / 2, delta * np.abs(error) - delta**2 / 2)


def spellings(scores: np.ndarray, labels: list[int]) -> float:
    """Return the sum over all ways to spell `labels` with a class a step, blanks (0) and repeats taken out."""
    total = 0.0
    for way in itertools.product(range(scores.shape[1]), repeat=len(scores)):
        collapsed = [c for c, before in zip(way, (None, *way[:-1]), strict=True) if c not in (before, 0)]
        total += float(np.prod([scores[t, c] for t, c in enumerate(way)])) if collapsed == labels else 0.0
    return total


# Each printed line as a line of Python; the last one gives L. What is changed has none until somebody reads it again.
LINES: dict[str, str] = {
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;(y_i - \hat{y}_i)^2": "L = mean((y - p) ** 2)",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;\vert y_i - \hat{y}_i \vert": "L = mean(abs(y - p))",
    (
        r"L = \dfrac{100}{n}\,\sum_{i=1}^{n}\;\dfrac{\vert y_i - \hat{y}_i \vert}{\max(\vert y_i \vert,\; 10^{-7})}"
    ): "L = 100 * mean(abs(y - p) / maximum(abs(y), 1e-7))",
    (
        r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;"
        r"\left(\log(1 + \max(y_i,\, 10^{-7})) - \log(1 + \max(\hat{y}_i,\, 10^{-7}))\right)^2"
    ): "L = mean((log(1 + maximum(y, 1e-7)) - log(1 + maximum(p, 1e-7))) ** 2)",
    r"L = -\,\dfrac{\sum_{i}\;y_i\,\hat{y}_i}{\Vert y \Vert\;\Vert \hat{y} \Vert}": (
        "L = -sum(y * p) / norm(y) / norm(p)"
    ),
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;h(y_i - \hat{y}_i)": "error = y - p",
    (
        r"h(e) = \dfrac{e^2}{2}\;\;\mathrm{if}\;\;\vert e \vert \leq \delta, \quad "
        r"\delta\,\vert e \vert - \dfrac{\delta^2}{2}\;\;\mathrm{otherwise}"
    ): "L = mean(huber(error, delta))",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;\log\,\cosh(\hat{y}_i - y_i)": "L = mean(log(cosh(p - y)))",
    r"\hat{y}_i = \dfrac{1}{1 + e^{-z_i}}": "p = 1 / (1 + exp(-p))",
    r"\hat{y}_c = \dfrac{e^{z_c}}{\sum_{j=1}^{C}\;e^{z_j}}": "p = exp(p) / sum(exp(p))",
    r"y_i <- (1 - s)\,y_i + s / 2": "y = (1 - label_smoothing) * y + label_smoothing / 2",
    r"y_c <- (1 - s)\,y_c + s / C": "y = (1 - label_smoothing) * y + label_smoothing / len(y)",
    (
        r"L = -\,\dfrac{1}{n}\,\sum_{i=1}^{n}\;"
        r"\left[\,y_i \log \hat{y}_i + (1 - y_i) \log (1 - \hat{y}_i)\,\right]"
    ): "L = -mean(y * log(p) + (1 - y) * log(1 - p))",
    r"p_i = y_i\,\hat{y}_i + (1 - y_i)(1 - \hat{y}_i)": "right = y * p + (1 - y) * (1 - p)",
    r"\ell_i = -\,y_i \log \hat{y}_i - (1 - y_i) \log (1 - \hat{y}_i)": "l = -y * log(p) - (1 - y) * log(1 - p)",
    r"a_i = \alpha\,y_i + (1 - \alpha)(1 - y_i)": "a = alpha * y + (1 - alpha) * (1 - y)",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;(1 - p_i)^{\gamma}\,\ell_i": "L = mean((1 - right) ** gamma * l)",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;a_i (1 - p_i)^{\gamma}\,\ell_i": "L = mean(a * (1 - right) ** gamma * l)",
    r"L = -\,\sum_{c=1}^{C}\;y_c \log \hat{y}_c": "L = -sum(y * log(p))",
    r"L = -\,\alpha\,\sum_{c=1}^{C}\;(1 - \hat{y}_c)^{\gamma}\,y_c \log \hat{y}_c": (
        "L = -alpha * sum((1 - p) ** gamma * y * log(p))"
    ),
    r"L = \dfrac{1 - \hat{y}_k^{\,q}}{q}": "L = (1 - p[y] ** q) / q",
    r"L = -\,\log \hat{y}_k": "L = -log(p[y])",
    r"L = \sum_{c=1}^{C}\;y_c \log \dfrac{y_c}{\hat{y}_c}": "L = sum(y * log(y / p))",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;\left(\hat{y}_i - y_i \log(\hat{y}_i + 10^{-7})\right)": (
        "L = mean(p - y * log(p + 1e-7))"
    ),
    r"L = -\,\log\,\sum_{\pi \rightarrow y}\;\prod_{t=1}^{T}\;\hat{y}_{t,\pi_t}": "pass",
    r"\hat{y}_{t,c} = \dfrac{e^{z_{t,c}}}{\sum_{j=1}^{C}\;e^{z_{t,j}}}": (
        "L = -log(spellings(exp(p) / sum(exp(p), axis=1, keepdims=True), list(y)))"
    ),
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;\max(0,\; 1 - y_i\,\hat{y}_i)": "L = mean(maximum(0, 1 - y * p))",
    r"L = \dfrac{1}{n}\,\sum_{i=1}^{n}\;\max(0,\; 1 - y_i\,\hat{y}_i)^2": "L = mean(maximum(0, 1 - y * p) ** 2)",
    r"L = \max\left(0,\;\; 1 + \max_{c}\,(1 - y_c)\,\hat{y}_c - \sum_{c=1}^{C}\;y_c\,\hat{y}_c\right)": (
        "L = maximum(0, 1 + max((1 - y) * p) - sum(y * p))"
    ),
    r"L = 1 - \dfrac{2\,\sum_{i}\;y_i\,\hat{y}_i}{\sum_{i}\;y_i + \sum_{i}\;\hat{y}_i + 10^{-7}}": (
        "L = 1 - 2 * sum(y * p) / (sum(y) + sum(p) + 1e-7)"
    ),
    r"I = \sum_{i}\;y_i\,\hat{y}_i": "I = sum(y * p)",
    (
        r"L = 1 - \dfrac{I}{I + \alpha\,\sum_{i}\;y_i\,(1 - \hat{y}_i)"
        r" + \beta\,\sum_{i}\;(1 - y_i)\,\hat{y}_i + 10^{-7}}"
    ): "L = 1 - I / (I + alpha * sum(y * (1 - p)) + beta * sum((1 - y) * p) + 1e-7)",
    (
        r"L_i = \log\left(1 + \sum_{j \in P}\;e^{-\gamma\,(m + d_{ij})(m - d_{ij})}\;"
        r"\sum_{j \in N}\;e^{\gamma\,\max(0,\, 1 + m - d_{ij})(1 - m - d_{ij})}\right)"
    ): "pass",
    r"d_{ij} = \max(0,\; 1 - \hat{y}_i \cdot \hat{y}_j)": (
        "d = maximum(0, 1 - p @ p.T); same = (y[:, None] == y[None, :]) & ~eye(len(y), dtype=bool);"
        "other = y[:, None] != y[None, :];"
        "L = mean(log(1 + sum(where(same, exp(-gamma * (margin + d) * (margin - d)), 0), axis=1)"
        " * sum(where(other, exp(gamma * maximum(0, 1 + margin - d) * (1 - margin - d)), 0), axis=1)))"
    ),
}

NUMBERS = RANDOM.normal(size=6), RANDOM.normal(size=6)
POSITIVE = RANDOM.uniform(0.2, 3.0, 6), RANDOM.uniform(0.2, 3.0, 6)
LABELS = np.array([0.0, 1, 1, 0, 1, 0]), RANDOM.uniform(0.05, 0.95, 6)
LOGITS = LABELS[0], RANDOM.normal(size=6)
ONE_HOT = np.eye(6)[2], RANDOM.dirichlet(np.ones(6))
ONE_HOT_LOGITS = np.eye(6)[2], RANDOM.normal(size=6)
CLASS, CLASS_LOGITS = (2, ONE_HOT[1]), (2, ONE_HOT_LOGITS[1])
SIGNS = np.array([-1.0, 1, 1, -1, 1, -1]), RANDOM.normal(size=6)
DIRECTIONS = RANDOM.normal(size=(8, 3))
GROUPS = np.array([0, 0, 0, 1, 1, 1, 2, 2]), DIRECTIONS / np.linalg.norm(DIRECTIONS, axis=1, keepdims=True)
SPOKEN = np.array([1, 2]), RANDOM.normal(size=(4, 3))

Pair = tuple[Any, np.ndarray]
CASES: list[tuple[str, dict[str, Any], Pair]] = [
    ("MeanSquaredError", {}, NUMBERS),
    ("MeanAbsoluteError", {}, NUMBERS),
    ("MeanAbsolutePercentageError", {}, NUMBERS),
    ("MeanSquaredLogarithmicError", {}, NUMBERS),
    ("CosineSimilarity", {}, NUMBERS),
    ("Huber", {}, NUMBERS),
    ("Huber", {"delta": 0.3}, NUMBERS),
    ("LogCosh", {}, NUMBERS),
    ("BinaryCrossentropy", {}, LABELS),
    ("BinaryCrossentropy", {"from_logits": True}, LOGITS),
    ("BinaryCrossentropy", {"from_logits": True, "label_smoothing": 0.2}, LOGITS),
    ("BinaryFocalCrossentropy", {}, LABELS),
    ("BinaryFocalCrossentropy", {"apply_class_balancing": True, "gamma": 3.0, "alpha": 0.4}, LABELS),
    ("BinaryFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.2}, LOGITS),
    ("CategoricalCrossentropy", {}, ONE_HOT),
    ("CategoricalCrossentropy", {"label_smoothing": 0.1}, ONE_HOT),
    ("CategoricalCrossentropy", {"from_logits": True, "label_smoothing": 0.1}, ONE_HOT_LOGITS),
    ("CategoricalFocalCrossentropy", {}, ONE_HOT),
    ("CategoricalFocalCrossentropy", {"from_logits": True, "label_smoothing": 0.1, "gamma": 1.5}, ONE_HOT_LOGITS),
    ("CategoricalGeneralizedCrossEntropy", {"q": 0.3}, CLASS),
    ("SparseCategoricalCrossentropy", {}, CLASS),
    ("SparseCategoricalCrossentropy", {"from_logits": True}, CLASS_LOGITS),
    ("KLDivergence", {}, (RANDOM.dirichlet(np.ones(6)), ONE_HOT[1])),
    ("Poisson", {}, POSITIVE),
    ("CTC", {}, SPOKEN),
    ("Hinge", {}, SIGNS),
    ("SquaredHinge", {}, SIGNS),
    ("CategoricalHinge", {}, ONE_HOT_LOGITS),
    ("Circle", {"gamma": 4.0, "margin": 0.3}, GROUPS),
    ("Dice", {}, LABELS),
    ("Tversky", {"alpha": 0.3, "beta": 0.7}, LABELS),
]


def printed(cls: str, on: frozenset[str]) -> list[str]:
    equations = LOSSES[cls].rule(on).equations
    return [f"{item.left} {'=' if item.relation == '=' else '<-'} {item.right}" for item in equations]


def computed(cls: str, settings: dict[str, Any], pair: Pair) -> float:
    config = {item.key: item.default for item in (*LOSSES[cls].parameters, *LOSSES[cls].further)} | settings
    names = "mean log maximum sum norm cosh exp abs max eye where".split()
    values = {name: getattr(np, name, None) for name in names} | {"huber": huber, "spellings": spellings}
    values |= config | {"norm": np.linalg.norm, "y": pair[0], "p": pair[1]}
    on = names_of_what_is_on({key: Setting(value=value, origin="set") for key, value in config.items()})
    for line in printed(cls, on):
        exec(LINES[line], values)
    return float(values["L"])


@pytest.mark.parametrize(
    ("cls", "settings", "pair"), CASES, ids=[f"{cls}{settings or ''}" for cls, settings, _ in CASES]
)
def test_the_printed_equation_gives_the_loss_of_keras(cls: str, settings: dict[str, Any], pair: Pair) -> None:
    target, prediction = pair
    whole_batch = cls == "Circle"
    batch = (target, prediction) if whole_batch else (np.asarray(target)[None], prediction[None])
    theirs = float(CLASSES[cls](**settings)(batch[0], batch[1].astype("float32")))
    assert computed(cls, settings, pair) == pytest.approx(theirs, rel=2e-5, abs=2e-6)


def test_every_line_is_transcribed_and_no_other_is() -> None:
    switches = ("from_logits", "label_smoothing", "apply_class_balancing")
    sets = [frozenset(chosen) for size in range(4) for chosen in itertools.combinations(switches, size)]
    assert {line for cls in LOSSES for on in sets for line in printed(cls, on)} == set(LINES)


def test_every_loss_is_computed() -> None:
    assert {cls for cls, _, _ in CASES} == set(LOSSES)


@pytest.mark.parametrize("cls", sorted(LOSSES))
def test_the_known_defaults_are_those_of_keras(cls: str) -> None:
    arguments, entry = arguments_of(CLASSES[cls]), LOSSES[cls]
    known = [*entry.parameters, *entry.further]
    assert {item.key: item.default for item in known} == {item.key: arguments[item.key].default for item in known}
    of_any = {"name", "reduction", "dtype", "axis"}
    assert {item.key for item in known} == set(arguments) - of_any - {"self", "fn"}


@pytest.mark.parametrize("cls", sorted(LOSSES))
def test_every_loss_says_when_to_use_it_in_a_sentence(cls: str) -> None:
    assert LOSSES[cls].use.endswith(".")


def test_a_loss_of_the_program_s_own_has_no_entry_even_if_it_is_called_as_one_of_keras() -> None:
    assert loss_entry(Component(type="Huber", module="train")) is None
    assert loss_entry(Component(type="my_loss", module="train")) is None
    assert loss_references(Component(type="Huber", module="train")) == ()


def test_a_function_of_the_program_that_is_called_as_a_loss_of_keras_is_recorded_as_the_program_s() -> None:
    def dice(y_true: Any, y_pred: Any) -> Any:
        return keras.ops.mean(y_true - y_pred)

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", dice)
    model.fit(np.zeros((2, 1)), np.zeros((2, 1)), verbose=0)
    (described,) = describe_losses(model)
    assert (described.type, loss_entry(described)) == ("dice", None)


def test_smoothed_labels_are_cited_where_they_are_on() -> None:
    loss = Component(type="CategoricalCrossentropy", settings={"label_smoothing": Setting(value=0.1, origin="set")})
    assert loss_references(loss) == ("szegedy2016",)
    assert loss_references(Component(type="CategoricalCrossentropy")) == ()
