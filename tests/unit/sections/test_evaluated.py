"""What a program evaluated after its training stands with the training, each kind of data once."""

from reportgen.sections.evaluated import evaluated_facts
from tests.unit.analysis.small_experiments import numbered
from tests.unit.analysis.small_runs import evaluation, stored


def facts(*evaluations: object) -> list[tuple[str, str]]:
    (run,) = numbered(stored(metrics={"loss": [0.5, 0.4]}, evaluations=evaluations))
    return [(fact.label, fact.value) for fact in evaluated_facts(run)]


def test_each_kind_of_data_is_told_with_every_metric_of_its_evaluation() -> None:
    assert facts(
        evaluation("training", sparse_categorical_accuracy=0.92453, loss=0.22817),
        evaluation("test", loss=0.3784, sparse_categorical_accuracy=0.87, auc=0.9886),
    ) == [
        ("Evaluated on training data", "loss 0.2282, sparse categorical accuracy 92.45\u202f%"),
        ("Evaluated on test data", "loss 0.3784, sparse categorical accuracy 87.00\u202f%, AUC 0.9886"),
    ]


def test_the_last_evaluation_of_the_kept_weights_counts() -> None:
    before, first, last = (evaluation("test", epochs, loss=loss) for epochs, loss in ((1, 9.0), (2, 8.0), (2, 7.0)))
    assert facts(before, first, last) == [("Evaluated on test data", "loss 7")]


def test_a_training_that_nobody_evaluated_has_no_such_fact() -> None:
    assert facts() == []
