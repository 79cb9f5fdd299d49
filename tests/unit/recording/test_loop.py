import subprocess
import sys

import numpy as np
import pytest

import reportgen
from reportgen.recording import options
from reportgen.recording.options import RecordingOptions
from reportgen.store.arrays import predictions_content, predictions_in
from reportgen.store.reading import read_library


def test_a_loop_of_ones_own_is_a_run(tmp_path, runs):
    with reportgen.record("my loop", dataset="Spirals", runs=tmp_path / "runs", batch_size=8, margin=0.5) as run:
        for epoch in range(3):
            run.log_epoch(loss=1 / (epoch + 1), learning_rate=0.1)
        run.log_evaluation(accuracy=0.75, samples=12)
    (stored,) = runs()
    assert (stored.run.name, stored.run.state, stored.run.dataset.name.value) == ("my loop", "completed", "Spirals")
    assert [epoch.metrics["loss"] for epoch in stored.epochs] == [1.0, 1 / 2, 1 / 3]
    assert [(epoch.epoch, epoch.learning_rate) for epoch in stored.epochs] == [(1, 0.1), (2, 0.1), (3, 0.1)]
    assert stored.run.training.batch_size.value == 8
    assert stored.run.training.extra == {"margin": 0.5}
    (evaluation,) = stored.run.evaluations
    assert (evaluation.data, evaluation.metrics, evaluation.samples) == ("test", {"accuracy": 0.75}, 12)


def test_an_exception_leaves_a_failed_loop_and_goes_on(tmp_path, runs):
    with pytest.raises(ZeroDivisionError), reportgen.record("loop", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        raise ZeroDivisionError
    (stored,) = runs()
    assert (stored.run.state, stored.run.failure.type, len(stored.epochs)) == ("failed", "ZeroDivisionError", 1)
    assert stored.run.failure.frames[-1].endswith("raise ZeroDivisionError")
    assert "test_loop.py" in stored.run.failure.frames[-1]


def test_a_keras_model_can_be_described(tmp_path, runs, network):
    with reportgen.record("loop", runs=tmp_path / "runs") as run:
        run.describe(network("sgd"))
    assert runs()[0].run.model.parameters == 43
    assert runs()[0].run.training.optimizer.type == "SGD"
    assert runs()[0].run.platform.backend == "tensorflow"


def test_recording_a_loop_loads_no_framework(tmp_path):
    program = (
        f"import reportgen, sys\nwith reportgen.record('a', runs={str(tmp_path)!r}) as run: run.log_epoch(loss=1)\n"
        "loaded = {'keras', 'tensorflow', 'numpy', 'matplotlib', 'jinja2', 'weasyprint'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def logged(tmp_path, *arguments, **chosen):
    with reportgen.record("own", runs=tmp_path / "runs", class_names=["cat", "dog", "eel"]) as run:
        run.log_epoch(loss=0.5)
        run.log_predictions(*arguments, **chosen)
    (stored,) = read_library([tmp_path / "runs"]).runs
    content = predictions_content(stored, [])
    return stored, content and predictions_in(content, stored, [])


def test_predictions_that_a_loop_logs_are_kept_with_what_is_known_of_them(tmp_path):
    scores = np.random.default_rng(0).normal(size=(40, 3))
    stored, found = logged(tmp_path, [0, 1, 2, 1] * 10, scores, "validation", from_logits=True)
    record = stored.run.predictions
    assert (record.data, record.samples, record.of_samples, record.epochs_trained) == ("validation", 40, 40, 1)
    assert (found.outputs[0].output.task, found.outputs[0].output.from_logits) == ("classes", True)
    np.testing.assert_array_equal(found.outputs[0].truth, [0, 1, 2, 1] * 10)
    np.testing.assert_allclose(found.outputs[0].scores, scores, rtol=1e-6)
    assert stored.run.dataset.class_names == ("cat", "dog", "eel")


@pytest.mark.parametrize(("regression", "task"), [(False, "two classes"), (True, "numbers")])
def test_whole_numbers_are_quantities_where_the_loop_says_so(tmp_path, regression, task):
    _, found = logged(tmp_path, np.array([0, 1, 1, 0]), np.array([0.2, 0.7, 0.9, 0.1]), regression=regression)
    assert found.outputs[0].output.task == task


def test_of_very_many_predictions_an_even_part_is_kept(tmp_path):
    truth = np.repeat([0, 1], 30_000)
    stored, found = logged(tmp_path, truth, truth * 0.8)
    assert (stored.run.predictions.samples, stored.run.predictions.of_samples) == (20_000, 60_000)
    assert found.outputs[0].truth.mean() == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([0, 1], [[0.5, 0.5]]), "2 targets and 1 scores"),
        (([], []), "at least one"),
        (([0, 1], 3), "scores of type int are no array"),
        (([0, 7], np.ones((2, 3))), "are of no task that can be judged"),
        (([0, 1], [0.5, 0.5], "exam"), "'exam' of predictions is none of training, validation, test, other"),
    ],
)
def test_predictions_that_cannot_be_judged_are_told_in_one_line_and_left_out(tmp_path, capfd, arguments, words):
    stored, found = logged(tmp_path, *arguments)
    told = capfd.readouterr().err
    assert words in told and told.count("\n") == 1
    assert stored.run.state == "completed" and found is None


def test_a_session_without_predictions_keeps_none_of_a_loop(tmp_path, monkeypatch):
    monkeypatch.setattr(options, "_session", [RecordingOptions(tmp_path / "runs", predictions=False)])
    stored, found = logged(tmp_path, [0, 1], [0.5, 0.6])
    assert stored.run.predictions is None and found is None
