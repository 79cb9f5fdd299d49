"""What is said of predictions whose numbers need a word: scores that are no numbers, and accuracies of logits."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from reportgen.cache_folder import without_cache
from reportgen.language import speaking
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.sections import judgement
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.layout import RUN_FILE
from reportgen.store.reading import read_library
from reportgen.store.writing import encode
from tests.unit.analysis.small_runs import evaluation, stored


def said_of(tmp_path: Path, truth: object, scores: object, accuracy: float = 0.0, **output: object) -> list[str]:
    """Return the sentences on the page of a model that gave `scores`."""
    record = Predictions(data="test", samples=4, of_samples=4, outputs=(PredictedOutput(**output),))  # type: ignore
    run = stored(predictions=record, evaluations=(evaluation("test", accuracy=accuracy),)).run
    folder = tmp_path / run.id
    folder.mkdir()
    (folder / RUN_FILE).write_bytes(encode(run))
    np.savez(folder / "predictions.npz", truth_0=np.asarray(truth), scores_0=np.asarray(scores, "float32"))
    content = judgement.build(make_report(read_library([tmp_path]), Settings()))
    assert content is not None
    return [sentence for output in content.runs[0].outputs for sentence in output.sentences]


@pytest.mark.parametrize(
    ("output", "truth", "scores"),
    [
        ({"task": "classes", "classes": 2}, np.uint16([0, 1, 1, 0]), [[1, 0], [0, 1], [np.nan, 0], [1, 0]]),
        ({"task": "two classes"}, np.uint8([0, 1, 1, 0]), [0.1, 0.9, np.nan, 0.2]),
        ({"task": "numbers"}, np.float32([0, 1, 1, 0]), [0.1, 0.9, np.inf, 0.2]),
    ],
)
def test_predictions_that_are_no_numbers_are_counted_in_a_sentence(tmp_path, output, truth, scores):
    assert "1 of the 4 predictions is no finite number" in " ".join(said_of(tmp_path, truth, scores, **output))


def test_of_two_numbers_the_one_that_is_finite_is_judged_and_the_other_named(tmp_path):
    scores = [[0, np.nan], [1, np.nan], [2, 1], [3, 2]]
    said = said_of(tmp_path, np.float32(np.arange(8).reshape(4, 2)), scores, task="numbers")
    assert said == ["Value 2 is not judged: 2 of the 4 predictions are no finite numbers."]


def test_an_accuracy_that_keras_counts_by_the_logits_themselves_is_explained(tmp_path):
    truth, logits = np.uint8([0, 0, 1, 1]), [-1, -0.2, 0.3, 2]
    said = said_of(tmp_path, truth, logits, accuracy=0.75, task="two classes", from_logits=True)
    assert said[-1].startswith("The program's own accuracy, 75.00\u202f%, counts")
    (tmp_path / "same").mkdir()
    same = said_of(tmp_path / "same", truth, [-1, -2, 0.3, 2], accuracy=1.0, task="two classes", from_logits=True)
    assert not any("own accuracy" in sentence for sentence in same)


SETTINGS = {
    "as recorded": Settings(),
    "other class names": Settings(class_names=(("", ("cat", "dog")),)),
    "in brief": Settings(detail="brief"),
}


def test_what_was_kept_is_shown_in_the_language_and_with_the_names_asked_for_now(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "runs").mkdir()
    scores = [[1, 0], [0, 1], [0.7, 0.3], [0.2, 0.8]]
    said_of(tmp_path / "runs", np.uint16([0, 1, 1, 0]), scores, task="classes", classes=2)  # kept from now on
    shown = set()
    for language, settings in product(("en", "de"), SETTINGS.values()):
        with speaking(language):
            with without_cache():
                plain = repr(judgement.build(make_report(read_library([tmp_path / "runs"]), settings)))
            with monkeypatch.context() as nothing_counted:
                nothing_counted.setattr("reportgen.analysis.judged.predictions_in", None)
                assert repr(judgement.build(make_report(read_library([tmp_path / "runs"]), settings))) == plain
        shown.add(plain)
    assert len(shown) == 6
    assert sum("'cat'" in plain for plain in shown) == 2
