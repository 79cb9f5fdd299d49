"""The sample runs are what they claim to be: the numbers of the first document, oddities, the same on every call."""

from pathlib import Path

from reportgen.store.reading import read_library
from tests.sample_models import branched, first_document_models
from tests.sample_runs import (
    NASTY_NAMES,
    first_document_runs,
    nasty_runs,
    odd_runs,
    sample_run,
    sample_runs,
    write_store,
)


def test_the_first_documents_models_have_its_rows_and_parameters() -> None:
    convolutional, two, five = first_document_models()
    assert [model.parameters for model in (convolutional, two, five)] == [1199882, 669706, 1457674]
    rows = [(layer.name, layer.output_shapes[0][1:], layer.parameters) for layer in convolutional.layers]
    assert rows == [
        ("input_1", (28, 28, 1), 0),
        ("conv2d_1", (26, 26, 32), 320),
        ("conv2d_2", (24, 24, 64), 18496),
        ("max_pooling2d_1", (12, 12, 64), 0),
        ("dropout_1", (12, 12, 64), 0),
        ("flatten_1", (9216,), 0),
        ("dense_1", (128,), 1179776),
        ("dropout_2", (128,), 0),
        ("dense_2", (10,), 1290),
    ]
    assert [layer.name for layer in five.layers][::5] == ["input_3", "dropout_6", "dense_10"]
    assert [layer.parameters for layer in two.layers] == [0, 0, 401920, 0, 262656, 0, 5130]


def test_the_first_documents_runs_end_where_it_says() -> None:
    ends = [(run.name, epochs[-1].metrics) for run, epochs in first_document_runs()]
    shown = [(name, f"{m['val_accuracy']:.4f}", f"{m['accuracy']:.4f}") for name, m in ends]
    assert shown == [
        ("ConvNet2layers", "0.9880", "0.9941"),
        ("ConvNet2layers", "0.9879", "0.9940"),
        ("MLP2layers", "0.9156", "0.9083"),
        ("MLP2layers", "0.9062", "0.9083"),
        ("MLP5layers", "0.9223", "0.9158"),
    ]


def test_a_branched_model_has_as_many_layers_as_asked_for_and_joins_existing_ones() -> None:
    for rows in range(5, 70):
        model = branched(rows)
        names = [layer.name for layer in model.layers]
        assert len(names) == len(set(names)) == rows
        for place, layer in enumerate(model.layers):
            assert set(layer.inbound) <= set(names[:place])
    assert sum(len(layer.inbound) == 2 for layer in branched(60).layers) == 9


def test_equal_arguments_give_equal_runs_and_different_seeds_different_ones() -> None:
    assert sample_run(seed=3) == sample_run(seed=3)
    ids = {run.id for run, _ in sample_runs(200)}
    assert len(ids) == 200


def test_a_failed_run_ends_short_of_what_was_asked_for() -> None:
    run, epochs = sample_run(epochs=1, requested=10, state="failed")
    assert run.training is not None
    assert run.training.epochs is not None
    assert (len(epochs), run.training.epochs.value, run.evaluations) == (1, 10, ())
    assert run.failure is not None


def test_a_store_of_samples_is_read_back_as_it_was_made(tmp_path: Path) -> None:
    for name, runs in {"odd": odd_runs(), "nasty": nasty_runs(), "thirty": sample_runs(30)}.items():
        library = read_library([write_store(tmp_path / name, runs)])
        assert [(stored.run, stored.epochs) for stored in library.runs] == runs
        assert library.problems == ()
    assert {run.name for run, _ in nasty_runs()} == set(NASTY_NAMES.values())
