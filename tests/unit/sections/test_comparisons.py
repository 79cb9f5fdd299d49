"""The sections that compare runs print what numpy finds, and link to where the runs stand."""

import re

import numpy as np
import pytest
from msgspec.structs import replace as replaced

from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.records.dataset import Array, Dataset, Split
from reportgen.records.training import Component
from reportgen.records.values import Setting
from reportgen.sections import (
    architectures,
    comparison,
    datasets,
    experiments,
    further_models,
    leaderboard,
    remarks,
    summary,
)
from reportgen.sections.report import Report, make_report
from reportgen.setting_values import REMARKS
from reportgen.settings import Settings
from reportgen.store.reading import Library, StoredRun
from tests.unit.analysis.small_experiments import net, trained, training
from tests.unit.analysis.small_runs import dataset_with_test_as_validation, stored


def report(*runs: StoredRun, **settings: object) -> Report:
    return make_report(Library(runs), Settings(**settings))  # type: ignore[arg-type]


def by_batch_size() -> list[StoredRun]:
    """Three batch sizes, the middle one three times."""
    sizes = (16, 64, 64, 64, 256)
    accuracies = (0.9, 0.91, 0.94, 0.95, 0.8)
    return [
        trained(minute, how=training(batch_size=size), accuracy=accuracy)
        for minute, (size, accuracy) in enumerate(zip(sizes, accuracies, strict=True))
    ]


def test_the_table_of_a_factor_holds_means_deviations_and_runs() -> None:
    content = experiments.build(report(*by_batch_size()))
    assert content is not None
    (shown,) = content.experiments
    assert (shown.title, shown.factor, shown.across) == ("Batch size", "Batch size", True)
    assert shown.measures == ("Test accuracy", "Test loss", "Training time")
    assert [level.label for level in shown.levels] == ["16", "64", "256"]
    middle = shown.levels[1]
    repeated = np.array([0.91, 0.94, 0.95])
    assert middle.values[0].text == f"{100 * repeated.mean():.2f}\u202f%"
    assert middle.values[0].spread == f"± {100 * repeated.std(ddof=1):.2f}, n=3"
    assert middle.values[1].text == f"{(2 * (1 - repeated)).mean():.4f}"
    assert middle.values[2].text == "12\u202fs"
    assert [link.anchor for link in middle.runs] == ["run-2", "run-3", "run-4"]
    assert [level.values[0].best for level in shown.levels] == [False, True, False]
    assert [level.values[1].best for level in shown.levels] == [False, True, False]
    assert not any(level.values[2].best for level in shown.levels)


def test_the_sentence_says_what_is_the_same() -> None:
    content = experiments.build(report(*by_batch_size()))
    assert content is not None
    assert content.experiments[0].sentence == (
        "Models 1 to 5 differ in one thing: batch size. All of them: Dense 64-10; activation relu; Adam; learning rate "
        "0.001; 10 epochs."
    )


def test_the_rates_of_different_optimizers_are_told() -> None:
    used = [("Adam", 0.001), ("Nadam", 0.001), ("SGD", 0.01)]
    content = experiments.build(
        report(*(trained(place, how=training(name, rate=rate)) for place, (name, rate) in enumerate(used)))
    )
    assert content is not None
    assert "learning rate 0.001 (Adam, Nadam), 0.01 (SGD)" in content.experiments[0].shared


def test_a_grid_is_a_heat_map_with_every_value_in_its_place() -> None:
    pairs = [(batch, rate) for batch in (16, 32) for rate in (0.1, 0.01)]
    runs = [trained(place, how=training(batch_size=batch, rate=rate)) for place, (batch, rate) in enumerate(pairs)]
    content = experiments.build(report(*runs))
    assert content is not None
    figure = content.experiments[0].figure
    assert figure is not None
    heat = figure.parts[0].chart
    accuracies = [run.run.evaluations[0].metrics["accuracy"] for run in runs]
    # Rates run down the page from low to high; the runs took them from high to low, for each batch size in turn.
    expected = [[accuracies[1], accuracies[3]], [accuracies[0], accuracies[2]]]
    assert [[cell.value for cell in row] for row in heat.cells] == expected  # type: ignore[attr-defined]
    assert heat.rows == ("0.01", "0.1") and heat.columns == ("16", "32")  # type: ignore[attr-defined]


def test_a_cell_of_repeats_tells_how_many_and_which() -> None:
    pairs = [(batch, rate) for batch in (16, 32) for rate in (0.1, 0.01)] + [(16, 0.1)] * 3
    runs = [trained(place, how=training(batch_size=batch, rate=rate)) for place, (batch, rate) in enumerate(pairs)]
    content = experiments.build(report(*runs))
    assert content is not None and content.experiments[0].figure is not None
    cells = content.experiments[0].figure.parts[0].chart.cells  # type: ignore[attr-defined]
    accuracies = 100 * np.array([runs[place].run.evaluations[0].metrics["accuracy"] for place in (0, 4, 5, 6)], float)
    assert cells[1][0].text == f"{accuracies.mean():.2f} ± {accuracies.std(ddof=1):.2f}"
    assert [cell.note for row in cells for cell in row] == ["№ 2", "№ 4", "n=4, № 1, 5–7", "№ 3"]


def test_many_differences_give_a_table_of_only_what_differs() -> None:
    runs = [
        trained(0, net((8,)), training(batch_size=16)),
        trained(1, net((16, 4)), training(batch_size=32, rate=0.1)),
        trained(2, net((32,), activation="tanh"), training("SGD", batch_size=64)),
    ]
    content = experiments.build(report(*runs))
    assert content is not None and content.table is not None
    assert content.experiments == ()
    headings = tuple(heading.text for heading in content.table.headings)
    assert headings == ("Net", "Optimizer", "Learning rate", "Batch size", "Activation")
    best_first = sorted(runs, key=lambda run: -float(run.run.evaluations[0].metrics["accuracy"]))
    assert [row.runs[0].text for row in content.table.rows] == [str(runs.index(run) + 1) for run in best_first]
    assert [row.best for row in content.table.rows] == [True, False, False]


def test_nothing_is_said_of_experiments_where_nothing_differs() -> None:
    assert experiments.build(report(trained(0))) is None
    assert experiments.build(report(trained(0), trained(1, state="failed"))) is None


def test_repeats_alone_are_told_by_mean_and_deviation() -> None:
    accuracies = np.array([0.9, 0.92, 0.91])
    content = experiments.build(report(*(trained(place, accuracy=value) for place, value in enumerate(accuracies))))
    assert content is not None and content.table is not None
    (row,) = content.table.rows
    assert (row.result, row.spread) == ("91.00\u202f%", f"± {100 * accuracies.std(ddof=1):.2f}, n=3")


def test_runs_that_were_not_compared_are_named_with_their_reason() -> None:
    content = experiments.build(report(*by_batch_size(), trained(7, state="killed"), trained(8, state="failed")))
    assert content is not None
    assert content.notes == ("Not compared: model 6 (killed), model 7 (failed).",)


def test_the_leaderboard_ranks_by_the_printed_measure_and_marks_the_best() -> None:
    content = leaderboard.build(report(*by_batch_size(), trained(9, state="failed")))
    assert content is not None
    assert [(row.rank, row.number) for row in content.rows] == [
        ("1", 4), ("2", 3), ("3", 2), ("4", 1), ("5", 5), ("–", 6),
    ]  # fmt: skip
    assert content.columns == ("Training", "Validation", "Test")
    best = content.rows[0]
    assert [[number.text for number in numbers] for numbers in best.scores] == [
        ["97.00\u202f%", "0.0500"], ["94.00\u202f%"], ["95.00\u202f%", "0.1000"],
    ]  # fmt: skip
    assert all(number.best for numbers in best.scores for number in numbers)
    assert "failed in epoch 3" in content.rows[-1].remark
    assert leaderboard.build(report(*by_batch_size()[:2])) is None


def test_the_best_five_are_overlaid_in_styles_of_their_own() -> None:
    content = comparison.build(report(*(trained(place, net((place + 1,))) for place in range(8))))
    assert content is not None and content.curves is not None and content.costs is not None
    lines = content.curves.parts[0].chart.lines  # type: ignore[attr-defined]
    assert len({line.style for line in lines}) == 5
    ranked = report(*(trained(place, net((place + 1,))) for place in range(8))).ranking.runs
    assert [line.label for line in lines] == [f"Model {run.number}" for run in ranked[:5]]
    assert comparison.build(report(trained(0))) is None


def test_values_on_validation_data_are_not_the_best_of_a_column_of_test_data() -> None:
    on_test = [trained(place, accuracy=accuracy) for place, accuracy in enumerate((0.8, 0.9))]
    on_validation = trained(2, accuracy=0.95, evaluations=())
    shown = summary.build(report(*on_test, on_validation))
    assert [row.cells[0].best for row in shown.rows] == [False, True, False]
    assert "validation data are not compared" in shown.notes[0].text
    alike = summary.build(report(*on_test))
    assert [row.cells[0].best for row in alike.rows] == [False, True]
    assert alike.notes[0].text == "Best values in bold."


@pytest.mark.parametrize(("runs", "said"), [(11, "1 more run is not shown."), (12, "2 more runs are not shown.")])
def test_a_brief_leaderboard_says_how_many_it_leaves_out(runs: int, said: str) -> None:
    content = leaderboard.build(report(*(trained(place) for place in range(runs)), detail="brief"))
    assert content is not None
    assert (len(content.rows), content.notes[-1]) == (10, said)


def test_a_model_that_nobody_named_is_named_once_with_its_dropout() -> None:
    plain, named = (trained(place, net(dropout=0.5), name=name) for place, name in enumerate(("Dense 64-10", "mine")))
    content = leaderboard.build(report(plain, named, trained(2)))
    assert content is not None
    rows = {row.number: (row.name, row.words) for row in content.rows}
    assert rows[1] == ("Dense 64-10 · Dropout 0.5", "")
    assert rows[2] == ("mine", "Dense 64-10 · Dropout 0.5")


def test_nets_that_differ_in_their_dropout_have_titles_of_their_own() -> None:
    nets = (net(), net(dropout=0.5))
    runs = [
        trained(place, replaced(model, fingerprint=str(place)), name="Dense 64-10") for place, model in enumerate(nets)
    ]
    content = architectures.build(report(*runs))
    assert content is not None
    assert [page.title for page in content.architectures] == ["Dense 64-10", "Dense 64-10 · Dropout 0.5"]


def test_a_brief_report_has_the_architectures_of_the_best_models() -> None:
    runs = [trained(place, replaced(net((place + 1,)), fingerprint=str(place))) for place in range(5)]
    made = report(*runs, detail="brief")
    content = architectures.build(made)
    assert content is not None
    used = [link.text for page in content.architectures for link in page.used_in]
    assert used == [str(run.number) for run in made.detailed_runs]


def test_nets_that_differ_in_their_activation_are_told_apart() -> None:
    runs = [trained(place, net(activation=name)) for place, name in enumerate(("relu", "tanh", "relu"))]
    content = leaderboard.build(report(*runs))
    assert content is not None
    assert {row.number: row.words for row in content.rows} == {
        1: "Dense 64-10 · relu", 2: "Dense 64-10 · tanh", 3: "Dense 64-10 · relu",
    }  # fmt: skip


def features(size: int) -> Dataset:
    """Return a known data set of which a model was given `size` features."""
    inputs = (Array(shape=(1000, size), dtype="float32"),)
    name = Setting(value="MNIST", origin="inferred")
    return Dataset(name=name, splits=(Split(role="training", samples=1000, inputs=inputs),))


def test_features_of_one_data_set_are_told_apart_by_their_number() -> None:
    given = [(392, 16), (392, 32), (128, 16)]
    runs = [
        trained(place, how=training(batch_size=batch), dataset=features(size))
        for place, (size, batch) in enumerate(given)
    ]
    made = report(*runs)
    data = datasets.build(made)
    assert data is not None
    assert [page.title for page in data.pages] == ["MNIST, 392 values", "MNIST, 128 values"]
    content = experiments.build(made)
    assert content is not None
    (batch,) = [item for item in content.experiments if item.title == "Batch size"]
    assert batch.shared[-1] == "input shape 392"


def test_the_curves_name_the_models_that_they_show() -> None:
    short = trained(3, accuracy=0.99)
    runs = report(*(trained(place) for place in range(3)), StoredRun(short.run, short.epochs[:1], short.folder))
    content = comparison.build(runs)
    assert content is not None and content.curves is not None
    assert content.curves.caption == "Learning curves of the best three models of those that ran more than one epoch."
    assert content.curves.parts[0].caption == "Validation accuracy of models 1 to 3."
    assert len(content.curves.parts[0].chart.lines) == 3  # type: ignore[attr-defined]


def test_losses_of_different_functions_are_not_overlaid() -> None:
    smoothed = {"label_smoothing": Setting(value=0.1, origin="set")}
    other = replaced(training(), losses=(Component(type="CategoricalCrossentropy", settings=smoothed),))
    for how, letters, what in ((training(), ["a", "b"], "Learning curves"), (other, [""], "Validation accuracy")):
        content = comparison.build(report(trained(0), trained(1, how=how)))
        assert content is not None and content.curves is not None
        assert [part.letter for part in content.curves.parts] == letters
        assert content.curves.caption == f"{what} of the best two models."


@pytest.mark.parametrize(
    ("detail", "runs", "pages"),
    [("normal", 30, 30), ("normal", 31, 10), ("full", 40, 40), ("brief", 5, 3), ("brief", 3, 3)],
)
def test_of_many_runs_the_best_have_pages_and_the_others_a_row(detail: str, runs: int, pages: int) -> None:
    made = report(*(trained(place, accuracy=(place * 7 % runs) / runs) for place in range(runs)), detail=detail)
    detailed = [run.number for run in made.detailed_runs]
    assert len(detailed) == pages
    assert detailed == sorted(run.number for run in made.ranking.runs[:pages])
    further = further_models.build(made)
    rows = {row.number for row in further.rows} if further else set()
    assert rows | set(detailed) == set(range(1, runs + 1))
    assert not rows & set(detailed)


def test_every_link_to_a_run_leads_to_its_pages_or_its_row() -> None:
    made = report(*(trained(place, net((place % 5 + 1,))) for place in range(35)))
    html = fill(made, template_folders(None)).html
    for number in range(1, 36):
        assert html.count(f'id="run-{number}"') == 1
        assert f'href="#run-{number}"' in html


def labels(made: Report) -> list[str]:
    content = remarks.build(made)
    return [group.label for group in content.groups] if content else []


def test_each_remark_can_be_switched_off_by_its_name() -> None:
    runs = [trained(place, dataset=dataset_with_test_as_validation()) for place in range(2)]
    assert labels(report(*runs)) == ["Validation data as test data"]
    assert labels(report(*runs, remarks=("-validation_as_test",))) == []
    assert labels(report(*runs, remarks=("overfitting",))) == []


def test_every_remark_that_the_settings_know_can_be_built() -> None:
    for name in REMARKS:
        assert labels(report(trained(0), remarks=(name,))) == []


def test_a_remark_names_its_run_and_its_evidence() -> None:
    broken = stored("broken", 1, {"loss": [0.9, 0.4, "NaN"]})
    content = remarks.build(report(trained(0), broken, remarks=("diverged",)))
    assert content is not None
    (item,) = content.groups[0].items
    assert (item.number, item.anchor) == (2, "run-2")
    assert re.search(r"from epoch 3 on .* not a finite number; it had been 0\.4000", item.text)


TEN_NAMES = ("Coat", "Bag", *(f"Shoe {number}" for number in range(8)))


@pytest.mark.parametrize(("names", "said"), [(TEN_NAMES, ": Bag makes up 60.00"), ((), ": class 1 makes up 60.00")])
def test_the_largest_class_goes_by_its_name(names: tuple[str, ...], said: str) -> None:
    split = Split(role="test", samples=100, class_counts={"0": 40, "1": 60})
    data = Dataset(splits=(Split(role="training", samples=1000), split), class_names=names)
    content = remarks.build(report(trained(0, dataset=data, accuracy=0.6), remarks=("chance",)))
    assert content is not None
    assert said in content.groups[0].items[0].text


def test_experiments_on_one_factor_are_told_apart_by_what_their_runs_share() -> None:
    sizes = [(units, batch) for units in (8, 64) for batch in (16, 32)]
    runs = [
        trained(place, net((units,)), training(batch_size=batch, rate=0.1 if units == 8 else 0.5))
        for place, (units, batch) in enumerate(sizes)
    ]
    content = experiments.build(report(*runs))
    assert content is not None
    assert [item.title for item in content.experiments] == [
        "Batch size: Dense 8-10, learning rate 0.1",
        "Batch size: Dense 64-10, learning rate 0.5",
    ]
