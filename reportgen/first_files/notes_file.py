"""The text of a notes.md that already refers to the runs: with values, parts of the report and references by name.

Takes the names of a report, or None where nothing is recorded yet; what these runs have nothing for is not referred to.
"""

import textwrap
from collections.abc import Iterator

from reportgen.language import _
from reportgen.notes.named_runs import Missing, NamedRun
from reportgen.notes.namespace import Namespace

_WIDTH = 110
# The paper that a sentence on an optimizer cites.
_PAPERS = {"Adam": "kingma2015", "AdamW": "loshchilov2019", "RMSprop": "tieleman2012", "Adagrad": "duchi2011"}


def notes_text(namespace: Namespace | None) -> str:
    """Return the text of notes.md, in the language that is spoken."""
    parts = [_explanation(), *(_first_notes() if namespace is None else _notes(_Referred(namespace)))]
    return "\n\n".join(parts) + "\n"


class _Referred:
    """What can be referred to in these runs: `called` is the run that most is said of, "best" if one is."""

    def __init__(self, namespace: Namespace) -> None:
        self.listed = {item.expression for item in namespace.listing()}
        ranked = next((f"{name}." for name in ("best", "last") if self._is_run(namespace, name)), "last.")
        self.called = ranked.removesuffix(".")
        self.run: NamedRun = namespace.value(self.called)
        self.other = self._other(namespace)

    @staticmethod
    def _is_run(namespace: Namespace, name: str) -> bool:
        return any(item.expression == name and item.shown[:1].isdigit() for item in namespace.listing())

    def _other(self, namespace: Namespace) -> tuple[str, NamedRun] | None:
        """Return another run, called by its name if no other has it."""
        others = [run for run in namespace.runs if run.numbered.number != self.run.numbered.number]
        names = [run.numbered.stored.run.name for run in namespace.runs]
        for run in others:
            name = run.numbered.stored.run.name
            if names.count(name) == 1 and name.isprintable() and not set(name) & set('"\\{}'):
                return f'run("{name}")', run
        return (f"run({others[0].numbered.number})", others[0]) if others else None

    def has(self, *values: str) -> bool:
        """Return True if all these values of the run are known."""
        return not any(isinstance(self.run.get(value), Missing) for value in values)


def _explanation() -> str:
    lines = (
        _("Your words. They become the front of the report: each heading of the first level begins a section."),
        _("What stands between {{ and }} is printed as the records have it now; reportgen names lists all there is."),
        _("Figures and tables stand in a line of their own; ref() prints their numbers; [@kingma2015] cites a paper."),
        _("Formulas stand between dollar signs. What is in italics is for you to write; delete what you do not need."),
    )
    return "<!--\n" + "\n".join(line for text in lines for line in textwrap.wrap(text, _WIDTH)) + "\n-->"


def _first_notes() -> Iterator[str]:
    """Yield notes that can be printed whatever will be recorded."""
    yield "# " + _("The task")
    yield _italic(_("What was to be done, with which data, and what did you expect?"))
    yield "# " + _("Results")
    yield _filled(
        _("The last model is {name}: {parameters} parameters, trained for {epochs} epochs."),
        name="last.name",
        parameters="last.parameters | default",
        epochs="last.epochs | default",
    )
    yield "# " + _("Discussion")
    yield _italic(_("What do the results tell? What would you try next?"))


def _notes(referred: _Referred) -> Iterator[str]:
    yield "# " + _("The task")
    yield _italic(_("What was to be done, with which data, and what did you expect?"))
    yield from _data(referred)
    yield "# " + _("Results")
    yield from _results(referred)
    yield from _figures(referred)
    yield from _experiment(referred)
    yield "# " + _("Discussion")
    yield _italic(_("What do the results tell? What would you try next?"))
    yield from _method(referred)


def _data(referred: _Referred) -> Iterator[str]:
    called = referred.called
    if referred.has("dataset", "training_samples"):
        yield _filled(
            _("The data set is {data}, with {samples} samples to train with."),
            data=f"{called}.dataset",
            samples=f"{called}.training_samples",
        )


def _results(referred: _Referred) -> Iterator[str]:
    called = referred.called
    if 'table("leaderboard")' in referred.listed:
        yield _filled(
            _("{table} shows the models from the best to the worst; {number} were trained."),
            table='ref(table("leaderboard"))',
            number="runs | length",
        )
        yield '{{ table("leaderboard", top=5) }}'
    measure = "test_accuracy" if referred.has("test_accuracy") else "test_loss"
    if called == "best" and referred.has(measure, "parameters", "epochs"):
        sentence = (
            _("The best is {name}: a test accuracy of {result} with {parameters} parameters, after {epochs} epochs.")
            if measure == "test_accuracy"
            else _("The best is {name}: a test loss of {result} with {parameters} parameters, after {epochs} epochs.")
        )
        yield _filled(
            sentence,
            name="best.name",
            result=f"best.{measure}",
            parameters="best.parameters",
            epochs="best.epochs",
        )
    if referred.other and not isinstance(referred.other[1].get("epochs"), Missing):
        other = referred.other[0]
        yield _filled(_("{name} was trained for {epochs} epochs."), name=f"{other}.name", epochs=f"{other}.epochs")


def _figures(referred: _Referred) -> Iterator[str]:
    called = referred.called
    shown = {
        "accuracy": _("{figure} shows how it learned."),
        "confusion": _("{figure} shows which classes it takes for which."),
    }
    for name, sentence in shown.items():
        figure = f'figure("{name}", run={called})'
        if figure in referred.listed:
            yield _filled(sentence, figure=f"ref({figure})")
            yield f"{{{{ {figure} }}}}"


def _experiment(referred: _Referred) -> Iterator[str]:
    found = next((item for item in sorted(referred.listed) if item.startswith("experiment(")), None)
    if found:
        yield "## " + _("What made a difference")
        yield _filled(_("Runs that differ in one thing are compared in {experiment}."), experiment=f"ref({found})")
        yield f"{{{{ {found} }}}}"


def _method(referred: _Referred) -> Iterator[str]:
    if not referred.has("optimizer"):
        return
    paper = _PAPERS.get(str(referred.run.get("optimizer")))
    cited = f" [@{paper}]" if paper else ""
    optimizer = f"{{{{ {referred.called}.optimizer }}}}{cited}"
    if 'section("algorithms")' in referred.listed:
        yield _filled(
            _("The weights were found by {optimizer}; {section} has its equations."),
            optimizer=optimizer,
            section='ref(section("algorithms"))',
        )


def _italic(text: str) -> str:
    return f"*{text}*"


def _filled(sentence: str, **expressions: str) -> str:
    """Return `sentence` with its places taken by expressions between {{ and }}; what has its own is taken as it is."""
    taken = {name: text if "{{" in text else f"{{{{ {text} }}}}" for name, text in expressions.items()}
    return sentence.format(**taken)
