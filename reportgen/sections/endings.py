"""How a training ended, which weights are kept, and what changed on the way, as facts."""

import math
from collections.abc import Iterator

from reportgen.analysis.changes import Difference, RateChange, differences, frozen_layers, rate_changes
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.losses import loss_label
from reportgen.knowledge.metrics import metric_label
from reportgen.knowledge.optimizers import optimizer_entry
from reportgen.records.run import Change, Ending, Run
from reportgen.records.values import as_float
from reportgen.sections.facts import Fact
from reportgen.sections.numerals import count, measured, rate

_NAMES_SHOWN = 4
_RATES_SHOWN = 3


def ending_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield why the training stopped and which weights it left, as recorded."""
    ending, asked = run.stored.run.ending, _epochs_asked(run.stored.run)
    if ending is None or not run.outcome.epochs_run:
        return
    last = run.stored.epochs[-1].epoch
    yield Fact("Ended", _reason(ending, last, f" of {asked}" if asked else ""))
    yield Fact("Weights kept", _kept(ending, last))


def _epochs_asked(run: Run) -> object:
    epochs = run.training.epochs if run.training else None
    return epochs.value if epochs else None


def _reason(ending: Ending, last: int, of_all: str) -> str:
    if ending.reason == "early_stopping":
        return f"by early stopping after epoch {last}{of_all}{_best(ending)}"
    if ending.reason == "nan":
        return f"after epoch {last}{of_all}, as the loss was not a finite number"
    if ending.reason == "stopped":
        return f"by a callback of the program after epoch {last}{of_all}"
    return f"after all {last} epochs" if last > 1 else "after its one epoch"


def _best(ending: Ending) -> str:
    if ending.monitor is None or ending.best_epoch is None or ending.best_value is None:
        return ""
    prefix = "validation " if ending.monitor.startswith("val_") else ""
    name = metric_label(ending.monitor)
    name = f"{prefix}{name[0].lower()}{name[1:]}" if not name[1:2].isupper() else f"{prefix}{name}"
    patience = f", patience {ending.patience}" if ending.patience is not None else ""
    return f": best {name} {measured(as_float(ending.best_value))} in epoch {ending.best_epoch}{patience}"


def _kept(ending: Ending, last: int) -> str:
    if ending.kept_epoch is None:
        return "unknown"
    if ending.kept_by == "early_stopping" and ending.kept_epoch != last:
        return f"of epoch {ending.kept_epoch}, restored by early stopping"
    if ending.kept_by == "loading":
        return f"of epoch {ending.kept_epoch}, saved then and loaded after the training"
    return f"of the last epoch, {last}"


def frozen_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield which layers were frozen when the training began, and what was left to train."""
    model = run.stored.run.model
    frozen = frozen_layers(model) if model else ()
    if model and frozen:
        trained = f"{count(model.trainable_parameters)} of {count(model.parameters)}"
        yield Fact("Trained parameters", f"{trained}; {_listed(tuple(layer.name for layer in frozen))} frozen")


def change_facts(run: NumberedRun, continued: NumberedRun | None) -> Iterator[Fact]:
    """Yield what changed during the training, and since the training it continues."""
    record = run.stored.run
    during = [*_rates(rate_changes(run.stored)), *(_change(change) for change in record.changes)]
    if during:
        yield Fact("Changed during training", "; ".join(during))
    since = differences(record, continued.stored.run) if continued else ()
    if since and continued:
        yield Fact(f"Changed since model {continued.number}", "; ".join(_difference(item) for item in since))


def _rates(changes: tuple[RateChange, ...]) -> Iterator[str]:
    if len(changes) > _RATES_SHOWN:
        first, last = changes[0], changes[-1]
        yield f"learning rate {len(changes)} times, from {rate(first.before)} to {rate(last.after)}"
        return
    for change in changes:
        yield f"learning rate {rate(change.before)} → {rate(change.after)} in epoch {change.epoch}"


def _change(change: Change) -> str:
    if change.subject == "trainable":
        return f"{change.name} {'thawed' if change.after else 'frozen'} in epoch {change.epoch}"
    before, after = _optimizer(change.before), _optimizer(change.after)
    return f"compiled anew in epoch {change.epoch}, {before} → {after}"


def _optimizer(described: object) -> str:
    if not isinstance(described, dict):
        return "no optimizer"
    name, began = optimizer_entry(str(described.get("type"))).name, described.get("learning_rate")
    return f"{name} {rate(began)}" if isinstance(began, int | float) else name


def _difference(item: Difference) -> str:
    if item.subject in ("frozen", "thawed"):
        return f"{_listed(item.names)} {item.subject}"
    if item.subject == "compiled":
        return "compiled anew"
    label = {"optimizer": "optimizer", "learning_rate": "learning rate", "loss": "loss", "batch_size": "batch size"}
    return f"{label[item.subject]} {_value(item, item.before)} → {_value(item, item.after)}"


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMES_SHOWN
    return ", ".join(names[:_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _value(item: Difference, value: object) -> str:
    if isinstance(value, float):
        return rate(value) if math.isfinite(value) else str(value)
    if item.subject == "optimizer":
        return optimizer_entry(str(value)).name
    return ", ".join(loss_label(name) for name in str(value).split(", ")) if item.subject == "loss" else str(value)
