"""Spreads as the report prints them: "± 0.31, n=4", in the unit of the mean before it."""

import math
from typing import Literal

from reportgen.analysis.spread import Spread
from reportgen.language.numbers import decimal
from reportgen.sections.numerals import fixed

Kind = Literal["accuracy", "loss", "seconds"]


def spread_text(spread: Spread, kind: Kind) -> str:
    """Return the standard deviation and the number of runs; "" for a single one."""
    deviation = deviation_text(spread, kind)
    return f"± {deviation}, n={spread.n}" if deviation else ""


def deviation_text(spread: Spread, kind: Kind) -> str:
    """Return the standard deviation: of accuracies in percentage points; "" for a single run."""
    if spread.deviation is None:
        return ""
    if not math.isfinite(spread.deviation):
        return "NaN"
    if kind == "accuracy":
        return fixed(100 * spread.deviation, 2)
    return fixed(spread.deviation, 1) if kind == "seconds" else decimal(f"{spread.deviation:.2g}")
