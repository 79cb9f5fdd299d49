"""Section "Learning algorithms": each optimizer with its update rule, the schedules, the losses, the callbacks."""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.callbacks import callback_words
from reportgen.knowledge.losses import loss_entry, loss_references
from reportgen.knowledge.methods import names_of_what_is_on
from reportgen.language import N_, _
from reportgen.records.training import Component
from reportgen.sections.methods import Method, Use, of_the_program, parameter_rows, variant_blocks
from reportgen.sections.names import clip, short_name
from reportgen.sections.optimizer_methods import optimizer_methods, schedule_methods
from reportgen.sections.repeating import Link
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.run_links import model_links

TITLE = N_("Learning algorithms")

# No report has as many; a damaged record may.
_LOSSES_SHOWN = 100
_CALLBACKS_SHOWN = 100
# What a loss has whatever it computes.
_MACHINERY = frozenset({"axis", "dtype", "fn", "name"})


class CallbackRow(msgspec.Struct, frozen=True):
    """What a callback did, with the models it did it in; `words` are empty for one that is only named."""

    name: str
    words: str
    used_in: tuple[Link, ...]


class MethodGroup(msgspec.Struct, frozen=True):
    """Methods, or callbacks, below a heading of their own."""

    title: str
    anchor: str
    methods: tuple[Method, ...] = ()
    callbacks: tuple[CallbackRow, ...] = ()


class Algorithms(Content, msgspec.Struct, frozen=True):
    """The optimizers, each with a heading, and the groups after them."""

    optimizers: tuple[Method, ...]
    groups: tuple[MethodGroup, ...]
    has_several_losses: bool

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line an optimizer, one a group."""
        optimizers = (Entry(method.title, method.anchor) for method in self.optimizers)
        return (*optimizers, *(Entry(group.title, group.anchor) for group in self.groups))

    @property
    def references(self) -> tuple[str, ...]:
        """The papers of the optimizers, then those of the schedules and losses."""
        return tuple(key for method in self._methods for key in method.references)

    @property
    def has_defaults(self) -> bool:
        """Whether a value in a table was Keras's choice."""
        return any(method.has_defaults for method in self._methods)

    @property
    def _methods(self) -> tuple[Method, ...]:
        return (*self.optimizers, *(method for group in self.groups for method in group.methods))


def build(report: Report) -> Algorithms | None:
    """Build the section; None if no run recorded how it was trained. In brief reports, without losses and callbacks."""
    optimizers = optimizer_methods(report.runs)
    groups = [_schedules(report.runs)]
    if report.settings.detail != "brief":
        groups += [_losses(report.runs), _callbacks(report.runs)]
    found = tuple(group for group in groups if group.methods or group.callbacks)
    several = any(run.stored.run.training and len(run.stored.run.training.losses) > 1 for run in report.runs)
    return Algorithms(optimizers, found, several) if optimizers or found else None


def _schedules(runs: Sequence[NumberedRun]) -> MethodGroup:
    return MethodGroup(_("Learning rate schedules"), "schedules", schedule_methods(runs))


def _losses(runs: Sequence[NumberedRun]) -> MethodGroup:
    used: dict[tuple[str, bool], list[tuple[NumberedRun, Component]]] = {}
    for run, loss in _losses_of(runs):
        entry = loss_entry(loss)
        used.setdefault((entry.name if entry else loss.type, entry is None), []).append((run, loss))
    methods = [_loss(items, place) for place, items in enumerate(used.values(), start=1)]
    return MethodGroup(_("Losses"), "losses", tuple(methods[:_LOSSES_SHOWN]))


def _losses_of(runs: Sequence[NumberedRun]) -> Iterator[tuple[NumberedRun, Component]]:
    for run in runs:
        training = run.stored.run.training
        yield from ((run, loss) for loss in (training.losses if training else ()))


def _loss(items: Sequence[tuple[NumberedRun, Component]], place: int) -> Method:
    entry = loss_entry(items[0][1])
    uses = [
        Use(run, loss.settings, entry.rule(names_of_what_is_on(loss.settings)) if entry else None)
        for run, loss in items
    ]
    settings = [pair for _, loss in items for pair in loss.settings.items() if pair[0] not in _MACHINERY]
    chosen = dict.fromkeys(key for key, setting in settings if entry is None or setting.origin != "default")
    further = [parameter for parameter in entry.further if parameter.key in chosen] if entry else []
    return Method(
        title=_(entry.name) if entry else of_the_program(items[0][1].type),
        anchor=f"loss-{place}",
        used_in=model_links(run for run, _ in items),
        idea=_(entry.use) if entry else "",
        cited=tuple(dict.fromkeys(key for _, loss in items for key in loss_references(loss))),
        blocks=tuple(variant_blocks(uses)),
        rows=parameter_rows([*(entry.parameters if entry else ()), *further], uses, chosen),
    )


def _callbacks(runs: Sequence[NumberedRun]) -> MethodGroup:
    """Return what each callback does, those that are only named last."""
    used: dict[tuple[str, str], list[NumberedRun]] = {}
    for run in runs:
        training = run.stored.run.training
        for callback in training.callbacks if training else ():
            used.setdefault((callback.type, callback_words(callback)), []).append(run)
    rows = [
        CallbackRow(short_name(name), clip(words), model_links(found))
        for (name, words), found in sorted(used.items(), key=lambda item: not item[0][1])
    ]
    return MethodGroup(_("Callbacks"), "callbacks", callbacks=tuple(rows[:_CALLBACKS_SHOWN]))
