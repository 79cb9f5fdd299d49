"""The pages on how good a model is and on its data: every number read back from the PDF and counted another way."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import classification_report, confusion_matrix

from reportgen.api import render
from reportgen.records.dataset import Array, Column, Dataset, Samples, Split
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.records.run import Run
from reportgen.records.values import Setting
from reportgen.store.layout import RUN_FILE
from reportgen.store.writing import encode
from tests.made_once import made_once
from tests.read_pdf import bookmarks_of, lines_of, links_of, text_of
from tests.unit.analysis.small_runs import evaluation, stored

RANDOM = np.random.default_rng(7)
TRUTH = np.repeat(np.arange(10), 40)
SCORES = RANDOM.dirichlet(np.ones(10), 400) * 0.6 + np.eye(10)[TRUTH] * RANDOM.uniform(0, 0.8, 400)[:, None]
SCORES = (SCORES / SCORES.sum(axis=1, keepdims=True)).astype("float32")
WRONG = np.flatnonzero(SCORES.argmax(axis=1) != TRUTH)[:12]

NAMES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


def data() -> Dataset:
    pictures = Array(shape=(900, 28, 28), dtype="uint8", minimum=0.0, maximum=255.0)
    counts = {str(place): 90 + place for place in range(10)}
    return Dataset(
        name=Setting(value="Fashion-MNIST", origin="inferred"),
        loader="keras.datasets.fashion_mnist",
        splits=(
            Split(role="training", samples=945, inputs=(pictures,), class_counts=counts),
            Split(role="test", samples=400, inputs=(pictures,), class_counts=dict.fromkeys(counts, 40)),
        ),
        samples=Samples(data="training", pictures=20, labelled=True),
    )


def write(folder: Path, run: Run, **files: dict[str, Any]) -> None:
    place = folder / run.id
    place.mkdir(parents=True)
    (place / RUN_FILE).write_bytes(encode(run))
    for name, arrays in files.items():
        np.savez_compressed(place / f"{name}.npz", **arrays)


def classifier(name: str = "clothes", minute: int = 0) -> Run:
    record = Predictions(
        data="test",
        samples=400,
        of_samples=400,
        outputs=(PredictedOutput(task="classes", classes=10),),
        epochs_trained=5,
    )
    return stored(
        name,
        minute=minute,
        predictions=record,
        dataset=data(),
        evaluations=(evaluation("test", loss=0.8123, accuracy=0.5),),
    ).run


def arrays_of_classifier() -> dict[str, Any]:
    return {
        "rows": np.arange(400, dtype="uint32"),
        "truth_0": TRUTH.astype("uint16"),
        "scores_0": SCORES,
        "wrong": WRONG.astype("uint32"),
        "wrong_pictures": RANDOM.integers(0, 255, (len(WRONG), 28, 28, 1), "uint8"),
    }


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of a classifier, a model of numbers on a table, and a classifier whose predictions are damaged."""
    return made_once(tmp_path_factory, "judged", judged)


def judged(folder: Path) -> Path:
    samples = {"pictures": RANDOM.integers(0, 255, (20, 28, 28, 1), "uint8"), "labels": np.repeat(np.arange(10), 2)}
    write(folder / "runs", classifier(), predictions=arrays_of_classifier(), samples=samples)
    numbers = Predictions(data="validation", samples=3, of_samples=9, outputs=(PredictedOutput(task="numbers"),))
    column = Column(name="age", mean=40.5, standard_deviation=2.5, minimum=18.0, maximum=67.0, median=41.0)
    table = Array(shape=(9, 1), dtype="float64", minimum=18.0, maximum=67.0, columns=(column,))
    houses = Dataset(splits=(Split(role="training", samples=9, inputs=(table,)),))
    write(
        folder / "runs",
        stored("prices", minute=1, predictions=numbers, dataset=houses).run,
        predictions={"truth_0": np.float32([1, 2, 4]), "scores_0": np.float32([1, 3, 2])},
    )
    damaged = {"truth_0": TRUTH.astype("uint16")}
    write(folder / "runs", classifier("damaged", minute=2), predictions=damaged)
    rendered = render(folder / "runs", folder / "report.pdf")
    assert rendered.warnings == ()
    return folder / "report.pdf"


def test_the_metrics_printed_are_those_of_scikit_learn(report: Path) -> None:
    said = lines_of(report)
    found = classification_report(TRUTH, SCORES.argmax(axis=1), output_dict=True)
    assert f"Accuracy {100 * found['accuracy']:.2f} %" in said
    assert f"Macro F1 {100 * found['macro avg']['f1-score']:.2f} %" in said
    assert "Test loss 0.8123" in said
    for place, name in enumerate(NAMES):
        scores = found[str(place)]
        cells = " ".join(f"{100 * scores[key]:.2f} %" for key in ("precision", "recall", "f1-score"))
        assert f"{name} {cells} 40 " in said, name
    cells = " ".join(f"{100 * found['weighted avg'][key]:.2f} %" for key in ("precision", "recall", "f1-score"))
    assert f"Weighted average {cells} 400" in said


def test_the_pairs_most_often_confused_are_said_with_their_counts(report: Path) -> None:
    matrix = confusion_matrix(TRUTH, SCORES.argmax(axis=1))
    np.fill_diagonal(matrix, 0)
    truth, predicted = np.unravel_index(matrix.argmax(), matrix.shape)
    said = " ".join(text_of(report).split())
    assert re.search(
        rf"Most often confused: \S.*? \({matrix.max()} times, {100 * matrix.max() / 40:.4g}", said.replace("0 %", " %")
    )
    pair = f"{NAMES[truth]} taken for {NAMES[predicted]}"
    assert pair in said or (matrix == matrix.max()).sum() > 1


def test_the_confusion_matrix_prints_every_count(report: Path) -> None:
    judged = next(number for number in range(1, 30) if "Most often confused" in text_of(report, number))
    words = text_of(report, judged).split()
    matrix = confusion_matrix(TRUTH, SCORES.argmax(axis=1))
    for count in np.unique(matrix[matrix > 0]):
        assert words.count(str(count)) >= (matrix == count).sum()


def test_mistakes_are_captioned_with_truth_prediction_and_probability(report: Path) -> None:
    said = " ".join(text_of(report).split())
    for place in WRONG[:3]:
        predicted = SCORES[place].argmax()
        assert f"→ {NAMES[predicted]} ({100 * SCORES[place, predicted]:.0f} %)" in said


def test_numbers_are_judged_by_their_errors(report: Path) -> None:
    said = lines_of(report)
    # errors 0, 1 and -2: mean 1, root mean square √(5/3); R² = 1 - 5 / (14/3)
    assert "Mean absolute error 1 " in said
    assert "Root mean squared error 1.291" in said
    assert "R² −0.07143" in said
    assert "From the predictions of 3, evenly chosen, of the 9 samples of the validation data" in said


def test_damaged_predictions_are_said_and_cost_no_other_run(report: Path) -> None:
    assert "Its predictions could not be read: predictions.npz lacks the array 'scores_0'" in " ".join(
        text_of(report).split()
    )


def test_the_data_are_shown_once_for_all_runs_that_used_them(report: Path) -> None:
    titles = [title for _, title, _ in bookmarks_of(report)]
    assert len([title for title in titles if title.endswith("Fashion-MNIST")]) == 1
    said = lines_of(report)
    assert "Training 945 28 × 28 uint8, 0 to 255" in said
    assert "age 40.5 2.5 18 – 41 – 67" in said
    assert re.search(r"Used in №: 1, 3\b", said)


def test_every_figure_has_words_for_those_who_cannot_see_it() -> None:
    from reportgen.analysis.classification import classify
    from reportgen.sections.judgement_figures import classification_figure
    from reportgen.store.arrays import PredictedArrays

    arrays = PredictedArrays(PredictedOutput(task="classes", classes=10), TRUTH, SCORES)
    figure = classification_figure("f", 1, classify(arrays), NAMES, with_curves=True)
    assert figure is not None
    words = [part.alternative_text for part in figure.parts]
    right = int((SCORES.argmax(axis=1) == TRUTH).sum())
    assert words[0].startswith(f"Confusion matrix of 10 classes: {right} of 400 samples on the diagonal.")
    assert all(len(text) > 40 for text in words)


def test_links_lead_from_the_evaluation_to_the_training_and_back(report: Path) -> None:
    names = {name for _, name, _ in links_of(report)}
    assert {"run-1", "judgement-1", "data-1"} <= names


def test_the_evaluation_is_there_where_the_training_reports_are_left_out(report: Path) -> None:
    from reportgen.sections import judgement
    from reportgen.sections.report import make_report
    from reportgen.settings import Settings
    from reportgen.store.reading import read_library

    library = read_library([report.parent / "runs"])
    content = judgement.build(make_report(library, Settings(sections=("judgement", "summary"))))
    assert content is not None and [run.number for run in content.runs] == [1, 2, 3]
