"""What predictions say is the same worked out and kept, whatever they are of; what is wrong with them is told again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from reportgen.analysis import judged
from reportgen.analysis.judged import Judged, results_of
from reportgen.analysis.pictures import sample_pictures
from reportgen.cache_folder import without_cache
from reportgen.records.dataset import Dataset, Samples
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun
from tests.unit.analysis.small_runs import stored

RANDOM = np.random.default_rng(5)
SAMPLES = 60
TRUTH = (np.arange(SAMPLES) % 7).astype("uint16")
LOGITS = RANDOM.normal(size=(SAMPLES, 8)).astype("float32")  # of the eighth class there is no sample
CHANCES = RANDOM.dirichlet(np.ones(8), SAMPLES).astype("float32")
HALVES = RANDOM.uniform(size=SAMPLES).astype("float32")
WRONG = {"wrong": np.uint32([3, 1]), "wrong_pictures": RANDOM.integers(0, 255, (2, 9, 8, 3), "uint8")}
PIXELS = [pixels.tobytes() for pixels in WRONG["wrong_pictures"]]

Case = tuple[tuple[PredictedOutput, ...], dict[str, Any]]


def spoiled(scores: Any) -> Any:
    """Return scores of which some are NaN and infinite."""
    odd = scores.copy()
    odd[::9], odd[4] = np.nan, np.inf
    return odd


def one(truth: Any, scores: Any, **output: Any) -> Case:
    return (PredictedOutput(**output),), {"truth_0": truth, "scores_0": scores}


def several() -> Case:
    """Return predictions of two outputs, the first with pictures of its mistakes."""
    outputs = (PredictedOutput(task="classes", name="kind", classes=8), PredictedOutput(task="numbers", name="price"))
    return outputs, {"truth_0": TRUTH, "scores_0": CHANCES, "truth_1": HALVES, "scores_1": HALVES * 2, **WRONG}


CASES: dict[str, Case] = {
    "classes": one(TRUTH, CHANCES, task="classes", classes=8),
    "classes by logits": one(TRUTH, LOGITS, task="classes", classes=8, from_logits=True),
    "two classes": one(np.uint8(HALVES > 0.4), HALVES, task="two classes"),
    "two classes, pictures of which belong to none": one(np.uint8(HALVES > 0.4), HALVES, task="two classes"),
    "labels": one(np.uint8(CHANCES > 0.2), CHANCES, task="labels", classes=8),
    "a number": one(HALVES, HALVES * 1.5, task="numbers"),
    "numbers, one of them constant": one(np.stack([HALVES, HALVES * 0], 1), CHANCES[:, :2], task="numbers"),
    "scores that are no numbers": one(TRUTH, spoiled(LOGITS), task="classes", classes=8, from_logits=True),
    "numbers that are none": one(np.stack([HALVES, HALVES], 1), spoiled(CHANCES[:, :2]), task="numbers"),
    "several outputs": several(),
}
CASES["two classes, pictures of which belong to none"][1].update(WRONG)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache"


def run_with(folder: Path, case: Case) -> StoredRun:
    outputs, arrays = case
    np.savez(folder / "predictions.npz", **arrays)
    record = Predictions(data="test", samples=SAMPLES, of_samples=SAMPLES, outputs=outputs)
    return StoredRun(stored(predictions=record).run, (), folder)


def found_of(run: StoredRun) -> tuple[Judged, ...]:
    problems: list[Problem] = []
    found = results_of(run, problems)
    assert problems == []
    return found


def count_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("predictions_in", "classify", "judge_numbers", "mistakes_of"):
        monkeypatch.setattr(judged, name, None)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("case", CASES)
def test_results_are_the_same_kept_as_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    run = run_with(tmp_path, CASES[case])
    with without_cache():
        plain = found_of(run)
    first = found_of(run)
    count_nothing(monkeypatch)
    kept = found_of(run)
    assert [output for output, _ in kept] == list(CASES[case][0])
    # The same texts: NaN is equal to nothing.
    assert repr(plain) == repr(first) == repr(kept)


def test_pictures_of_mistakes_come_with_what_they_were_taken_for(tmp_path: Path) -> None:
    for _ in ("worked out", "kept"):
        (_, found), (_, numbers) = found_of(run_with(tmp_path, several()))
        assert [mistake.place for mistake in found.mistakes] == [3, 1]
        assert [mistake.truth for mistake in found.mistakes] == TRUTH[[3, 1]].tolist()
        shapes = [(picture.height, picture.width, picture.channels) for picture in found.pictures]
        assert shapes == [(9, 8, 3)] * 2
        assert [picture.pixels for picture in found.pictures] == [
            pixels.tobytes() for pixels in WRONG["wrong_pictures"]
        ]
        assert (numbers.mistakes, len(numbers.numbers)) == ((), 1)


def test_another_file_or_another_record_is_judged_for_itself(tmp_path: Path) -> None:
    run = run_with(tmp_path, CASES["classes by logits"])
    before = found_of(run)
    record = run.run.predictions
    assert record is not None
    as_chances = msgspec.structs.replace(record, outputs=CASES["classes"][0])
    other = StoredRun(msgspec.structs.replace(run.run, predictions=as_chances), (), tmp_path)
    assert found_of(other)[0][1].classes.calibration is None  # type: ignore[union-attr]
    assert before[0][1].classes.calibration is not None  # type: ignore[union-attr]
    assert found_of(run_with(tmp_path, CASES["classes"])) != before
    assert found_of(run_with(tmp_path, CASES["classes by logits"])) == before


def test_damaged_and_missing_predictions_are_told_each_time(tmp_path: Path) -> None:
    run = run_with(tmp_path, CASES["classes"])
    assert found_of(run)
    path = tmp_path / "predictions.npz"
    whole = path.read_bytes()
    problems: list[Problem] = []
    for _ in range(2):
        path.write_bytes(whole[:-200])
        assert results_of(run, problems) == ()
        path.unlink()
        assert results_of(run, problems) == ()
    reasons = [problem.reason for problem in problems]
    assert reasons[:2] == reasons[2:]
    assert reasons[0].startswith("cannot be read: ")
    assert reasons[1] == "is missing"
    path.write_bytes(whole)
    assert found_of(run)


@pytest.mark.parametrize("labels", [None, np.int64([4, 2])])
def test_samples_are_the_same_kept_as_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, labels: Any) -> None:
    arrays = {"pictures": WRONG["wrong_pictures"]} | ({} if labels is None else {"labels": labels})
    np.savez_compressed(tmp_path / "samples.npz", **arrays)
    data = Dataset(samples=Samples(data="training", pictures=2))
    run, problems = StoredRun(stored(dataset=data).run, (), tmp_path), []  # type: ignore[var-annotated]
    first = sample_pictures(run, problems)
    monkeypatch.setattr("reportgen.analysis.pictures.samples_in", None)
    assert first == sample_pictures(run, problems)
    assert first is not None
    assert first.classes == (None if labels is None else (4, 2))
    assert [picture.pixels for picture in first.pictures] == PIXELS
    assert problems == []
