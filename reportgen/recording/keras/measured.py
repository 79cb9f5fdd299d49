"""What Keras logs at the end of an epoch or an evaluation, as numbers by their names."""

from typing import Any

from reportgen.records.values import Measurement

_RATE_NAMES = ("learning_rate", "lr")


def metrics_of(logs: dict[str, Any], rate: float | None) -> dict[str, Measurement]:
    """Return the numbers in `logs`; not the learning rate again, which callbacks add under a name of their own."""
    found: dict[str, Measurement] = {}
    for name, value in logs.items():
        if name in _RATE_NAMES and rate is not None:
            continue
        try:
            found[str(name)] = float(value)
        except (TypeError, ValueError):
            continue  # a confusion matrix is no curve
    return found
