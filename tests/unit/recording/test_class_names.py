"""The names of classes: as people write them, and as data carry them."""

import keras
import numpy as np
import pytest

import reportgen
from reportgen.recording.class_names import listed, names_in
from reportgen.recording.keras.hooks import record_every_fit


@pytest.mark.parametrize(
    "written",
    [
        ["cat", "dog"],
        ("cat", "dog"),
        np.array(["cat", "dog"]),
        "cat, dog",
        {0: "cat", 1: "dog"},
        {"dog": 1, "cat": 0},
        iter(["cat", "dog"]),
    ],
)
def test_names_may_be_written_in_many_ways(written):
    assert listed(written) == ("cat", "dog")


@pytest.mark.parametrize("written", [5, {"cat": 1, "dog": 2}, {1: "cat"}])
def test_what_is_no_list_of_names_is_told_in_one_line_and_left_out(written, capfd):
    assert listed(written) == ()
    told = capfd.readouterr().err
    assert told.startswith(f"reportgen: class_names={written!r} is no list of names") and told.count("\n") == 1


class Source:
    """A source of data as `image_dataset_from_directory` makes it, or one made from others."""

    def __init__(self, *inputs, **attributes):
        self._inputs = lambda: list(inputs)
        self.__dict__.update(attributes)


def test_names_that_data_carry_are_found_through_the_steps_after_them():
    pictures = Source(class_names=["cat", "dog"])
    assert names_in(Source(Source(pictures))) == ("cat", "dog")
    assert names_in(Source(class_indices={"dog": 1, "cat": 0})) == ("cat", "dog")
    assert names_in(Source(Source(), Source())) == names_in(object()) == ()


def test_a_source_that_is_made_from_itself_ends_the_search():
    source = Source()
    source._inputs = lambda: [source]
    assert names_in(source) == ()


def test_pictures_in_folders_name_their_classes(recorded, tmp_path):
    for name in ("ant", "bee"):
        (tmp_path / name).mkdir()
        for number in range(2):
            keras.utils.save_img(tmp_path / name / f"{number}.png", np.full((4, 4, 3), 9 * number), scale=False)
    data = keras.utils.image_dataset_from_directory(tmp_path, image_size=(4, 4), batch_size=2, verbose=False)
    model = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Flatten(), keras.layers.Dense(2)])
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True), run_eagerly=True)
    model.fit(data.cache().prefetch(1), verbose=0)
    assert recorded()[0].run.dataset.class_names == ("ant", "bee")


def test_names_that_the_program_gives_are_recorded_and_those_of_a_callback_win(tmp_path, network, points, runs):
    reportgen.autolog(runs=tmp_path / "runs", class_names=["a", "b", "c"])
    try:
        network().fit(*points, verbose=0)
        own = reportgen.RunRecorder(runs=tmp_path / "runs", class_names=["x", "y", "z"])
        network().fit(*points, verbose=0, callbacks=[own])
    finally:
        record_every_fit(None)
    assert [stored.run.dataset.class_names for stored in runs()] == [("a", "b", "c"), ("x", "y", "z")]


def test_a_recorder_that_is_copied_or_sent_away_keeps_what_was_chosen(tmp_path):
    import copy
    import pickle

    recorder = reportgen.RunRecorder("net", "dice", tmp_path, class_names=["a", "b"], predictions=False)
    for other in (copy.deepcopy(recorder), pickle.loads(pickle.dumps(recorder))):
        assert (other.choices, other.runs) == (recorder.choices, recorder.runs)
    assert recorder.options(None).predictions is False
