"""Values by name: what they are, how they are printed, and what nobody can reach with them."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.errors import NotesError
from reportgen.language import speaking
from reportgen.notes.expressions import Expressions, text_of
from reportgen.notes.namespace import Namespace
from reportgen.notes.run_values import RUN_VALUES
from reportgen.sections.report import Report, make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import regression_run, sample_run, write_store


@pytest.fixture(scope="module")
def printed(report: Report):
    expressions = Expressions(Namespace(report))
    return lambda text: text_of(expressions.evaluate(text)).replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("best.test_accuracy", "99.02 %"),
        ("best.parameters", "1 199 882"),
        ("worst.name", "MLP2layers"),
        ('run("MLP5layers").learning_rate', "0.01"),
        ('run("20261121T1202").name', "MLP5layers"),
        ("run(3).duration", "1 min 5 s"),
        ("runs | length", "5"),
        ('runs | map("number") | join(", ")', "1, 2, 3, 4, 5"),
        ('runs | map("test_accuracy") | max', "99.02 %"),
        ('runs | map("parameters") | mean', "1 039 370"),
        ('best.metric("accuracy", on="training")', "99.40 %"),
        ('best.setting("beta_1")', "0.9"),
        ('best["epochs"]', "5"),
        ('"good" if best.test_accuracy > 0.99 else "bad"', "good"),
    ],
)
def test_a_name_is_printed_as_the_pages_print_it(printed, expression, text):
    assert printed(expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("best.test_accuracy - worst.test_accuracy", "8.90 %"),
        ("(best.test_accuracy - worst.test_accuracy) | signed", "+8.90 %"),
        ("(worst.test_accuracy - best.test_accuracy) | signed", "−8.90 %"),
        ("best.duration / 5", "2 min 52 s"),
        ("2 * best.epochs", "10"),
        ("-best.epochs", "−5"),
        ("best.parameters / worst.parameters", "1.792"),
        ("best.test_accuracy | digits(1)", "99.0 %"),
        ("best.test_loss | digits(2)", "0.04"),
        ("0.25 | percent(0)", "25 %"),
        ("90 | duration", "1 min 30 s"),
        ("1 / 4", "0.25"),
    ],
)
def test_a_value_stays_a_number_of_its_kind(printed, expression, text):
    assert printed(expression).replace("-", "−") == text


def test_numbers_follow_the_language(printed):
    with speaking("de"):
        assert printed("best.test_accuracy") == "99,02 %"
        assert printed("best.test_accuracy | digits(1)") == "99,0 %"


def test_a_value_that_the_record_lacks_is_an_error_unless_something_stands_in_its_place(printed):
    assert printed('best.r2 | default("none")') == "none"
    assert printed("best.r2 | default") == "–"
    for text in ("best.r2", "best.r2 + 1", "best.r2 | digits", 'best.metric("accuracy", on="test")'):
        with pytest.raises(NotesError, match=r"the record of model 2 .* has no .*default"):
            printed(text)


@pytest.mark.parametrize(
    ("expression", "word", "reason"),
    [
        ("bset.epochs", "bset", "unknown name 'bset', did you mean 'best'?"),
        ("best.tst_accuracy", "tst_accuracy", "did you mean 'test_accuracy'"),
        ('run("MLP2layers").epochs', "MLP2layers", r"2 runs are called 'MLP2layers': say run\(3\) or run\(4\)"),
        ('run("MLP5layer").epochs', "MLP5layer", "did you mean 'MLP5layers'"),
        ("run(9)", "9", "no run '9' among the numbers 1 to 5"),
        ('table("sumary")', "sumary", "did you mean 'summary'?"),
        ('table("classes")', "classes", "of which run"),
        ('table("summary", top=0)', "top", "a number of rows, from 1"),
        ('figure("confusion")', "confusion", r"figure\('confusion', run=best\)"),
        ('figure("confsion", run=best)', "confsion", "did you mean 'confusion'?"),
        ('experiment("batch_size")', "batch_size", "no experiment"),
        ('section("sumary")', "sumary", "did you mean 'summary'?"),
        ('best.setting("bta_1")', "bta_1", "did you mean 'beta_1'"),
        ("best.epochs | digit", "digit", "did you mean 'digits'?"),
        ("best.epochs is odd", "odd", "there is no test"),
        ("best.name + 1", "", "needs numbers"),
        ("runs", "", "map"),
        ("best.epochs / 0", "", "division by zero"),
        ("1 2", "", "not expected"),
        ("best.", "", "expected name"),
        ("", "", "nothing stands between"),
    ],
)
def test_a_mistake_is_told_with_the_nearest_names(printed, expression, word, reason):
    with pytest.raises(NotesError, match=reason) as raised:
        printed(expression)
    assert raised.value.word == word


@pytest.fixture
def namespace_of(tmp_path: Path) -> Callable[..., Namespace]:
    return lambda *runs: Namespace(make_report(read_library([write_store(tmp_path / "runs", runs)]), Settings()))


def test_the_only_run_that_completed_with_a_number_is_the_best_and_the_worst(namespace_of) -> None:
    namespace = namespace_of(sample_run("a"), sample_run("b", state="failed", seed=1))
    expressions = Expressions(namespace)
    assert [text_of(expressions.evaluate(name)) for name in ("best", "worst")] == ["a", "a"]
    shown = {item.expression: item.shown for item in namespace.listing()}
    assert (shown["best"], shown["worst"]) == ("1: a", "1: a")
    assert "best.test_accuracy" in shown


@pytest.mark.parametrize(
    ("runs", "reason"),
    [
        ([sample_run(state="failed")], "no run completed with a number to compare it by"),
        ([regression_run(), sample_run(epochs=1, seed=1)], "no number compares the 2 runs that completed with one"),
    ],
)
def test_it_is_said_why_no_run_is_the_best(namespace_of, runs, reason) -> None:
    with pytest.raises(NotesError, match=reason):
        namespace_of(*runs).value("best")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ('table("leaderboard")', "'leaderboard': it ranks three runs or more, not 2"),
        ('figure("costs")', "there is nothing for the figure 'costs'"),
        ('figure("cost")', "there is no figure 'cost', did you mean 'costs'"),
        ('table("left_out")', "'left_out': all records could be read"),
        ('table("classes", run=best)', "'classes' of model 2 .*: none of its predictions are kept"),
    ],
)
def test_it_is_said_why_there_is_nothing_for_a_table_or_figure(namespace_of, expression, reason) -> None:
    namespace = namespace_of(sample_run("a"), sample_run("a", seed=1, epochs=1))
    with pytest.raises(NotesError, match=reason):
        Expressions(namespace).evaluate(expression)


HOSTILE = [
    "best.__class__",
    "best.numbered.stored.folder",
    '"".__class__.__mro__[1].__subclasses__()',
    '"%s" % best',
    '"{0.__class__}".format(best)',
    '"a" * 1000000000',
    "10 ** 10 ** 10",
    "range(1000000000)",
    "lipsum(n=100000)",
    "cycler.__init__.__globals__.os",
    "self.__init__",
    "run.__globals__",
    "run.__self__",
    'best | attr("__class__")',
    'runs | map(attribute="__class__")',
    '[1] | map("x") | join',
    "(" * 400 + "1" + ")" * 400,
    "*".join(["999999999999999"] * 60),
    "runs[0:1]",
    '{"a": 1}',
    "best.get",
    "ref(ref)",
    "-" * 900 + "1",
    "[" * 300,
]


@pytest.mark.parametrize("expression", HOSTILE)
def test_an_expression_reaches_nothing_but_the_names(printed, expression):
    began = time.process_time()
    with pytest.raises(NotesError):
        printed(expression)
    assert time.process_time() - began < 2


def test_every_listed_expression_can_be_written(report, printed):
    listed = [*Namespace(report).listing()]
    names = {item.expression for item in listed}
    assert {"best", "best.test_accuracy", 'table("leaderboard")', 'figure("confusion", run=best)'} <= names
    assert {f"best.{name}" for name in RUN_VALUES} <= names
    expressions = Expressions(Namespace(report))
    for item in listed:
        if item.shown != "–":
            expressions.evaluate(item.expression)
    shown = {item.expression: item.shown.replace("\N{NARROW NO-BREAK SPACE}", " ") for item in listed}
    assert shown["best.test_accuracy"] == printed("best.test_accuracy")
