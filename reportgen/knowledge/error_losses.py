"""The losses of Keras for numbers, which measure how far a prediction is off: part of `loss_table`."""

from reportgen.knowledge.loss_rules import LossEntry, always, mean
from reportgen.knowledge.methods import Equation, Parameter
from reportgen.language import N_

ERRORS: dict[str, LossEntry] = {
    "MeanSquaredError": LossEntry(
        N_("Mean squared error"),
        N_("The usual loss of a regression; large errors count far more than small ones."),
        always(
            mean(
                r"(y_i - \hat{y}_i)^2",
                N_("L is 1 over n times the sum over i of the square of y at i minus y hat at i"),
            )
        ),
    ),
    "MeanAbsoluteError": LossEntry(
        N_("Mean absolute error"),
        N_("For a regression whose data have outliers: every error counts by its size."),
        always(
            mean(
                r"\vert y_i - \hat{y}_i \vert",
                N_("L is 1 over n times the sum over i of the absolute value of y at i minus y hat at i"),
            )
        ),
    ),
    "MeanAbsolutePercentageError": LossEntry(
        N_("Mean absolute percentage error"),
        N_("For a regression of positive numbers of different sizes, where the relative error counts."),
        always(
            mean(
                r"\dfrac{\vert y_i - \hat{y}_i \vert}{\max(\vert y_i \vert,\; 10^{-7})}",
                N_(
                    "L is 100 over n times the sum over i of the absolute value of y at i minus y hat at i, over the "
                    "larger of the absolute value of y at i and 10 to the power minus 7"
                ),
                "100",
            )
        ),
    ),
    "MeanSquaredLogarithmicError": LossEntry(
        N_("Mean squared logarithmic error"),
        N_("For a regression of numbers above 0 that span several powers of ten."),
        always(
            mean(
                r"\left(\log(1 + \max(y_i,\, 10^{-7})) - \log(1 + \max(\hat{y}_i,\, 10^{-7}))\right)^2",
                N_(
                    "L is 1 over n times the sum over i of the square of the difference of the logarithms of 1 plus y "
                    "at i and of 1 plus y hat at i, both at least 10 to the power minus 7"
                ),
            )
        ),
    ),
    "CosineSimilarity": LossEntry(
        N_("Cosine similarity"),
        N_("For embeddings: only the direction of the prediction counts, not its length."),
        always(
            Equation(
                "L",
                r"-\,\dfrac{\sum_{i}\;y_i\,\hat{y}_i}{\Vert y \Vert\;\Vert \hat{y} \Vert}",
                N_("L is minus the sum over i of y at i times y hat at i, over the norms of y and of y hat"),
            )
        ),
    ),
    "Huber": LossEntry(
        "Huber",
        N_("For a regression whose data have outliers: squared up to an error of δ, linear beyond it."),
        always(
            mean(r"h(y_i - \hat{y}_i)", N_("L is 1 over n times the sum over i of h of y at i minus y hat at i")),
            Equation(
                "h(e)",
                r"\dfrac{e^2}{2}\;\;\mathrm{if}\;\;\vert e \vert \leq \delta, \quad "
                r"\delta\,\vert e \vert - \dfrac{\delta^2}{2}\;\;\mathrm{otherwise}",
                N_(
                    "h of e is the square of e over 2 if the absolute value of e is at most delta; otherwise delta "
                    "times the absolute value of e, minus the square of delta over 2"
                ),
            ),
        ),
        (Parameter("delta", N_("Error from which on the loss is linear"), 1.0, "δ"),),
        ("huber1964",),
    ),
    "LogCosh": LossEntry(
        N_("Log-cosh"),
        N_("For a regression whose data have outliers: a smooth form of the Huber loss."),
        always(
            mean(
                r"\log\,\cosh(\hat{y}_i - y_i)",
                N_(
                    "L is 1 over n times the sum over i of the logarithm of the hyperbolic cosine of y hat at i minus "
                    "y at i"
                ),
            )
        ),
    ),
}
