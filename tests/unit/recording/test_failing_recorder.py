import shutil

import keras
import pytest

import reportgen
from reportgen.recording.recorder import warn


def fit(model, points, **arguments):
    return model.fit(*points, verbose=0, **arguments).history["loss"]


def test_an_unwritable_runs_folder_costs_one_line_and_no_training(tmp_path, network, points, capsys):
    (tmp_path / "runs").write_text("a file, not a folder")
    losses = fit(network(), points, epochs=3, callbacks=[reportgen.RunRecorder(runs=tmp_path / "runs")])
    assert len(losses) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"reportgen: cannot write for now: {tmp_path / 'runs'}: File exists; the training goes on")
    assert (tmp_path / "runs").read_text() == "a file, not a folder"


def test_a_folder_deleted_in_mid_training_costs_one_line_and_no_training(recorded, tmp_path, network, points, capsys):
    def delete(epoch, logs):
        if epoch == 1:
            shutil.rmtree(tmp_path / "runs")

    losses = fit(network(), points, epochs=4, callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=delete)])
    assert len(losses) == 4
    assert len([line for line in capsys.readouterr().err.splitlines() if line.startswith("reportgen:")]) == 1


def test_a_model_that_cannot_describe_itself_is_recorded_without_its_model(recorded, points, capsys):
    class Shy(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = keras.layers.Dense(3, "softmax")

        def call(self, x):
            return self.dense(x)

        @property
        def layers(self):
            raise RuntimeError("no one looks at my layers")

    model = Shy()
    model.compile("sgd", "sparse_categorical_crossentropy")
    fit(model, points)
    (stored,) = recorded()
    assert (stored.run.model, stored.run.state, len(stored.epochs)) == (None, "completed", 1)
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "reportgen: the model could not be recorded: RuntimeError: no one looks at my layers"


def test_a_warning_survives_a_closed_standard_error(monkeypatch):
    monkeypatch.setattr("sys.stderr", None)
    warn("nobody hears this")


def test_settings_that_no_json_can_hold_do_not_stop_a_loop(tmp_path, runs):
    with reportgen.record("loop", runs=tmp_path / "runs", thing=object()) as run:
        run.log_epoch(loss="not a number", accuracy=0.5)
    assert runs()[0].epochs[0].metrics == {"accuracy": 0.5}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_losses_that_are_no_numbers_are_kept(tmp_path, runs, value):
    with reportgen.record("diverged", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=value)
    assert str(float(runs()[0].epochs[0].metrics["loss"])) == str(value)
