"""Each printed line of an update rule as a line of Python, so that what a report prints can be computed.

The keys are what is printed: a line that is changed has no transcription any more until somebody reads it again. The
names in Python are those of the symbols; `*_old` are the values of the step before.
"""

import numpy as np

STEPS: dict[str, str] = {
    # SGD, RMSprop
    r"w_t = w_{t-1} - \eta\,g_t": "w = w - eta * g",
    r"v_t = \mu\,v_{t-1} - \eta\,g_t": "v = mu * v - eta * g",
    r"w_t = w_{t-1} + v_t": "w = w + v",
    r"w_t = w_{t-1} + \mu\,v_t - \eta\,g_t": "w = w + mu * v - eta * g",
    r"v_t = \rho\,v_{t-1} + (1 - \rho)\,g_t^{\,2}": "v = rho * v + (1 - rho) * g**2",
    r"a_t = \rho\,a_{t-1} + (1 - \rho)\,g_t": "a = rho * a + (1 - rho) * g",
    r"w_t = w_{t-1} - \eta\,\dfrac{g_t}{\sqrt{v_t + \varepsilon}}": "w = w - eta * g / sqrt(v + epsilon)",
    r"w_t = w_{t-1} - \eta\,\dfrac{g_t}{\sqrt{v_t - a_t^{\,2} + \varepsilon}}": (
        "w = w - eta * g / sqrt(v - a**2 + epsilon)"
    ),
    r"b_t = \mu\,b_{t-1} + \eta\,\dfrac{g_t}{\sqrt{v_t + \varepsilon}}": "b = mu * b + eta * g / sqrt(v + epsilon)",
    r"b_t = \mu\,b_{t-1} + \eta\,\dfrac{g_t}{\sqrt{v_t - a_t^{\,2} + \varepsilon}}": (
        "b = mu * b + eta * g / sqrt(v - a**2 + epsilon)"
    ),
    r"w_t = w_{t-1} - b_t": "w = w - b",
    # Adagrad, Adadelta
    r"v_t = v_{t-1} + g_t^{\,2}": "v_old = v; v = v + g**2",
    r"\Delta_t = -\,\dfrac{\sqrt{u_{t-1} + \varepsilon}}{\sqrt{v_t + \varepsilon}}\,g_t": (
        "Delta = -sqrt(u + epsilon) / sqrt(v + epsilon) * g"
    ),
    r"u_t = \rho\,u_{t-1} + (1 - \rho)\,\Delta_t^{\,2}": "u = rho * u + (1 - rho) * Delta**2",
    r"w_t = w_{t-1} + \eta\,\Delta_t": "w = w + eta * Delta",
    # Adafactor
    r"\alpha_t = \max(\varepsilon_2,\; \mathrm{RMS}(w_{t-1}))\,\min\left(\eta,\; \dfrac{1}{\sqrt{t}}\right)": (
        "alpha = maximum(epsilon_2, rms(w)) * minimum(eta, 1 / sqrt(t))"
    ),
    r"\beta_t = 1 - t^{\,d}": "beta = 1 - t**d",
    r"G_t = g_t^{\,2} + \varepsilon_1": "G = g**2 + epsilon_1",
    r"r_t = \beta_t\,r_{t-1} + (1 - \beta_t)\,\mathrm{mean}_{\mathrm{row}}(G_t)": (
        "r = beta * r + (1 - beta) * mean(G, axis=1)"
    ),
    r"c_t = \beta_t\,c_{t-1} + (1 - \beta_t)\,\mathrm{mean}_{\mathrm{column}}(G_t)": (
        "c = beta * c + (1 - beta) * mean(G, axis=0)"
    ),
    r"v_t = \dfrac{r_t\,c_t^{\,\top}}{\mathrm{mean}(r_t)}": "v = outer(r, c) / mean(r)",
    r"v_t = \beta_t\,v_{t-1} + (1 - \beta_t)\,G_t": "v = beta * v + (1 - beta) * G",
    r"u_t = \dfrac{g_t}{\sqrt{v_t}}": "u = g / sqrt(v)",
    r"w_t = w_{t-1} - \alpha_t\,\dfrac{u_t}{\max(1,\; \mathrm{RMS}(u_t) / \theta)}": (
        "w = w - alpha * u / maximum(1, rms(u) / theta)"
    ),
    # FTRL
    r"z_t = z_{t-1} + g_t + 2 \lambda_s\,w_{t-1} - \dfrac{v_t^{-p} - v_{t-1}^{-p}}{\eta}\,w_{t-1}": (
        "z = z + g + 2 * lambda_s * w - (v**-p - v_old**-p) / eta * w"
    ),
    r"\hat{z}_t = \min(\max(z_t,\; -\lambda_1),\; \lambda_1)": "z_hat = minimum(maximum(z, -lambda_1), lambda_1)",
    r"w_t = \dfrac{\hat{z}_t - z_t}{v_t^{-p} / \eta + 2 \lambda_2 + \beta / \eta}": (
        "w = (z_hat - z) / (v**-p / eta + 2 * lambda_2 + beta / eta)"
    ),
    # Muon
    r"m_t = \mu\,m_{t-1} + g_t": "m = mu * m + g",
    r"X_0 = \dfrac{G_t}{\Vert G_t \Vert_F + 10^{-7}}, \quad G_t = g_t + \mu\,m_t": (
        "G = g + mu * m; X = G / (norm(G) + 1e-7)"
    ),
    r"X_0 = \dfrac{G_t}{\Vert G_t \Vert_F + 10^{-7}}, \quad G_t = m_t": "G = m; X = G / (norm(G) + 1e-7)",
    r"X_{i+1} = a\,X_i + (b\,A_i + c\,A_i A_i)\,X_i, \quad A_i = X_i X_i^{\,\top}": (
        "for i in range(K): A = X @ X.T; X = a * X + (b * A + c * A @ A) @ X"
    ),
    r"w_t = w_{t-1} - \eta\,r\,\sqrt{\max(\mathrm{rows},\, \mathrm{columns})}\;X_K": (
        "w = w - eta * r * sqrt(max(w.shape)) * X"
    ),
    r"w_t = w_{t-1} - \eta\,X_K": "w = w - eta * X",
    r"m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t, \quad v_t = \beta_2\,v_{t-1} + (1 - \beta_2)\,g_t^{\,2}": (
        "m = beta_1 * m + (1 - beta_1) * g; v = beta_2 * v + (1 - beta_2) * g**2"
    ),
    (
        r"w_t = w_{t-1} - q\,\eta\,\dfrac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}"
        r"\;\dfrac{m_t}{\sqrt{v_t} + \varepsilon}"
    ): ("w = w - q * eta * sqrt(1 - beta_2**t) / (1 - beta_1**t) * m / (sqrt(v) + epsilon)"),
    # Adam and what comes from it
    r"m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t": "m = beta_1 * m + (1 - beta_1) * g",
    r"v_t = \beta_2\,v_{t-1} + (1 - \beta_2)\,g_t^{\,2}": "v = beta_2 * v + (1 - beta_2) * g**2",
    r"\hat{v}_t = \max(\hat{v}_{t-1},\; v_t)": "v_hat = maximum(v_hat, v)",
    r"\alpha_t = \eta\,\dfrac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}}": (
        "alpha = eta * sqrt(1 - beta_2**t) / (1 - beta_1**t)"
    ),
    r"w_t = w_{t-1} - \alpha_t\,\dfrac{m_t}{\sqrt{v_t} + \varepsilon}": "w = w - alpha * m / (sqrt(v) + epsilon)",
    r"w_t = w_{t-1} - \alpha_t\,\dfrac{m_t}{\sqrt{\hat{v}_t} + \varepsilon}": (
        "w = w - alpha * m / (sqrt(v_hat) + epsilon)"
    ),
    r"u_t = \max(\beta_2\,u_{t-1},\; \vert g_t \vert)": "u = maximum(beta_2 * u, abs(g))",
    r"w_t = w_{t-1} - \dfrac{\eta}{1 - \beta_1^{\,t}}\;\dfrac{m_t}{u_t + \varepsilon}": (
        "w = w - eta / (1 - beta_1**t) * m / (u + epsilon)"
    ),
    r"\mu_t = \beta_1 \left(1 - \dfrac{0.96^{\,t}}{2}\right)": "mu_at = lambda t: beta_1 * (1 - 0.96**t / 2)",
    r"\Pi_t = \prod_{i=1}^{t}\;\mu_i": "Pi_at = lambda t: prod([mu_at(i) for i in range(1, t + 1)])",
    r"\hat{m}_t = \dfrac{\mu_{t+1}\,m_t}{1 - \Pi_{t+1}} + \dfrac{(1 - \mu_t)\,g_t}{1 - \Pi_t}": (
        "m_hat = mu_at(t + 1) * m / (1 - Pi_at(t + 1)) + (1 - mu_at(t)) * g / (1 - Pi_at(t))"
    ),
    r"\hat{v}_t = \dfrac{v_t}{1 - \beta_2^{\,t}}": "v_hat = v / (1 - beta_2**t)",
    r"\hat{m}_t = \dfrac{m_t}{1 - \beta_1^{\,t}}": "m_hat = m / (1 - beta_1**t)",
    r"w_t = w_{t-1} - \eta\,\dfrac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}": (
        "w = w - eta * m_hat / (sqrt(v_hat) + epsilon)"
    ),
    r"w_t = w_{t-1} - \eta\,\mathrm{sign}(\beta_1\,m_{t-1} + (1 - \beta_1)\,g_t)": (
        "w = w - eta * sign(beta_1 * m + (1 - beta_1) * g)"
    ),
    r"m_t = \beta_2\,m_{t-1} + (1 - \beta_2)\,g_t": "m = beta_2 * m + (1 - beta_2) * g",
    r"u_t = \dfrac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}": "u = m_hat / (sqrt(v_hat) + epsilon)",
    r"w_t = w_{t-1} - \eta\,\dfrac{\Vert w_{t-1} \Vert}{\Vert u_t \Vert}\,u_t": "w = w - eta * norm(w) / norm(u) * u",
    r"\eta_t = \eta\,\min(t / T,\; 1)": "eta_t = eta * minimum(t / T, 1)",
    r"z_t = z_{t-1} - \eta\,\dfrac{g_t}{\sqrt{\hat{v}_t} + \varepsilon}": (
        "z_old = z; z = z - eta * g / (sqrt(v_hat) + epsilon)"
    ),
    r"z_t = z_{t-1} - \eta_t\,\dfrac{g_t}{\sqrt{\hat{v}_t} + \varepsilon}": (
        "z_old = z; z = z - eta_t * g / (sqrt(v_hat) + epsilon)"
    ),
    (
        r"x_t = \left(1 - \dfrac{1}{t}\right) \dfrac{w_{t-1} - (1 - \beta_1)\,z_{t-1}}{\beta_1} + \dfrac{1}{t}\,z_t"
    ): "x = (1 - 1 / t) * (w - (1 - beta_1) * z_old) / beta_1 + z / t",
    r"w_t = (1 - \beta_1)\,z_t + \beta_1\,x_t": "w = (1 - beta_1) * z + beta_1 * x",
    # what stands around a rule
    r"g_t = \dfrac{1}{k}\,\sum_{i=1}^{k}\;g_{t,i}": "g = sum(batches) / k",
    r"g_t <- \dfrac{\kappa}{\max(\Vert g_t \Vert,\; \kappa)}\;g_t": "g = kappa / maximum(norm(g), kappa) * g",
    r"g_t <- \min\left(\dfrac{\kappa}{\Vert G_t \Vert},\; 1\right) g_t": (
        "g = minimum(kappa / norm(all_gradients), 1) * g"
    ),
    r"g_t <- \min(\max(g_t,\; -\kappa),\; \kappa)": "g = minimum(maximum(g, -kappa), kappa)",
    r"w_{t-1} <- w_{t-1} - \lambda\,\eta\,w_{t-1}": "w = w - lambda_ * eta * w",
    r"\bar{w} <- \gamma\,\bar{w} + (1 - \gamma)\,w": "w_bar = gamma * w_bar + (1 - gamma) * w",
}

FUNCTIONS = {
    "sqrt": np.sqrt,
    "maximum": np.maximum,
    "minimum": np.minimum,
    "mean": np.mean,
    "outer": np.outer,
    "prod": np.prod,
    "sign": np.sign,
    "norm": lambda value: float(np.sqrt(np.sum(np.square(value)))),
    "rms": lambda value: float(np.sqrt(np.mean(np.square(value)))),
}
