"""What a program chooses itself in a session, and what it leaves to the command that started it."""

from collections.abc import Iterator

import pytest

import reportgen
from reportgen.recording import options
from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.options import RecordingOptions, join_session, take_folders_elsewhere
from reportgen.store import default_runs
from reportgen.store.reading import read_library


@pytest.fixture
def session(tmp_path, monkeypatch) -> Iterator[RecordingOptions]:
    """As under `reportgen run --runs kept --name baseline --dataset dice --class-names … --no-predictions`."""
    monkeypatch.setattr(options, "_session", [])
    monkeypatch.setattr(default_runs, "_of_session", [])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept" / "sessions" / "s").mkdir(parents=True)
    chosen = RecordingOptions(
        runs=tmp_path / "kept",
        session_id="s",
        name="baseline",
        dataset="dice",
        predictions=False,
        class_names=("one", "two", "three"),
    )
    join_session(chosen)
    record_every_fit(chosen)
    yield chosen
    record_every_fit(None)


def described(folder):
    runs = read_library([folder]).runs
    assert all(stored.run.session_id == "s" for stored in runs)
    return [(stored.run.name, stored.run.dataset.name.value) for stored in runs]


def test_what_nobody_says_anew_keeps_the_value_of_the_command(session, network, points):
    reportgen.autolog()
    network().fit(*points, epochs=1, verbose=0)
    network().fit(*points, epochs=1, verbose=0, callbacks=[reportgen.RunRecorder()])
    with reportgen.record("by hand"):
        pass
    reportgen.autolog(dataset="coins")
    network().fit(*points, epochs=1, verbose=0, callbacks=[reportgen.RunRecorder(name="wide")])

    expected = [("baseline", "dice"), ("baseline", "dice"), ("by hand", "dice"), ("wide", "coins")]
    assert described(session.runs) == expected


def test_a_recorder_that_something_else_than_fit_calls_keeps_them_too(session):
    import keras

    record_every_fit(None)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    callbacks = keras.callbacks.CallbackList([reportgen.RunRecorder()], model=model, epochs=1)
    callbacks.on_train_begin()
    callbacks.on_epoch_begin(0)
    callbacks.on_epoch_end(0, {"loss": 1.0})
    callbacks.on_train_end()

    assert described(session.runs) == [("baseline", "dice")]


def test_a_folder_that_the_program_chooses_gets_the_runs_and_is_known_to_the_session(
    session, network, points, tmp_path
):
    reportgen.autolog(runs="other")
    network().fit(*points, epochs=1, verbose=0)
    with reportgen.record("third", runs=tmp_path / "third"):
        pass

    assert described(tmp_path / "other") == [("baseline", "dice")]
    assert take_folders_elsewhere(session.runs, "s") == (tmp_path / "other", tmp_path / "third")
    assert take_folders_elsewhere(session.runs, "s") == ()


def test_class_names_and_predictions_are_the_command_s_unless_the_program_chooses(session, network, points):
    data = {"validation_data": points, "verbose": 0}
    reportgen.autolog()
    network().fit(*points, **data)
    reportgen.autolog(predictions=True, class_names=["a", "b", "c"])
    network().fit(*points, **data)
    network().fit(*points, **data, callbacks=[reportgen.RunRecorder(predictions=False)])

    found = [(item.run.dataset.class_names, item.run.predictions) for item in read_library([session.runs]).runs]
    assert [names for names, _ in found] == [("one", "two", "three"), ("a", "b", "c"), ("a", "b", "c")]
    assert [predictions is not None for _, predictions in found] == [False, True, False]
