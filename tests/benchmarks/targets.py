"""What was wanted beside what was measured, as a table in Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = "| what | target | measured | |\n|---|---:|---:|---|"


@dataclass(frozen=True)
class Target:
    """The most that something may cost, and what it does cost, both in `unit`."""

    what: str
    most: float
    measured: float
    unit: str

    @property
    def row(self) -> str:
        """The line of the table."""
        verdict = "met" if self.measured <= self.most else "**not met**"
        return f"| {self.what} | ≤ {_plain(self.most)} {self.unit} | {_plain(self.measured)} {self.unit} | {verdict} |"


def target_table(targets: Iterable[Target]) -> str:
    return "\n".join([HEAD, *(target.row for target in targets)])


def _plain(value: float) -> str:
    """Write three digits, more where they stand before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
