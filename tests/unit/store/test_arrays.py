"""Predictions and pictures are read as they were written, and a damaged or hostile file is one problem, no more."""

import io
import pickle
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from reportgen.records.dataset import Dataset, Samples
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.store.arrays import (
    StoredPredictions,
    StoredSamples,
    predictions_content,
    predictions_in,
    samples_content,
    samples_in,
)
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun
from tests.unit.analysis.small_runs import stored

RECORD = Predictions(data="test", samples=4, of_samples=9, outputs=(PredictedOutput(task="classes", classes=3),))
ARRAYS: dict[str, Any] = {
    "rows": np.arange(4, dtype="uint32"),
    "truth_0": np.array([0, 1, 2, 2], "uint16"),
    "scores_0": np.eye(3, dtype="float32")[[0, 1, 2, 1]],
    "wrong": np.array([3], "uint32"),
    "wrong_pictures": np.zeros((1, 8, 8, 1), "uint8"),
}


def run_with(folder: Path, content: bytes | dict[str, Any], name: str = "predictions.npz") -> StoredRun:
    if isinstance(content, dict):
        np.savez_compressed(folder / name, **content)
    else:
        (folder / name).write_bytes(content)
    run = stored(predictions=RECORD, dataset=Dataset(samples=Samples(data="training", pictures=1))).run
    return StoredRun(run, (), folder)


def read_predictions(run: StoredRun, problems: list[Problem]) -> StoredPredictions | None:
    content = predictions_content(run, problems)
    return None if content is None else predictions_in(content, run, problems)


def read_samples(run: StoredRun, problems: list[Problem]) -> StoredSamples | None:
    content = samples_content(run, problems)
    return None if content is None else samples_in(content, run, problems)


def test_what_was_kept_is_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    found = read_predictions(run_with(tmp_path, ARRAYS), problems)
    assert found is not None
    np.testing.assert_array_equal(found.outputs[0].truth, ARRAYS["truth_0"])
    np.testing.assert_array_equal(found.outputs[0].scores, ARRAYS["scores_0"])
    np.testing.assert_array_equal(found.wrong, [3])
    assert problems == []


class Trap:
    def __reduce__(self) -> Any:
        return (Path("/tmp/reportgen-trap").touch, ())


def with_bytes(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rows.npy", b"\0" * (65 * 2**20))
    return content.getvalue()


DAMAGED: dict[str, bytes | dict[str, Any]] = {
    "empty": b"",
    "no zip": b"PK\x03\x04 but no more",
    "a pickle": pickle.dumps({"rows": [1]}),
    "pickled objects inside": {**ARRAYS, "truth_0": np.array([Trap()] * 4, dtype=object)},
    "no arrays inside": with_bytes(rows=b"not numpy", truth_0=b"", scores_0=b""),
    "a bomb": bomb(),
    "an array missing": {key: value for key, value in ARRAYS.items() if key != "scores_0"},
    "fewer samples": {**ARRAYS, "truth_0": ARRAYS["truth_0"][:2]},
    "a class without scores": {**ARRAYS, "truth_0": np.array([0, 1, 2, 7], "uint16")},
    "a class below zero": {**ARRAYS, "truth_0": np.array([0, 1, 2, -1], "int16")},
    "texts": {**ARRAYS, "scores_0": np.array([["a"] * 3] * 4)},
    "too many axes": {**ARRAYS, "scores_0": np.zeros((4, 3, 2), "float32")},
    "pictures of no sample": {**ARRAYS, "wrong": np.array([99], "uint32")},
    "pictures that are none": {**ARRAYS, "wrong_pictures": np.zeros((1, 8), "uint8")},
    "pictures of sixteen bits": {**ARRAYS, "wrong_pictures": np.zeros((1, 8, 8, 1), "uint16")},
    "pictures of no height": {**ARRAYS, "wrong_pictures": np.zeros((1, 0, 8, 1), "uint8")},
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_one_problem_and_no_predictions(tmp_path: Path, damage: str) -> None:
    problems: list[Problem] = []
    assert read_predictions(run_with(tmp_path, DAMAGED[damage]), problems) is None
    assert [problem.path.name for problem in problems] == ["predictions.npz"]
    assert not Path("/tmp/reportgen-trap").exists()


def test_a_file_with_some_bytes_changed_is_read_or_is_one_problem(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    run = run_with(tmp_path, ARRAYS)
    content = (tmp_path / "predictions.npz").read_bytes()
    refused = 0
    for _ in range(500):
        damaged = np.frombuffer(content, "uint8").copy()
        damaged[random.integers(0, len(damaged), 2)] = random.integers(0, 256, 2)
        (tmp_path / "predictions.npz").write_bytes(damaged.tobytes())
        problems: list[Problem] = []
        found = read_predictions(run, problems)
        assert (found is None) == (len(problems) == 1)
        refused += found is None
    assert refused > 100


def test_two_classes_are_called_0_and_1(tmp_path: Path) -> None:
    about = msgspec.structs.replace(RECORD, outputs=(PredictedOutput(task="two classes"),))
    problems: list[Problem] = []
    for truth in ([0, 1, 1, 0], [0, 1, 2, 1]):
        arrays = {"truth_0": np.array(truth, "uint8"), "scores_0": np.ones(4, "float32")}
        run = run_with(tmp_path, arrays)
        record = msgspec.structs.replace(run.run, predictions=about)
        read_predictions(StoredRun(record, (), tmp_path), problems)
    assert [problem.reason for problem in problems] == ["cannot be read: it holds classes that are neither 0 nor 1"]


def test_a_missing_file_is_a_problem_and_a_run_without_predictions_is_none(tmp_path: Path) -> None:
    problems: list[Problem] = []
    run = stored(predictions=RECORD).run
    assert read_predictions(StoredRun(run, (), tmp_path), problems) is None
    assert [problem.reason for problem in problems] == ["is missing"]
    without = StoredRun(msgspec.structs.replace(run, predictions=None), (), tmp_path)
    assert read_predictions(without, problems) is None
    assert len(problems) == 1


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    run = run_with(tmp_path, ARRAYS)
    (tmp_path / "predictions.npz").rename(tmp_path / "elsewhere.npz")
    (tmp_path / "predictions.npz").symlink_to(tmp_path / "elsewhere.npz")
    problems: list[Problem] = []
    assert read_predictions(run, problems) is None
    assert "is a link" in problems[0].reason


@pytest.mark.parametrize("labels", [None, [5]])
def test_samples_are_read_with_or_without_classes(tmp_path: Path, labels: list[int] | None) -> None:
    arrays = {"pictures": ARRAYS["wrong_pictures"]} | ({} if labels is None else {"labels": np.array(labels)})
    problems: list[Problem] = []
    found = read_samples(run_with(tmp_path, arrays, "samples.npz"), problems)
    assert found is not None
    assert found.pictures.shape == (1, 8, 8, 1)
    assert (None if found.labels is None else found.labels.tolist()) == labels


@pytest.mark.parametrize("labels", [np.arange(3), np.array([np.nan]), np.array(["cat"]), np.array([2**63], "uint64")])
def test_samples_that_do_not_fit_their_classes_are_a_problem(tmp_path: Path, labels: Any) -> None:
    arrays = {"pictures": ARRAYS["wrong_pictures"], "labels": labels}
    problems: list[Problem] = []
    assert read_samples(run_with(tmp_path, arrays, "samples.npz"), problems) is None
    assert len(problems) == 1


def test_a_file_of_no_samples_at_all_is_a_problem(tmp_path: Path) -> None:
    problems: list[Problem] = []
    run = run_with(tmp_path, {"pictures": np.zeros((0, 8, 8, 1), "uint8")}, "samples.npz")
    assert read_samples(run, problems) is None
    assert len(problems) == 1
