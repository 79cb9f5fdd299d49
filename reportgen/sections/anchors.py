"""The ids that links in the report point to."""

from reportgen.analysis.architectures import Architecture
from reportgen.analysis.selection import NumberedRun


def run_anchor(run: NumberedRun) -> str:
    """The heading of a run's pages."""
    return f"run-{run.number}"


def summary_anchor(run: NumberedRun) -> str:
    """The row of a run in the summary."""
    return f"summary-{run.number}"


def dataset_anchor(place: int) -> str:
    """The heading of the data set at `place` in the report, from 1."""
    return f"data-{place}"


def judgement_anchor(run: NumberedRun) -> str:
    """The heading of what is said of how good a run's model is."""
    return f"judgement-{run.number}"


def figure_anchor(run: NumberedRun) -> str:
    """The figure of a run's training history."""
    return f"figure-{run.number}"


def reference_anchor(key: str) -> str:
    """The entry of a publication in the list of references."""
    return f"reference-{key}"


def architecture_anchor(architecture: Architecture) -> str:
    """The heading of an architecture: named for its first run."""
    return f"architecture-{architecture.runs[0].number}"


def drawing_anchor(architecture: Architecture) -> str:
    """The drawing of an architecture."""
    return f"figure-architecture-{architecture.runs[0].number}"
