"""Every number of a report as a table, against scikit-learn and NumPy, computed apart from the report."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import sklearn.metrics as sk

import reportgen
from reportgen.analysis.tables import Analysed, table_named
from reportgen.errors import UsageError
from reportgen.records.dataset import Array, Column, Dataset, Split
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.records.values import Setting
from reportgen.store.layout import RUN_FILE
from reportgen.store.writing import encode
from tests.unit.analysis.small_experiments import net, trained, training
from tests.unit.analysis.small_runs import stored

RANDOM = np.random.default_rng(11)
NAMES = tuple(f"kind {letter}" for letter in "abcdefg")
TRUTH = RANDOM.integers(0, 7, 300)
CHANCES = (
    RANDOM.dirichlet(np.ones(7), 300) * 0.5 + np.eye(7)[TRUTH] * 0.25 + np.eye(7)[RANDOM.integers(0, 7, 300)] * 0.25
)
CHANCES = CHANCES.astype("float32")
GIVEN = CHANCES.argmax(axis=1)
PRICES = RANDOM.normal(size=(80, 2)).astype("float32")
GUESSES = (PRICES + RANDOM.normal(size=(80, 2)) * [0.1, 0.5]).astype("float32")


def write(folder, run, arrays):
    (folder / run.id).mkdir(parents=True)
    (folder / run.id / RUN_FILE).write_bytes(encode(run))
    if arrays:
        np.savez(folder / run.id / "predictions.npz", **arrays)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A classifier of seven kinds, a model of two numbers on a table, and one whose predictions are missing."""
    folder = tmp_path_factory.mktemp("runs")
    counts = {str(place): int((place == TRUTH).sum()) for place in range(7)}
    data = Dataset(
        name=Setting(value="kinds", origin="set"),
        splits=(Split(role="test", samples=300, class_counts=counts),),
        class_names=NAMES,
    )
    outputs = (PredictedOutput(task="classes", classes=7),)
    about = Predictions(data="test", samples=300, of_samples=900, outputs=outputs, epochs_trained=4)
    places = np.flatnonzero(GIVEN != TRUTH)[:5].astype("uint32")
    arrays = {"truth_0": TRUTH.astype("uint16"), "scores_0": CHANCES, "wrong": places}
    pictures = np.zeros((5, 4, 4, 1), "uint8")
    write(folder, stored("kinds", dataset=data, predictions=about).run, arrays | {"wrong_pictures": pictures})

    column = Column(name="age", mean=40.5, standard_deviation="NaN", minimum=18.0, maximum=67.0, median=41.0)
    table = Array(name="people", shape=(9, 1), dtype="float64", minimum=18.0, maximum=67.0, columns=(column,))
    houses = Dataset(splits=(Split(role="training", samples=9, inputs=(table,)),))
    about = Predictions(data="validation", samples=80, of_samples=80, outputs=(PredictedOutput(task="numbers"),))
    arrays = {"truth_0": PRICES, "scores_0": GUESSES}
    write(folder, stored("prices", 1, dataset=houses, predictions=about).run, arrays)
    write(folder, stored("gone", 2, predictions=about).run, {})
    return reportgen.load(folder)


def test_the_confusion_matrix_is_that_of_scikit_learn(runs):
    found = runs.to_dataframe("confusion")
    matrix = sk.confusion_matrix(TRUTH, GIVEN)
    np.testing.assert_array_equal(found.pivot(index="truth", columns="predicted", values="count"), matrix)
    np.testing.assert_allclose(found["share"], (matrix / matrix.sum(axis=1, keepdims=True)).ravel())
    assert list(found["truth_name"].unique()) == list(found["predicted_name"].unique()) == list(NAMES)


def test_the_scores_of_the_classes_and_their_averages_are_those_of_scikit_learn(runs):
    said = sk.classification_report(TRUTH, GIVEN, output_dict=True)
    classes, (whole,) = runs.to_dataframe("classes"), runs.to_dataframe("classification").to_dict("records")
    for row in classes.to_dict("records"):
        expected = said[str(row["class_number"])]
        assert [row["precision"], row["recall"], row["f1"], row["support"]] == pytest.approx(list(expected.values()))
        one = row["class_number"]
        assert row["roc_area"] == pytest.approx(sk.roc_auc_score(one == TRUTH, CHANCES[:, one]))
        assert row["average_precision"] == pytest.approx(sk.average_precision_score(one == TRUTH, CHANCES[:, one]))
        assert row["class_name"] == NAMES[one]
    for kind in ("macro", "weighted"):
        found = [whole[f"{kind}_{name}"] for name in ("precision", "recall", "f1")]
        assert found == pytest.approx(list(said[f"{kind} avg"].values())[:3])
    assert whole["accuracy"] == pytest.approx(said["accuracy"])
    for k in (3, 5):
        assert whole[f"top_{k}"] == pytest.approx(sk.top_k_accuracy_score(TRUTH, CHANCES, k=k))
    assert whole["mean_roc_area"] == pytest.approx(classes["roc_area"].mean())
    assert [whole[key] for key in ("data", "samples", "of_samples", "epochs_trained")] == ["test", 300, 900, 4]


def test_the_expected_calibration_error_is_that_of_the_bars_of_its_diagram(runs):
    bars = runs.to_dataframe("reliability")
    confidence = CHANCES.max(axis=1).astype(float)
    assert bars["samples"].sum() == 300
    assert (bars["confidence"] * bars["samples"]).sum() == pytest.approx(confidence.sum())
    assert (bars["accuracy"] * bars["samples"]).sum() == pytest.approx((GIVEN == TRUTH).sum())
    edges = np.linspace(0, 1, 16)
    bins = [(confidence > low) & (confidence <= high) for low, high in pairwise(edges)]
    gaps = [abs(confidence[part].sum() - (GIVEN == TRUTH)[part].sum()) for part in bins]
    error = runs.to_dataframe("classification")["expected_calibration_error"][0]
    assert error == pytest.approx(sum(gaps) / 300)


def test_the_curves_of_the_classes_pass_through_the_points_of_scikit_learn(runs):
    roc, precision_recall = runs.to_dataframe("roc"), runs.to_dataframe("precision_recall")
    for label in range(7):
        of_class = roc[roc["class_number"] == label]
        false_rates, true_rates, _ = sk.roc_curve(label == TRUTH, CHANCES[:, label])
        known = set(zip(false_rates, true_rates, strict=True))
        assert set(zip(of_class["false_positive_rate"], of_class["true_positive_rate"], strict=True)) <= known
        of_class = precision_recall[precision_recall["class_number"] == label]
        precisions, recalls, _ = sk.precision_recall_curve(label == TRUTH, CHANCES[:, label])
        known = set(zip(recalls, precisions, strict=True))
        points = set(zip(of_class["recall"], of_class["precision"], strict=True))
        assert points <= known and len(points) > 50


def test_the_mistakes_shown_have_their_truth_prediction_and_confidence(runs):
    for row in runs.to_dataframe("mistakes").to_dict("records"):
        place = row["sample"]
        assert (row["truth"], row["predicted"]) == (TRUTH[place], GIVEN[place]) and TRUTH[place] != GIVEN[place]
        assert row["confidence"] == pytest.approx(CHANCES[place].max())


def test_the_errors_of_numbers_are_those_of_scikit_learn_for_each_of_them(runs):
    found = runs.to_dataframe("regression").to_dict("records")
    assert [row["value"] for row in found] == [1, 2]
    for column, row in enumerate(found):
        truth, guess = PRICES[:, column].astype(float), GUESSES[:, column].astype(float)
        assert row["mean_absolute_error"] == pytest.approx(sk.mean_absolute_error(truth, guess))
        assert row["root_mean_squared_error"] == pytest.approx(sk.root_mean_squared_error(truth, guess))
        assert row["r2"] == pytest.approx(sk.r2_score(truth, guess))


def test_predicted_against_true_values_and_residuals_are_those_of_the_samples(runs):
    points, bars = runs.to_dataframe("agreement"), runs.to_dataframe("residuals")
    for value in (1, 2):
        of_value = points[points["value"] == value]
        np.testing.assert_array_equal(of_value[["truth", "prediction"]], np.stack([PRICES, GUESSES])[:, :, value - 1].T)
        residuals = (of_value["prediction"] - of_value["truth"]).to_numpy()
        bars_of_value = bars[bars["value"] == value]
        assert bars_of_value["samples"].sum() == 80
        lower, upper = bars_of_value["lower"].to_numpy(), bars_of_value["upper"].to_numpy()
        for low, high, samples in zip(lower[:-1], upper[:-1], bars_of_value["samples"], strict=False):
            assert ((residuals >= low) & (residuals < high)).sum() == samples
        assert (lower[0], upper[-1]) == pytest.approx((residuals.min(), residuals.max()))


def test_the_data_are_told_by_array_class_and_column(runs):
    counts = runs.to_dataframe("class_counts")
    assert dict(zip(counts["class_name"], counts["samples"], strict=True)) == dict(
        zip(NAMES, np.bincount(TRUTH), strict=True)
    )
    (column,) = runs.to_dataframe("columns").to_dict("records")
    assert (column["data"], column["column"], column["mean"], column["median"]) == ("Data set 2", "age", 40.5, 41.0)
    assert np.isnan(column["standard_deviation"]) and column["quartile_1"] is None
    (array,) = runs.to_dataframe("data").to_dict("records")
    assert (array["part"], array["use"], array["shape"], array["maximum"]) == ("training", "input", (1,), 67.0)


def test_predictions_that_cannot_be_read_are_among_the_problems(runs):
    runs.to_dataframe("classification")
    (problem,) = runs.problems
    assert problem.path.parts[-2:] == ("run-002-gone", "predictions.npz")


def test_a_table_that_nothing_is_known_for_has_columns_and_no_rows(runs):
    found = runs.to_dataframe("experiments")
    assert len(found) == 0 and {"factor_1", "mean", "deviation", "n"} <= set(found.columns)


def test_of_an_unknown_table_the_nearest_is_named_and_all_that_there_are(runs):
    with pytest.raises(UsageError, match=r"no table 'confusions', did you mean 'confusion'\? There are runs, curves"):
        runs.to_dataframe("confusions")
    with pytest.raises(UsageError, match=r"no table 'zzz'\. There are runs"):
        runs.to_dataframe("zzz")


def test_every_table_that_is_named_can_be_had(runs):
    assert runs.tables[0] == "runs" and len(set(runs.tables)) == len(runs.tables)
    for name in runs.tables:
        assert len(runs.to_dataframe(name).columns) > 3


def rows_of(name, *trials):
    return list(table_named(name).rows(Analysed(trials, [])))


def test_experiments_have_mean_and_deviation_of_their_repeats():
    trials = [
        trained(minute, how=training(batch_size=size), accuracy=accuracy)
        for minute, (size, accuracy) in enumerate([(16, 0.6), (16, 0.8), (32, 0.5), (64, 0.9)])
    ]
    rows = [row for row in rows_of("experiments", *trials) if row.measure == "test accuracy"]
    assert {(row.experiment, row.factor_1, row.factor_2, row.level_2) for row in rows} == {(1, "batch_size", "", "")}
    assert [(row.level_1, row.n) for row in rows] == [(16.0, 2), (32.0, 1), (64.0, 1)]
    assert [row.mean for row in rows] == pytest.approx([0.7, 0.5, 0.9])
    assert rows[0].deviation == pytest.approx(np.std([0.6, 0.8], ddof=1)) and rows[1].deviation is None
    assert rows[0].ids == (trials[0].run.id, trials[1].run.id)
    seconds = [row.mean for row in rows_of("experiments", *trials) if row.measure == "training seconds"]
    assert seconds == pytest.approx([10.5, 12, 13])


def test_the_levels_of_a_factor_are_numbers_or_words():
    trials = [
        trained(0, how=training("SGD")),
        trained(1, how=training("Adam")),
        trained(2, net((32, 16)), training("Adam")),
    ]
    levels = {row.factor_1: [] for row in rows_of("experiments", *trials)}
    for row in rows_of("experiments", *trials):
        levels[row.factor_1] = [*dict.fromkeys([*levels[row.factor_1], row.level_1])]
    assert levels["optimizer"] == ["SGD, momentum=0.0", "Adam"]
    assert levels["layer.Dense"] == ["64", "32-16"]


def test_leaderboard_and_front_are_those_of_a_sort_and_of_a_search():
    trials = [trained(minute, net((8 * minute + 8,))) for minute in range(6)]
    board = rows_of("leaderboard", *trials)
    accuracies = {item.run.id: item.run.evaluations[0].metrics["accuracy"] for item in trials}
    assert [row.id for row in board] == sorted(accuracies, key=lambda name: -accuracies[name])
    assert [row.test_accuracy for row in board] == sorted(accuracies.values(), reverse=True)
    assert [row.rank for row in board] == [1, 2, 3, 4, 5, 6]
    sizes = {item.run.id: item.run.model.parameters for item in trials}
    for row in rows_of("costs", *trials):
        if row.cost == "parameters":
            beaten = any(sizes[one] <= sizes[row.id] and accuracies[one] > accuracies[row.id] for one in sizes)
            assert (row.value, row.is_on_front) == (sizes[row.id], not beaten)


def test_curves_have_training_and_validation_by_epoch_and_what_is_missing_stays_open():
    rows = rows_of("curves", stored(metrics={"loss": [3.0, "NaN"], "val_loss": [4.0]}))
    assert [(row.metric, row.epoch, row.validation) for row in rows] == [("loss", 1, 4.0), ("loss", 2, None)]
    assert rows[0].training == 3.0 and np.isnan(rows[1].training)


def test_the_readme_names_every_table(runs):
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert [name for name in runs.tables if f"`{name}`" not in readme] == []
