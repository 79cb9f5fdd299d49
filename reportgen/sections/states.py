"""How a training that did not complete is spoken of."""

import math

from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _, ngettext
from reportgen.records.values import as_float

_LONGEST_MESSAGE = 300


def state_remark(run: NumberedRun) -> str:
    """Return a remark of a few words, "failed in epoch 2"; empty for a completed run."""
    state = run.stored.run.state
    if state == "completed":
        return ""
    if state == "running":
        number = run.outcome.epochs_run
        return ngettext("still running, {number} epoch so far", "still running, {number} epochs so far", number).format(
            number=number
        )
    epoch = _epoch(run)
    return _(_REMARKS[state][0 if epoch else 1]).format(epoch=epoch)


_REMARKS = {
    "failed": (N_("failed in epoch {epoch}"), N_("failed after its last epoch")),
    "killed": (N_("killed in epoch {epoch}"), N_("killed after its last epoch")),
    "interrupted": (N_("interrupted in epoch {epoch}"), N_("interrupted after its last epoch")),
}
_SENTENCES = {
    "failed": (N_("This training failed in epoch {epoch}"), N_("This training failed after its last epoch")),
    "killed": (N_("This training was killed in epoch {epoch}"), N_("This training was killed after its last epoch")),
    "interrupted": (
        N_("This training was interrupted in epoch {epoch}"),
        N_("This training was interrupted after its last epoch"),
    ),
}


def _epoch(run: NumberedRun) -> int | None:
    """Return in which epoch the training broke off, None after the last; a resumed training counts on."""
    training, epochs = run.stored.run.training, run.stored.epochs
    done = epochs[-1].epoch if epochs else training.initial_epoch if training else 0
    asked = training.epochs.value if training and training.epochs else None
    return None if epochs and done == asked else done + 1


def state_sentence(run: NumberedRun) -> str:
    """Return what ended the training, in a sentence; empty for a completed run."""
    record = run.stored.run
    if record.state == "completed":
        return _broken_loss(run)
    sentence = _what_happened(run)
    if record.failure:
        failure = ": ".join(filter(None, (record.failure.type, _shorten(record.failure.message))))
        sentence = _("{what_happened} with {error}").format(what_happened=sentence, error=failure)
    sentence = sentence if sentence.endswith(".") else f"{sentence}."
    kept = _("The figures and values below come from the epochs that had ended.") if run.outcome.epochs_run else ""
    return f"{sentence} {kept}".strip()


def _what_happened(run: NumberedRun) -> str:
    if run.stored.run.state == "running":
        number = run.outcome.epochs_run
        return ngettext(
            "This training is still running, {number} epoch so far",
            "This training is still running, {number} epochs so far",
            number,
        ).format(number=number)
    epoch = _epoch(run)
    return _(_SENTENCES[run.stored.run.state][0 if epoch else 1]).format(epoch=epoch)


def _broken_loss(run: NumberedRun) -> str:
    """Return since when the training loss was no number, if it was not in the last epoch."""
    losses = [(epoch.epoch, epoch.metrics["loss"]) for epoch in run.stored.epochs if "loss" in epoch.metrics]
    first = next((number for number, loss in losses if not math.isfinite(as_float(loss))), None)
    if first is None or math.isfinite(as_float(losses[-1][1])):
        return ""
    if first == losses[-1][0]:
        return _("The loss was not a finite number in epoch {epoch}.").format(epoch=first)
    return _("The loss was not a finite number from epoch {epoch} on.").format(epoch=first)


def _shorten(message: str) -> str:
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST_MESSAGE else f"{words[:_LONGEST_MESSAGE]}…"
