"""How a training that did not complete is spoken of."""

import math

from reportgen.analysis.selection import NumberedRun
from reportgen.records.values import as_float

_LONGEST_MESSAGE = 300


def state_remark(run: NumberedRun) -> str:
    """Return a remark of a few words, "failed in epoch 2"; empty for a completed run."""
    state = run.stored.run.state
    if state == "completed":
        return ""
    return f"still running, {run.outcome.epochs_run} epochs so far" if state == "running" else f"{state} {_place(run)}"


def _place(run: NumberedRun) -> str:
    """Return where the training broke off; epochs count on where a resumed training begins."""
    training, epochs = run.stored.run.training, run.stored.epochs
    done = epochs[-1].epoch if epochs else training.initial_epoch if training else 0
    asked = training.epochs.value if training and training.epochs else None
    return "after its last epoch" if epochs and done == asked else f"in epoch {done + 1}"


def state_sentence(run: NumberedRun) -> str:
    """Return what ended the training, in a sentence; empty for a completed run."""
    record, remark = run.stored.run, state_remark(run)
    if not remark:
        return _broken_loss(run)
    kept = "The figures and values below come from the epochs that had ended." if run.outcome.epochs_run else ""
    failure = (record.failure.type, _shorten(record.failure.message)) if record.failure else ()
    cause = f" with {': '.join(filter(None, failure))}" if failure else ""
    verb = "is" if record.state == "running" else "was" if record.state in ("killed", "interrupted") else ""
    sentence = " ".join(filter(None, ["This training", verb, remark])) + cause
    return " ".join(filter(None, [sentence if sentence.endswith(".") else f"{sentence}.", kept]))


def _broken_loss(run: NumberedRun) -> str:
    """Return since when the training loss was no number, if it was not in the last epoch."""
    losses = [(epoch.epoch, epoch.metrics["loss"]) for epoch in run.stored.epochs if "loss" in epoch.metrics]
    first = next((number for number, loss in losses if not math.isfinite(as_float(loss))), None)
    if first is None or math.isfinite(as_float(losses[-1][1])):
        return ""
    since = f"in epoch {first}" if first == losses[-1][0] else f"from epoch {first} on"
    return f"The loss was not a finite number {since}."


def _shorten(message: str) -> str:
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else f"{words[:_LONGEST_MESSAGE]}…"
