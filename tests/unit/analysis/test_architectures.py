"""An architecture is used in exactly the runs that trained it, whatever they are called."""

from reportgen.analysis.architectures import architectures_of
from reportgen.analysis.selection import choose_runs
from tests.unit.analysis.small_runs import model, stored


def test_runs_are_grouped_by_architecture_and_not_by_name() -> None:
    library = [
        stored("MLP", 0, model=model("one")),
        stored("MLP", 1, model=model("two")),
        stored("Other", 2, model=model("one")),
        stored("Loop", 3),
    ]
    groups = architectures_of(choose_runs(library, (), "started"))
    assert [[run.number for run in group.runs] for group in groups] == [[1, 3], [2]]
    named = [tuple(dict.fromkeys(run.stored.run.name for run in group.runs)) for group in groups]
    assert named == [("MLP", "Other"), ("MLP",)]


def test_models_without_a_fingerprint_are_not_thrown_together() -> None:
    library = [stored("a", 0, model=model("")), stored("b", 1, model=model(""))]
    assert len(architectures_of(choose_runs(library, (), "started"))) == 2
