"""The update rules of Keras's optimizers, as `keras/src/optimizers` of Keras 3.15 computes them, step t from 1.

Operations on vectors and matrices are elementwise unless the words say otherwise; w are the weights, g is the gradient
of the loss, eta the learning rate. Values at t = 0 are 0 unless the entry of the optimizer says otherwise. The rules
that come from Adam are in `adam_rules`.
"""

from reportgen.knowledge.methods import Equation, Variant
from reportgen.language import N_

_SQUARES = Equation(
    "v_t",
    r"\rho\,v_{t-1} + (1 - \rho)\,g_t^{\,2}",
    N_("v at t is rho times v at t minus 1, plus 1 minus rho, times the square of g at t"),
)


def sgd(on: frozenset[str]) -> Variant:
    """Return gradient descent, with the momentum that is on. Nesterov's has no effect without momentum."""
    if "momentum" not in on:
        plain = Equation("w_t", r"w_{t-1} - \eta\,g_t", N_("w at t is w at t minus 1, minus eta times g at t"))
        return Variant((plain,), N_("Without momentum"))
    velocity = Equation(
        "v_t", r"\mu\,v_{t-1} - \eta\,g_t", N_("v at t is mu times v at t minus 1, minus eta times g at t")
    )
    if "nesterov" not in on:
        step = Equation("w_t", r"w_{t-1} + v_t", N_("w at t is w at t minus 1, plus v at t"))
        return Variant((velocity, step), N_("With momentum"))
    ahead = Equation(
        "w_t",
        r"w_{t-1} + \mu\,v_t - \eta\,g_t",
        N_("w at t is w at t minus 1, plus mu times v at t, minus eta times g at t"),
    )
    return Variant((velocity, ahead), N_("With Nesterov momentum"))


def rmsprop(on: frozenset[str]) -> Variant:
    """Return RMSprop; centred, it subtracts the square of the mean gradient."""
    lines = [_SQUARES]
    root = r"\sqrt{v_t + \varepsilon}"
    if "centered" in on:
        lines.append(
            Equation(
                "a_t",
                r"\rho\,a_{t-1} + (1 - \rho)\,g_t",
                N_("a at t is rho times a at t minus 1, plus 1 minus rho, times g at t"),
            )
        )
        root = r"\sqrt{v_t - a_t^{\,2} + \varepsilon}"
    step = rf"\eta\,\dfrac{{g_t}}{{{root}}}"
    words, aloud = _RMSPROP["centered" in on, "momentum" in on]
    if "momentum" not in on:
        lines.append(Equation("w_t", rf"w_{{t-1}} - {step}", aloud))
    else:
        lines.append(Equation("b_t", rf"\mu\,b_{{t-1}} + {step}", aloud))
        lines.append(Equation("w_t", r"w_{t-1} - b_t", N_("w at t is w at t minus 1, minus b at t")))
    return Variant(tuple(lines), words)


# By whether it is centred, and whether it has momentum: the words of the variant, and its step read aloud.
_RMSPROP = {
    (False, False): (
        N_("Without momentum"),
        N_("w at t is w at t minus 1, minus eta times g at t over the root of the sum of v at t and epsilon"),
    ),
    (False, True): (
        N_("With momentum"),
        N_("b at t is mu times b at t minus 1, plus eta times g at t over the root of the sum of v at t and epsilon"),
    ),
    (True, False): (
        N_("Centred"),
        N_(
            "w at t is w at t minus 1, minus eta times g at t over the root of the sum of v at t, minus the square of "
            "a at t, and epsilon"
        ),
    ),
    (True, True): (
        N_("Centred and with momentum"),
        N_(
            "b at t is mu times b at t minus 1, plus eta times g at t over the root of the sum of v at t, minus the "
            "square of a at t, and epsilon"
        ),
    ),
}


def adagrad(_on: frozenset[str]) -> Variant:
    """Return Adagrad."""
    return Variant(
        (
            Equation("v_t", r"v_{t-1} + g_t^{\,2}", N_("v at t is v at t minus 1, plus the square of g at t")),
            Equation(
                "w_t",
                r"w_{t-1} - \eta\,\dfrac{g_t}{\sqrt{v_t + \varepsilon}}",
                N_("w at t is w at t minus 1, minus eta times g at t over the root of the sum of v at t and epsilon"),
            ),
        )
    )


def adadelta(_on: frozenset[str]) -> Variant:
    """Return Adadelta."""
    return Variant(
        (
            _SQUARES,
            Equation(
                r"\Delta_t",
                r"-\,\dfrac{\sqrt{u_{t-1} + \varepsilon}}{\sqrt{v_t + \varepsilon}}\,g_t",
                N_(
                    "Delta at t is minus the root of the sum of u at t minus 1 and epsilon, over the root of the sum "
                    "of v at t and epsilon, times g at t"
                ),
            ),
            Equation(
                "u_t",
                r"\rho\,u_{t-1} + (1 - \rho)\,\Delta_t^{\,2}",
                N_("u at t is rho times u at t minus 1, plus 1 minus rho, times the square of Delta at t"),
            ),
            Equation("w_t", r"w_{t-1} + \eta\,\Delta_t", N_("w at t is w at t minus 1, plus eta times Delta at t")),
        )
    )


def adafactor(_on: frozenset[str]) -> Variant:
    """Return Adafactor. In Keras `relative_step` changes nothing: the rate is limited to one over the root of t."""
    return Variant(
        (
            Equation(
                r"\alpha_t",
                r"\max(\varepsilon_2,\; \mathrm{RMS}(w_{t-1}))\,\min\left(\eta,\; \dfrac{1}{\sqrt{t}}\right)",
                N_(
                    "alpha at t is the larger of epsilon 2 and the root mean square of w at t minus 1, times the "
                    "smaller of eta and 1 over the root of t"
                ),
            ),
            Equation(r"\beta_t", r"1 - t^{\,d}", N_("beta at t is 1 minus t to the power d")),
            Equation("G_t", r"g_t^{\,2} + \varepsilon_1", N_("G at t is the square of g at t, plus epsilon 1")),
            Equation(
                "r_t",
                r"\beta_t\,r_{t-1} + (1 - \beta_t)\,\mathrm{mean}_{\mathrm{row}}(G_t)",
                N_(
                    "r at t is beta at t times r at t minus 1, plus 1 minus beta at t, times the means of the rows of G"
                ),
            ),
            Equation(
                "c_t",
                r"\beta_t\,c_{t-1} + (1 - \beta_t)\,\mathrm{mean}_{\mathrm{column}}(G_t)",
                N_(
                    "c at t is beta at t times c at t minus 1, plus 1 minus beta at t, times the means of the columns "
                    "of G"
                ),
            ),
            Equation(
                "v_t",
                r"\dfrac{r_t\,c_t^{\,\top}}{\mathrm{mean}(r_t)}",
                N_("v at t is the outer product of r at t and c at t, over the mean of r at t"),
            ),
            Equation("u_t", r"\dfrac{g_t}{\sqrt{v_t}}", N_("u at t is g at t over the root of v at t")),
            Equation(
                "w_t",
                r"w_{t-1} - \alpha_t\,\dfrac{u_t}{\max(1,\; \mathrm{RMS}(u_t) / \theta)}",
                N_(
                    "w at t is w at t minus 1, minus alpha at t times u at t over the larger of 1 and the root mean "
                    "square of u at t over theta"
                ),
            ),
        )
    )


def ftrl(_on: frozenset[str]) -> Variant:
    """Return FTRL-Proximal."""
    return Variant(
        (
            Equation("v_t", r"v_{t-1} + g_t^{\,2}", N_("v at t is v at t minus 1, plus the square of g at t")),
            Equation(
                "z_t",
                r"z_{t-1} + g_t + 2 \lambda_s\,w_{t-1} - \dfrac{v_t^{-p} - v_{t-1}^{-p}}{\eta}\,w_{t-1}",
                N_(
                    "z at t is z at t minus 1, plus g at t, plus 2 lambda s times w at t minus 1, minus the difference "
                    "of v at t and v at t minus 1, each to the power minus p, over eta, times w at t minus 1"
                ),
            ),
            Equation(
                r"\hat{z}_t",
                r"\min(\max(z_t,\; -\lambda_1),\; \lambda_1)",
                N_("z hat at t is z at t limited to the range from minus lambda 1 to lambda 1"),
            ),
            Equation(
                "w_t",
                r"\dfrac{\hat{z}_t - z_t}{v_t^{-p} / \eta + 2 \lambda_2 + \beta / \eta}",
                N_(
                    "w at t is z hat at t minus z at t, over the sum of v at t to the power minus p over eta, 2 lambda "
                    "2, and beta over eta"
                ),
            ),
        )
    )


def muon(on: frozenset[str]) -> Variant:
    """Return Muon for a matrix with at most as many rows as columns, then Adam for whatever is no matrix."""
    nesterov, scaled = "nesterov" in on, "rms_rate" in on
    size = r"r\,\sqrt{\max(\mathrm{rows},\, \mathrm{columns})}\;" if scaled else ""
    return Variant(
        (
            Equation("m_t", r"\mu\,m_{t-1} + g_t", N_("m at t is mu times m at t minus 1, plus g at t")),
            Equation(
                "X_0",
                r"\dfrac{G_t}{\Vert G_t \Vert_F + 10^{-7}}, \quad G_t = " + (r"g_t + \mu\,m_t" if nesterov else "m_t"),
                _ahead_aloud(nesterov),
            ),
            Equation(
                "X_{i+1}",
                r"a\,X_i + (b\,A_i + c\,A_i A_i)\,X_i, \quad A_i = X_i X_i^{\,\top}",
                N_(
                    "X at i plus 1 is a times X at i, plus b times A at i plus c times the matrix square of A at i, "
                    "times X at i, where A at i is X at i times its transpose"
                ),
            ),
            Equation(
                "w_t",
                rf"w_{{t-1}} - \eta\,{size}X_K",
                _orthogonal_aloud(scaled),
            ),
        ),
        _MUON[nesterov, scaled],
    )


def _ahead_aloud(nesterov: bool) -> str:
    if nesterov:
        return N_(
            "X at 0 is G at t over its Frobenius norm plus 10 to the power minus 7, where G at t is g at t plus mu "
            "times m at t"
        )
    return N_("X at 0 is G at t over its Frobenius norm plus 10 to the power minus 7, where G at t is m at t")


def _orthogonal_aloud(scaled: bool) -> str:
    if scaled:
        return N_(
            "w at t is w at t minus 1, minus eta times r times the root of the larger of the numbers of rows and "
            "columns, times X at K"
        )
    return N_("w at t is w at t minus 1, minus eta times X at K")


# By whether its momentum is Nesterov's, and whether the step is scaled.
_MUON = {
    (True, True): N_("With Nesterov momentum"),
    (True, False): N_("With Nesterov momentum, not scaled by the size"),
    (False, True): N_("Without Nesterov momentum"),
    (False, False): N_("Without Nesterov momentum, not scaled by the size"),
}


ADAFACTOR_OF_A_VECTOR = Variant(
    (
        Equation(
            "v_t",
            r"\beta_t\,v_{t-1} + (1 - \beta_t)\,G_t",
            N_("v at t is beta at t times v at t minus 1, plus 1 minus beta at t, times G at t"),
        ),
    ),
    N_("For whatever is no matrix, such as a bias, v replaces r and c:"),
)

MUON_OF_A_VECTOR = Variant(
    (
        Equation(
            "m_t",
            r"\beta_1\,m_{t-1} + (1 - \beta_1)\,g_t, \quad v_t = \beta_2\,v_{t-1} + (1 - \beta_2)\,g_t^{\,2}",
            N_(
                "m at t is beta 1 times m at t minus 1, plus 1 minus beta 1, times g at t; v at t is beta 2 times v at "
                "t minus 1, plus 1 minus beta 2, times the square of g at t"
            ),
        ),
        Equation(
            "w_t",
            r"w_{t-1} - q\,\eta\,\dfrac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}"
            r"\;\dfrac{m_t}{\sqrt{v_t} + \varepsilon}",
            N_(
                "w at t is w at t minus 1, minus q times eta times the root of 1 minus beta 2 to the power t, over 1 "
                "minus beta 1 to the power t, times m at t over the root of v at t, plus epsilon"
            ),
        ),
    ),
    N_("Whatever is no matrix, and what the program excludes, is updated as by Adam:"),
)
