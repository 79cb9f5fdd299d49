"""What is known of each loss of Keras: its name, its equation, and when to use it.

L is the loss of one sample, y its target and y hat the prediction for it; i counts n outputs, c the C classes.
"""

from reportgen.knowledge import loss_rules
from reportgen.knowledge.error_losses import ERRORS
from reportgen.knowledge.loss_rules import LossEntry, always, mean
from reportgen.knowledge.methods import Equation, Parameter
from reportgen.language import N_

_FROM_LOGITS = Parameter("from_logits", N_("Whether the model gives logits, not probabilities"), False)
_SMOOTHING = Parameter("label_smoothing", N_("Share of a label that is spread over all classes"), 0.0, "s")
_ALPHA = Parameter("alpha", N_("Weight of the class"), 0.25, "α")
_GAMMA = Parameter("gamma", N_("How much less easy samples count"), 2.0, "γ")
_BY_SMOOTHING = (("label_smoothing", "szegedy2016"),)

_PROBABILITIES = {
    "BinaryCrossentropy": LossEntry(
        N_("Binary crossentropy"),
        N_("For two classes, or for labels that do not exclude each other: each output is a probability of its own."),
        loss_rules.binary_crossentropy,
        variants=_BY_SMOOTHING,
        further=(_FROM_LOGITS, _SMOOTHING),
    ),
    "BinaryFocalCrossentropy": LossEntry(
        N_("Binary focal crossentropy"),
        N_("For two classes of which one is rare: samples that are already recognized count less."),
        loss_rules.binary_focal_crossentropy,
        (_GAMMA, Parameter("alpha", N_("Weight of class 1, where the classes are weighed"), 0.25, "α")),
        ("lin2017",),
        _BY_SMOOTHING,
        (
            Parameter("apply_class_balancing", N_("Whether the classes are weighed"), False),
            _FROM_LOGITS,
            _SMOOTHING,
        ),
    ),
    "CategoricalCrossentropy": LossEntry(
        N_("Categorical crossentropy"),
        N_("For classes that exclude each other, with labels as one-hot vectors."),
        loss_rules.categorical_crossentropy,
        variants=_BY_SMOOTHING,
        further=(_FROM_LOGITS, _SMOOTHING),
    ),
    "CategoricalFocalCrossentropy": LossEntry(
        N_("Categorical focal crossentropy"),
        N_("For classes of which some are rare: samples that are already recognized count less."),
        loss_rules.categorical_focal_crossentropy,
        (_ALPHA, _GAMMA),
        ("lin2017",),
        _BY_SMOOTHING,
        (_FROM_LOGITS, _SMOOTHING),
    ),
    "CategoricalGeneralizedCrossEntropy": LossEntry(
        N_("Categorical generalized crossentropy"),
        N_("For classes some of whose labels are wrong; k is the class of the sample."),
        always(
            Equation(
                "L",
                r"\dfrac{1 - \hat{y}_k^{\,q}}{q}",
                N_("L is 1 minus y hat at k, the class of the sample, to the power q, over q"),
            )
        ),
        (Parameter("q", N_("From crossentropy, near 0, to absolute error, 1"), 0.5, "q"),),
        ("zhang2018",),
    ),
    "SparseCategoricalCrossentropy": LossEntry(
        N_("Sparse categorical crossentropy"),
        N_("For classes that exclude each other, with labels as whole numbers; k is the class of the sample."),
        loss_rules.sparse_categorical_crossentropy,
        further=(_FROM_LOGITS, Parameter("ignore_class", N_("Class whose samples count nothing"), None)),
    ),
    "KLDivergence": LossEntry(
        N_("Kullback–Leibler divergence"),
        N_("Where the target is a probability for each class, such as the output of another model."),
        always(
            Equation(
                "L",
                r"\sum_{c=1}^{C}\;y_c \log \dfrac{y_c}{\hat{y}_c}",
                N_("L is the sum over c of y at c times the logarithm of y at c over y hat at c"),
            )
        ),
    ),
    "Poisson": LossEntry(
        "Poisson",
        N_("For counts: how often something happens."),
        always(
            mean(
                r"\left(\hat{y}_i - y_i \log(\hat{y}_i + 10^{-7})\right)",
                N_(
                    "L is 1 over n times the sum over i of y hat at i minus y at i times the logarithm of y hat at i "
                    "plus 10 to the power minus 7"
                ),
            )
        ),
    ),
    "CTC": LossEntry(
        N_("Connectionist temporal classification (CTC)"),
        N_(
            "For sequences whose labels have no places in time, such as speech: all ways π in which the T steps may "
            "spell the labels y are added up."
        ),
        always(
            Equation(
                "L",
                r"-\,\log\,\sum_{\pi \rightarrow y}\;\prod_{t=1}^{T}\;\hat{y}_{t,\pi_t}",
                N_(
                    "L is minus the logarithm of the sum over all ways pi that spell y of the product over t of y hat "
                    "at t and pi at t"
                ),
            ),
            Equation(
                r"\hat{y}_{t,c}",
                r"\dfrac{e^{z_{t,c}}}{\sum_{j=1}^{C}\;e^{z_{t,j}}}",
                N_(
                    "y hat at t and c is e to the power z at t and c, over the sum of e to the power z at t and j over "
                    "all C classes"
                ),
            ),
        ),
        references=("graves2006",),
    ),
}
_MARGINS = {
    "Hinge": LossEntry(
        N_("Hinge"),
        N_("For two classes as −1 and 1, as in support vector machines: what is right by a margin costs nothing."),
        always(
            mean(
                r"\max(0,\; 1 - y_i\,\hat{y}_i)",
                N_("L is 1 over n times the sum over i of the larger of 0 and 1 minus y at i times y hat at i"),
            )
        ),
    ),
    "SquaredHinge": LossEntry(
        N_("Squared hinge"),
        N_("For two classes as −1 and 1; large errors count far more than small ones."),
        always(
            mean(
                r"\max(0,\; 1 - y_i\,\hat{y}_i)^2",
                N_(
                    "L is 1 over n times the sum over i of the square of the larger of 0 and 1 minus y at i times y "
                    "hat at i"
                ),
            )
        ),
    ),
    "CategoricalHinge": LossEntry(
        N_("Categorical hinge"),
        N_("For classes that exclude each other: the right one must lead the next by 1."),
        always(
            Equation(
                "L",
                r"\max\left(0,\;\; 1 + \max_{c}\,(1 - y_c)\,\hat{y}_c - \sum_{c=1}^{C}\;y_c\,\hat{y}_c\right)",
                N_(
                    "L is the larger of 0 and 1 plus the largest of 1 minus y at c, times y hat at c, minus the sum "
                    "over c of y at c times y hat at c"
                ),
            )
        ),
    ),
    "Circle": LossEntry(
        N_("Circle loss"),
        N_("For embeddings of length 1: samples of the same class (P) are drawn together, of others (N) pushed apart."),
        always(
            Equation(
                "L_i",
                r"\log\left(1 + \sum_{j \in P}\;e^{-\gamma\,(m + d_{ij})(m - d_{ij})}\;"
                r"\sum_{j \in N}\;e^{\gamma\,\max(0,\, 1 + m - d_{ij})(1 - m - d_{ij})}\right)",
                N_(
                    "L at i is the logarithm of 1 plus the sum over P of e to the power minus gamma times m plus d, "
                    "times m minus d, times the sum over N of e to the power gamma times the larger of 0 and 1 plus m "
                    "minus d, times 1 minus m minus d"
                ),
            ),
            Equation(
                "d_{ij}",
                r"\max(0,\; 1 - \hat{y}_i \cdot \hat{y}_j)",
                N_("d is the larger of 0 and 1 minus the scalar product of y hat at i and y hat at j"),
            ),
        ),
        (
            Parameter("gamma", N_("Sharpness"), 80.0, "γ"),
            Parameter("margin", N_("Margin"), 0.4, "m"),
        ),
        ("sun2020",),
        further=(Parameter("remove_diagonal", N_("Whether a sample is left out of its own class"), True),),
    ),
}
_OVERLAPS = {
    "Dice": LossEntry(
        "Dice",
        N_(
            "For segmentation: the overlap of two areas counts, however small they are; i counts all outputs of a "
            "batch."
        ),
        always(
            Equation(
                "L",
                r"1 - \dfrac{2\,\sum_{i}\;y_i\,\hat{y}_i}{\sum_{i}\;y_i + \sum_{i}\;\hat{y}_i + 10^{-7}}",
                N_(
                    "L is 1 minus 2 times the sum over i of y at i times y hat at i, over the sum of all y, plus the "
                    "sum of all y hat, plus 10 to the power minus 7"
                ),
            )
        ),
        references=("milletari2016",),
    ),
    "Tversky": LossEntry(
        "Tversky",
        N_(
            "For segmentation of small areas: what is missed and what is found in vain are weighed; i counts all "
            "outputs of a batch."
        ),
        always(
            Equation("I", r"\sum_{i}\;y_i\,\hat{y}_i", N_("I is the sum over i of y at i times y hat at i")),
            Equation(
                "L",
                r"1 - \dfrac{I}{I + \alpha\,\sum_{i}\;y_i\,(1 - \hat{y}_i)"
                r" + \beta\,\sum_{i}\;(1 - y_i)\,\hat{y}_i + 10^{-7}}",
                N_(
                    "L is 1 minus I over I plus alpha times the sum over i of y at i times 1 minus y hat at i, plus "
                    "beta times the sum over i of 1 minus y at i, times y hat at i, plus 10 to the power minus 7"
                ),
            ),
        ),
        (
            Parameter("alpha", N_("Weight of what is missed"), 0.5, "α"),
            Parameter("beta", N_("Weight of what is found in vain"), 0.5, "β"),
        ),
        ("salehi2017",),
    ),
}

LOSSES: dict[str, LossEntry] = ERRORS | _PROBABILITIES | _MARGINS | _OVERLAPS
"""The entry of each loss class of Keras."""
