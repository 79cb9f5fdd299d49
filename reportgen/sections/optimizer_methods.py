"""The optimizers and the schedules of learning rates that the runs used, as pages of their own."""

from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.methods import Parameter, is_on, names_of_what_is_on
from reportgen.knowledge.optimizer_table import OptimizerEntry
from reportgen.knowledge.optimizers import entry_of, keys_of, references_of, schedule_words
from reportgen.knowledge.schedules import schedule_entry, schedule_switches
from reportgen.knowledge.step_options import LOSS_SCALING, STEP_OPTIONS, StepOption
from reportgen.knowledge.wording import text_of
from reportgen.language import _
from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting
from reportgen.sections.methods import Block, Method, Use, block, of_the_program, parameter_rows, variant_blocks
from reportgen.sections.numerals import value_text
from reportgen.sections.run_links import model_links

# No report has as many; a damaged record may.
_METHODS_SHOWN = 100


class _Used(msgspec.Struct, frozen=True):
    run: NumberedRun
    optimizer: Optimizer


def optimizer_methods(runs: Sequence[NumberedRun]) -> tuple[Method, ...]:
    """Return a page for each optimizer, in the order of their first use."""
    used: dict[tuple[str, OptimizerEntry], list[_Used]] = {}
    for run in runs:
        for optimizer in _optimizers_of(run):
            used.setdefault((optimizer.type, entry_of(optimizer)), []).append(_Used(run, optimizer))
    listed = list(used.items())[:_METHODS_SHOWN]
    return tuple(_method(entry, items, place) for place, ((_, entry), items) in enumerate(listed, start=1))


def _optimizers_of(run: NumberedRun) -> Iterator[Optimizer]:
    training = run.stored.run.training
    if training and training.optimizer:
        yield training.optimizer
    if training:
        yield from training.optimizers.values()


def _method(entry: OptimizerEntry, items: Sequence[_Used], place: int) -> Method:
    uses = [_use(entry, item) for item in items]
    options = [(option, runs) for option in STEP_OPTIONS if (runs := _runs_with(option, items))]
    known = _known_parameters(entry, items, [option for option, _ in options])
    scaled = [item.run for item in items if item.optimizer.loss_scaling]
    blocks = [*variant_blocks(uses), *(block(part.words, [], [], part.equations) for part in entry.parts)]
    blocks += [_option_block(option, runs, uses) for option, runs in options]
    blocks += [_option_block(LOSS_SCALING, scaled, uses)] if scaled else []
    return Method(
        title=_title(entry),
        anchor=f"optimizer-{place}",
        used_in=model_links(item.run for item in items),
        idea=_(entry.idea) if entry.idea else "",
        cited=tuple(dict.fromkeys(key for item in items for key in references_of(item.optimizer))),
        blocks=tuple(blocks),
        rows=parameter_rows(known, uses, dict.fromkeys(key for item in items for key in keys_of(item.optimizer))),
    )


def _title(entry: OptimizerEntry) -> str:
    is_known = entry != OptimizerEntry(entry.name)
    return _(entry.name) if is_known else of_the_program(entry.name)


def _use(entry: OptimizerEntry, item: _Used) -> Use:
    settings = dict(item.optimizer.settings)
    rate, schedule = settings.get("learning_rate"), item.optimizer.schedule
    if schedule is not None:
        name = schedule_words(schedule).partition(":")[0]
        if rate and rate.value is not None:
            name = _("{schedule}, {rate} at the start").format(schedule=name, rate=value_text(rate.value))
        settings["learning_rate"] = Setting(value=name, origin="set")
    variant = entry.rule(names_of_what_is_on(item.optimizer.settings)) if entry.rule else None
    return Use(item.run, settings, variant)


def _runs_with(option: StepOption, items: Sequence[_Used]) -> list[NumberedRun]:
    # Muon has a decay of its own for what Adam updates.
    keys = (option.key, f"adam_{option.key}")
    return [item.run for item in items if any(is_on(item.optimizer.settings.get(key)) for key in keys)]


def _option_block(option: StepOption, runs: Sequence[NumberedRun], uses: Sequence[Use]) -> Block:
    return block(option.words, runs, uses, option.equations, option.references)


def _known_parameters(entry: OptimizerEntry, items: Sequence[_Used], options: Sequence[StepOption]) -> list[Parameter]:
    """Return the parameters of the method, of the options that are on, and what else is known and was chosen."""
    chosen = {key for item in items for key in keys_of(item.optimizer)}
    of_options = [parameter for option in options for parameter in option.parameters]
    further = [*entry.further, *(parameter for option in STEP_OPTIONS for parameter in option.parameters)]
    listed = [*entry.parameters, *of_options, *(parameter for parameter in further if parameter.key in chosen)]
    found: dict[str, Parameter] = {}
    for parameter in listed:
        found.setdefault(parameter.key, parameter)
    return list(found.values())


def schedule_methods(runs: Sequence[NumberedRun]) -> tuple[Method, ...]:
    """Return what is said of each schedule of learning rates, in the order of their first use."""
    used: dict[tuple[str, bool], list[tuple[NumberedRun, Component]]] = {}
    for run in runs:
        for optimizer in _optimizers_of(run):
            schedule = optimizer.schedule
            if schedule is not None:
                key = (schedule.type, schedule_entry(schedule) is None)
                used.setdefault(key, []).append((run, schedule))
    listed = list(used.values())[:_METHODS_SHOWN]
    return tuple(_schedule(items, place) for place, items in enumerate(listed, start=1))


def _schedule(items: Sequence[tuple[NumberedRun, Component]], place: int) -> Method:
    entry = schedule_entry(items[0][1])
    uses = [
        Use(run, schedule.settings, entry.rule(schedule_switches(schedule)) if entry else None)
        for run, schedule in items
    ]
    others = () if entry else dict.fromkeys(key for _, schedule in items for key in schedule.settings)
    return Method(
        title=_(entry.name) if entry else of_the_program(text_of(items[0][1].type)),
        anchor=f"schedule-{place}",
        used_in=model_links(run for run, _ in items),
        idea=_(entry.idea) if entry else "",
        cited=entry.references if entry else (),
        blocks=tuple(variant_blocks(uses)),
        rows=parameter_rows(entry.parameters if entry else (), uses, others),
    )
