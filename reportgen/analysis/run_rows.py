"""The row of each run in the table "runs": what it is, how long it took, what it reached."""

from reportgen.analysis.outcome import outcome_of
from reportgen.store.reading import StoredRun


def run_row(stored: StoredRun) -> dict[str, object]:
    """Return the columns of a run, by name, unrounded; None where nothing is known."""
    run, outcome = stored.run, outcome_of(stored)
    values = ("test_accuracy", "training_accuracy", "test_loss", "training_loss")
    measured = {name: value.number if (value := getattr(outcome, name)) else None for name in values}
    return {
        "id": run.id,
        "name": run.name,
        "state": run.state,
        "started_at": run.started_at,
        "duration_seconds": run.duration_seconds,
        "parameters": run.model.parameters if run.model else None,
        "epochs": outcome.epochs_run,
        "batch_size": run.training.batch_size.value if run.training and run.training.batch_size else None,
        "optimizer": run.training.optimizer.type if run.training and run.training.optimizer else None,
        **measured,
    }
