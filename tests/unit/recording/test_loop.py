import subprocess
import sys

import pytest

import reportgen


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
