"""How a training ended, which weights are kept, and what changed on the way, as facts."""

import math
from collections.abc import Iterator

from reportgen.analysis.changes import Difference, RateChange, differences, frozen_layers, rate_changes
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.losses import loss_label
from reportgen.knowledge.metrics import metric_label
from reportgen.knowledge.optimizers import optimizer_entry
from reportgen.language import N_, _, ngettext
from reportgen.language.letters import inside, with_details
from reportgen.language.numbers import clauses
from reportgen.records.run import Change, Ending, Run
from reportgen.records.values import as_float
from reportgen.sections.facts import Fact
from reportgen.sections.names import first_of
from reportgen.sections.numerals import count, measured, rate

_NAMES_SHOWN = 4
_RATES_SHOWN = 3


def ending_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield why the training stopped and which weights it left, as recorded."""
    ending, asked = run.stored.run.ending, _epochs_asked(run.stored.run)
    if ending is None or not run.outcome.epochs_run:
        return
    last = run.stored.epochs[-1].epoch
    yield Fact(_("Ended"), _reason(ending, last, asked))
    yield Fact(_("Weights kept"), _kept(ending, last))


def _epochs_asked(run: Run) -> object:
    epochs = run.training.epochs if run.training else None
    return epochs.value if epochs else None


_REASONS = {
    "early_stopping": (
        N_("by early stopping after epoch {last}"),
        N_("by early stopping after epoch {last} of {asked}"),
    ),
    "nan": (
        N_("after epoch {last}, as the loss was not a finite number"),
        N_("after epoch {last} of {asked}, as the loss was not a finite number"),
    ),
    "stopped": (
        N_("by a callback of the program after epoch {last}"),
        N_("by a callback of the program after epoch {last} of {asked}"),
    ),
}


def _reason(ending: Ending, last: int, asked: object) -> str:
    if ending.reason not in _REASONS:
        return ngettext("after its one epoch", "after all {number} epochs", last).format(number=last)
    said = _(_REASONS[ending.reason][1 if asked else 0]).format(last=last, asked=asked)
    best = _best(ending) if ending.reason == "early_stopping" else ""
    return with_details(said, best) if best else said


def _best(ending: Ending) -> str:
    if ending.monitor is None or ending.best_epoch is None or ending.best_value is None:
        return ""
    name = inside(metric_label(ending.monitor))
    name = _("validation {metric}").format(metric=name) if ending.monitor.startswith("val_") else name
    best = _("best {metric} {value} in epoch {epoch}").format(
        metric=name, value=measured(as_float(ending.best_value)), epoch=ending.best_epoch
    )
    patience = [_("patience {number}").format(number=ending.patience)] if ending.patience is not None else []
    return ", ".join([best, *patience])


def _kept(ending: Ending, last: int) -> str:
    if ending.kept_epoch is None:
        return _("unknown")
    if ending.kept_by == "early_stopping" and ending.kept_epoch != last:
        return _("of epoch {epoch}, restored by early stopping").format(epoch=ending.kept_epoch)
    if ending.kept_by == "loading":
        return _("of epoch {epoch}, saved then and loaded after the training").format(epoch=ending.kept_epoch)
    return _("of the last epoch, {epoch}").format(epoch=last)


def frozen_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield which layers were frozen when the training began, and what was left to train."""
    model = run.stored.run.model
    frozen = frozen_layers(model) if model else ()
    if model and frozen:
        said = _("{trained} of {all}; {layers} frozen").format(
            trained=count(model.trainable_parameters),
            all=count(model.parameters),
            layers=first_of([layer.name for layer in frozen], _NAMES_SHOWN),
        )
        yield Fact(_("Trained parameters"), said)


def change_facts(run: NumberedRun, continued: NumberedRun | None) -> Iterator[Fact]:
    """Yield what changed during the training, and since the training it continues."""
    record = run.stored.run
    during = [*_rates(rate_changes(run.stored)), *(_change(change) for change in record.changes)]
    if during:
        yield Fact(_("Changed during training"), clauses(during))
    since = differences(record, continued.stored.run) if continued else ()
    if since and continued:
        label = _("Changed since model {number}").format(number=continued.number)
        yield Fact(label, clauses(_difference(item) for item in since))


def _rates(changes: tuple[RateChange, ...]) -> Iterator[str]:
    if len(changes) > _RATES_SHOWN:
        first, last = changes[0], changes[-1]
        yield _("learning rate {number} times, from {first} to {last}").format(
            number=len(changes), first=rate(first.before), last=rate(last.after)
        )
        return
    for change in changes:
        yield _("learning rate {before} → {after} in epoch {epoch}").format(
            before=rate(change.before), after=rate(change.after), epoch=change.epoch
        )


def _change(change: Change) -> str:
    if change.subject == "trainable":
        said = _("{layer} thawed in epoch {epoch}") if change.after else _("{layer} frozen in epoch {epoch}")
        return said.format(layer=change.name, epoch=change.epoch)
    before, after = _optimizer(change.before), _optimizer(change.after)
    return _("compiled anew in epoch {epoch}, {before} → {after}").format(
        epoch=change.epoch, before=before, after=after
    )


def _optimizer(described: object) -> str:
    if not isinstance(described, dict):
        return _("no optimizer")
    name, began = _(optimizer_entry(str(described.get("type"))).name), described.get("learning_rate")
    return f"{name} {rate(began)}" if isinstance(began, int | float) else name


def _difference(item: Difference) -> str:
    names = first_of(item.names, _NAMES_SHOWN)
    message = _(_DIFFERENCES[item.subject])
    return message.format(layers=names, before=_value(item, item.before), after=_value(item, item.after))


_DIFFERENCES = {
    "frozen": N_("{layers} frozen"),
    "thawed": N_("{layers} thawed"),
    "compiled": N_("compiled anew"),
    "optimizer": N_("optimizer {before} → {after}"),
    "learning_rate": N_("learning rate {before} → {after}"),
    "loss": N_("loss {before} → {after}"),
    "batch_size": N_("batch size {before} → {after}"),
}


def _value(item: Difference, value: object) -> str:
    if isinstance(value, float):
        return rate(value) if math.isfinite(value) else str(value)
    if item.subject == "optimizer":
        return _(optimizer_entry(str(value)).name)
    return ", ".join(loss_label(name) for name in str(value).split(", ")) if item.subject == "loss" else str(value)
