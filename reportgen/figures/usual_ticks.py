"""The numbers at the ticks of an axis as matplotlib writes them, in the language of the report."""

from collections.abc import Sequence

from reportgen.language.numbers import decimal


def usual_ticks(values: Sequence[float], low: float, high: float) -> tuple[list[str], str]:
    """Return the numbers at `values` of an axis from `low` to `high`, and what stands at its end for all of them."""
    from matplotlib.ticker import ScalarFormatter

    formatter = ScalarFormatter()
    formatter.create_dummy_axis()
    assert formatter.axis is not None  # it was just made
    formatter.axis.set_view_interval(low, high)
    formatter.axis.set_data_interval(low, high)
    return [decimal(number) for number in formatter.format_ticks(list(values))], decimal(formatter.get_offset())
