"""How a training that did not complete is spoken of."""

from reportgen.analysis.selection import NumberedRun

_LONGEST_MESSAGE = 300


def state_remark(run: NumberedRun) -> str:
    """Return a remark of a few words, "failed in epoch 2"; empty for a completed run."""
    state, epoch = run.stored.run.state, run.outcome.epochs_run + 1
    if state == "completed":
        return ""
    return (
        f"still running, {run.outcome.epochs_run} epochs so far" if state == "running" else f"{state} in epoch {epoch}"
    )


def state_sentence(run: NumberedRun) -> str:
    """Return what ended the training, in a sentence; empty for a completed run."""
    record, remark = run.stored.run, state_remark(run)
    if not remark:
        return ""
    kept = "The figures and values below come from the epochs that had ended." if run.outcome.epochs_run else ""
    cause = f" with {record.failure.type}: {_shorten(record.failure.message)}" if record.failure else ""
    verb = "is" if record.state == "running" else "was" if record.state in ("killed", "interrupted") else ""
    sentence = " ".join(filter(None, ["This training", verb, remark])) + cause
    return " ".join(filter(None, [sentence if sentence.endswith(".") else f"{sentence}.", kept]))


def _shorten(message: str) -> str:
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else f"{words[:_LONGEST_MESSAGE]}…"
