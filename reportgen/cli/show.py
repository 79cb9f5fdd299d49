"""`reportgen show`: everything about one run, in the terminal."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.records.model import Model
    from reportgen.records.run import Run
    from reportgen.sections.facts import Fact
    from reportgen.store.reading import StoredRun

_DEEPEST = 20


@click.command()
@click.option(
    "--runs",
    type=FOLDER,
    default=Path("runs"),
    show_default=True,
    help="Where the runs are kept: a folder or a report.",
)
@click.argument("run")
@output_options
@click.pass_obj
def show(messages: Messages, /, runs: Path, run: str) -> None:
    """Show one run: its data, training, platform, layers and epochs.

    RUN is a number as 'reportgen list' shows it, an id or its beginning, or a name.

    \b
    reportgen show 3
    reportgen show MLP5layers
    reportgen show 20260926T1350 --runs old/runs
    reportgen show 3 --runs report.pdf
    """
    from reportgen.archive.opening import opened
    from reportgen.cli.writing import problem_line

    with opened([runs]) as records:
        library = records.library()
    stored = find_run(library.runs, run)
    for problem in library.problems:
        if problem.path.is_relative_to(stored.folder):
            messages.warning(problem_line(problem))
    _print_run(stored)


def find_run(runs: "Iterable[StoredRun]", wanted: str) -> "StoredRun":
    """Return the run whose id, number, name or beginning of an id is `wanted`.

    Raises UsageError if there is none or more than one, naming those there are.
    """
    numbered = {str(number): stored for number, stored in enumerate(runs, start=1)}
    by_name = [stored for stored in numbered.values() if stored.run.name == wanted]
    by_id = [stored for stored in numbered.values() if wanted and stored.run.id.startswith(wanted)]
    exact = [stored for stored in by_id if stored.run.id == wanted]
    for found in (exact, [numbered[wanted]] if wanted in numbered else [], by_name, by_id):
        if len(found) == 1:
            return found[0]
        if found:
            these = ", ".join(f"{number} ({item.run.id})" for number, item in numbered.items() if item in found)
            raise UsageError(f"{len(found)} runs are called {wanted!r}: {these}. Name one by its number or id")
    raise UsageError(f"no run {wanted!r}; there are numbers 1 to {len(numbered)}: see 'reportgen list'")


def _print_run(stored: "StoredRun") -> None:
    from reportgen.cli.tables import print_facts
    from reportgen.sections.facts import dataset_facts, platform_facts, training_facts

    run = stored.run
    print_facts(run.name, _about(run, stored.folder))
    print_facts("Dataset", _pairs(dataset_facts(run)))
    print_facts("Training", _pairs(training_facts(run)))
    print_facts("Evaluations", _evaluations(run))
    print_facts("Platform", _pairs(platform_facts(run)))
    if run.model:
        _print_layers(run.model)
    if stored.epochs:
        _print_epochs(stored)


def _about(run: "Run", folder: Path) -> Iterator[tuple[str, str]]:
    yield "Id", run.id
    yield "Folder", str(folder)
    failure = (run.failure.type, run.failure.message) if run.failure else ()
    yield "State", ": ".join(filter(None, (run.state, *failure)))
    for frame in run.failure.frames if run.failure else ():
        yield "", frame
    if run.parent:
        yield "Nested in" if run.parent.relation == "nested" else "Continues", run.parent.run_id


def _pairs(facts: "Iterable[Fact]") -> Iterator[tuple[str, str]]:
    for fact in facts:
        yield fact.label, fact.value
        for detail in fact.details:
            yield f"  {detail.label}", detail.value


def _evaluations(run: "Run") -> Iterator[tuple[str, str]]:
    from reportgen.records.values import as_float
    from reportgen.sections.numerals import measured

    for evaluation in run.evaluations:
        values = (f"{name} {measured(as_float(value))}" for name, value in evaluation.metrics.items())
        yield f"{evaluation.data} data", ", ".join(values)


def _print_layers(model: "Model") -> None:
    from reportgen.cli.tables import print_heading, print_table
    from reportgen.sections.numerals import count

    print_heading(f"Layers, {count(model.parameters)} parameters")
    heads = ("№", "Layer (type)", "Output shape", "#Parameters", "Inbound layers")
    rows = (
        (
            str(number),
            f"{'· ' * min(layer.depth, _DEEPEST)}{layer.name} ({layer.type})",
            ", ".join(str(shape[1:]) for shape in layer.output_shapes).replace("None", "?"),
            count(layer.parameters),
            ", ".join(layer.inbound),
        )
        for number, layer in enumerate(model.layers)
    )
    print_table(heads, rows, right=(0, 3))


def _print_epochs(stored: "StoredRun") -> None:
    from reportgen.cli.tables import print_heading, print_table
    from reportgen.records.values import as_float
    from reportgen.sections.numerals import MISSING, duration, measured

    names = tuple(dict.fromkeys(name for epoch in stored.epochs for name in epoch.metrics))
    print_heading("Epochs")
    rows = (
        (
            str(epoch.epoch),
            *(measured(as_float(epoch.metrics[name])) if name in epoch.metrics else MISSING for name in names),
            measured(as_float(epoch.learning_rate)) if epoch.learning_rate is not None else MISSING,
            duration(epoch.duration_seconds),
        )
        for epoch in stored.epochs
    )
    print_table(("№", *names, "learning rate", "time"), rows, right=range(len(names) + 3))
