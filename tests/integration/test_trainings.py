"""Trainings as other people write them, and their records beside what Keras itself says of them."""

import itertools
import json
import math
import signal
import subprocess
import sys

import numpy as np
import pytest

from reportgen.analysis.outcome import outcome_of
from reportgen.records.values import as_float
from reportgen.store.reading import read_library
from tests.conftest import PROGRAMS, quiet_environment
from tests.trainings import train

SOURCES = {
    # program: samples of training and validation; batch size; steps an epoch; where validation data come from
    "attention": ((16, None), (8, "set"), (2, "default"), "none"),
    "autoencoder": ((16, 4), (32, "default"), (1, "default"), "split"),
    "callback_sets_the_rate_each_step": ((40, None), (10, "set"), (4, "default"), "none"),
    "callbacks_copied_for_every_trial": ((30, 10), (32, "default"), (1, "default"), "split"),
    "callbacks_in_a_callback_list": ((40, None), (32, "default"), (2, "default"), "none"),
    "callbacks_none": ((20, None), (32, "default"), (1, "default"), "none"),
    "callbacks_reused_for_two_fits": ((40, None), (32, "default"), (2, "default"), "none"),
    "dataset_in_batches": ((48, 21), (8, "inferred"), (6, "default"), "data"),
    "dataset_of_unknown_size": ((None, None), (10, "inferred"), (4, "inferred"), "data"),
    "dataset_repeated_before_its_batches": ((20, None), (8, "inferred"), (8, "default"), "none"),
    "dataset_shuffled_for_two_fits": ((20, 20), (8, "inferred"), (3, "default"), "data"),
    "dataset_taken_and_skipped": ((40, 10), (8, "inferred"), (5, "default"), "data"),
    "dataset_without_batches": ((None, None), None, (20, "default"), "none"),
    "dict_inputs": ((30, 9), (32, "default"), (1, "default"), "data"),
    "early_stopping_restores": ((40, 8), (32, "default"), (2, "default"), "data"),
    "endless_generator": ((None, None), None, (4, "set"), "data"),
    "evaluated_inside_a_callback": ((30, None), (32, "default"), (1, "default"), "none"),
    "evaluated_three_times": ((20, 10), (32, "default"), (1, "default"), "data"),
    "fit_inside_a_callback": ((40, None), (32, "default"), (2, "default"), "none"),
    "infinite_dataset": ((30, None), (5, "inferred"), (10, "set"), "none"),
    "interrupted_in_epoch_three": ((40, None), (32, "default"), (2, "default"), "none"),
    "jit_compiled": ((40, None), (20, "set"), (2, "default"), "none"),
    "layer_that_refuses_questions": ((40, None), (32, "default"), (2, "default"), "none"),
    "learning_rate_schedule": ((40, None), (20, "set"), (2, "default"), "none"),
    "loss_becomes_nan": ((40, None), (32, "default"), (2, "default"), "none"),
    "losses_added_by_layers": ((40, None), (32, "default"), (2, "default"), "none"),
    "losses_by_lambda": ((40, None), (32, "default"), (2, "default"), "none"),
    "metrics_as_functions_and_objects": ((30, 10), (32, "default"), (1, "default"), "split"),
    "metrics_given_twice": ((40, None), (32, "default"), (2, "default"), "none"),
    "mixed_precision": ((40, None), (32, "default"), (2, "default"), "none"),
    "model_that_cannot_be_saved": ((40, None), (32, "default"), (2, "default"), "none"),
    "multi_label": ((40, None), (32, "default"), (2, "default"), "none"),
    "nested_model": ((40, None), (32, "default"), (2, "default"), "none"),
    "no_epochs": ((40, None), (32, "default"), (2, "default"), "none"),
    "nothing_set": ((70, None), (32, "default"), (3, "default"), "none"),
    "out_of_memory_in_epoch_two": ((40, None), (32, "default"), (2, "default"), "none"),
    "pandas_frame": ((24, 6), (32, "default"), (1, "default"), "split"),
    "plateau_lowers_the_rate": ((40, None), (32, "default"), (2, "default"), "none"),
    "positional_arguments": ((50, None), (16, "set"), (4, "default"), "none"),
    "py_dataset": ((None, None), (10, "inferred"), (4, "default"), "data"),
    "python_generator": ((None, None), None, (7, "inferred"), "none"),
    "recurrent_layers": ((12, None), (12, "set"), (1, "default"), "none"),
    "regression": ((30, 10), (32, "default"), (1, "default"), "split"),
    "resumed_at_epoch_three": ((40, None), (32, "default"), (2, "default"), "none"),
    "run_eagerly_everywhere": ((40, None), (16, "set"), (3, "default"), "none"),
    "sample_and_class_weights": ((30, 10), (32, "default"), (1, "default"), "split"),
    "segmentation": ((9, 3), (4, "set"), (3, "default"), "split"),
    "shared_layers": ((40, None), (32, "default"), (2, "default"), "none"),
    "steps_per_execution": ((40, None), (8, "set"), (5, "default"), "none"),
    "subclassed_not_yet_built": ((40, None), (32, "default"), (2, "default"), "none"),
    "subclassed_with_branches": ((40, None), (32, "default"), (2, "default"), "none"),
    "tabular_preprocessing": ((40, None), (10, "set"), (4, "default"), "none"),
    "text_preprocessing": ((20, None), (5, "set"), (4, "default"), "none"),
    "two_fits_of_one_model": ((40, None), (32, "default"), (2, "default"), "none"),
    "two_inputs_two_outputs": ((18, 6), (6, "set"), (3, "default"), "split"),
    "validated_every_second_epoch": ((30, 10), (32, "default"), (1, "default"), "split"),
    "validation_data_in_a_list": ((40, 10), (20, "set"), (2, "default"), "data"),
    "validation_split": ((33, 17), (10, "set"), (4, "default"), "split"),
}
NOT_LOGGED_BY_KERAS = {"acc_again", "learning_rate", "lr"}
# Of this scope the tests of one program follow each other: several processes that share the tests out train it once.
each_program = pytest.mark.parametrize("program", SOURCES, scope="module")
every_program = pytest.mark.parametrize("program", [*SOURCES, "own_loop_with_train_on_batch"], scope="module")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Runs a program, once for all tests of this module."""
    known = {}

    def run(program):
        if program not in known:
            known[program] = train(program, tmp_path_factory.mktemp(program))
        return known[program]

    return run


def pairs(program, trained):
    """Return what Keras returned of each fit with the run recorded of it, in the order of their start."""
    result = trained(program)
    histories = result.histories
    if program == "fit_inside_a_callback":
        histories = [result["history"], *result["probes"]]
    paired = zip(histories, result.runs, strict=True)
    return [(history, result.summaries[id(history.model)], stored) for history, stored in paired]


def given(setting):
    return None if setting is None else (setting.value, setting.origin)


@every_program
def test_recording_changes_no_number_no_file_and_no_random_draw(program, trained):
    result = trained(program)
    assert result.results == result.results_bare


@each_program
def test_data_batches_and_steps_are_those_that_keras_takes(program, trained):
    run = trained(program).runs[0].run
    samples, batch_size, steps, source = SOURCES[program]
    splits = [run.dataset.split(role) for role in ("training", "validation")]
    assert tuple(split.samples if split else None for split in splits) == samples
    assert given(run.training.batch_size) == batch_size
    assert given(run.training.steps_per_epoch) == steps
    assert run.training.validation.source == source
    assert (splits[1] is not None) == (source != "none")


@each_program
def test_every_epoch_holds_what_keras_logged_under_its_names(program, trained):
    if program == "dataset_without_batches":
        return
    for history, _, stored in pairs(program, trained):
        assert [epoch.epoch - 1 for epoch in stored.epochs] == history.epoch
        logged = {name: values for name, values in history.history.items() if name not in ("learning_rate", "lr")}
        names = dict.fromkeys(name for epoch in stored.epochs for name in epoch.metrics)
        assert set(names) == set(logged)
        for name, values in logged.items():
            found = [as_float(epoch.metrics[name]) for epoch in stored.epochs if name in epoch.metrics]
            np.testing.assert_array_equal(found, values)


@each_program
def test_each_metric_is_described_once_by_the_name_it_is_logged_under(program, trained):
    for history, _, stored in pairs(program, trained) if program != "dataset_without_batches" else ():
        training = stored.run.training
        described = [f"{metric.output}_{metric.name}" if metric.output else metric.name for metric in training.metrics]
        logged = [name for name in history.history if not name.startswith("val_") and name not in NOT_LOGGED_BY_KERAS]
        assert sorted(described) == sorted(name for name in logged if not name.endswith("loss"))


@each_program
def test_parameters_and_the_table_of_layers_are_those_of_keras_summary(program, trained):
    for _, summary, stored in pairs(program, trained) if program != "dataset_without_batches" else ():
        model = stored.run.model
        assert (model.parameters, model.trainable_parameters) == (summary.parameters, summary.trainable)
        if stored.run.state == "completed" and stored.epochs:
            assert model.optimizer_parameters == summary.optimizer
        rows = {f"{layer.name} ({layer.type})": layer for layer in model.layers if layer.depth == 0}
        assert [name for name in rows if name in {row[0] for row in summary.rows}] == [row[0] for row in summary.rows]
        for name, shape, parameters, connected in summary.rows:
            assert f"{rows[name].parameters:,}" == parameters.removesuffix(" (unbuilt)")
            assert shape in ("?", _shown(rows[name].output_shapes))
            assert not connected or list(rows[name].inbound) == connected


def _shown(shapes):
    texts = [f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})" for shape in shapes]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


@each_program
def test_the_optimizer_and_its_settings_are_those_that_trained(program, trained):
    for history, _, stored in pairs(program, trained) if program != "dataset_without_batches" else ():
        optimizer = getattr(history.model.optimizer, "inner_optimizer", history.model.optimizer)
        recorded = stored.run.training.optimizer
        assert recorded.type == type(optimizer).__name__
        settings = {name: setting.value for name, setting in recorded.settings.items()}
        config = optimizer.get_config()
        assert settings.keys() == config.keys() - {"name"}
        for name in settings.keys() - {"learning_rate"}:
            assert settings[name] == config[name], name
        if stored.epochs:
            assert np.float32(stored.epochs[-1].learning_rate) == np.float32(optimizer.learning_rate)


def recorded_rates(stored):
    return [(epoch.learning_rate_start or epoch.learning_rate, epoch.learning_rate) for epoch in stored.epochs]


def shown_loss(stored):
    return outcome_of(stored).test_loss


def test_positional_arguments_are_those_that_the_program_set(trained):
    training = trained("positional_arguments").training
    assert (given(training.batch_size), given(training.epochs)) == ((16, "set"), (2, "set"))


def test_what_nobody_set_is_tagged_as_the_default_of_keras(trained):
    training = trained("nothing_set").training
    assert given(training.epochs) == (1, "default")
    assert given(training.shuffle) == (True, "default")
    assert given(training.optimizer.settings["learning_rate"]) == (0.001, "default")


@pytest.mark.parametrize("program", ["callbacks_reused_for_two_fits", "callbacks_in_a_callback_list"])
def test_the_callers_callbacks_are_not_touched(program, trained):
    result = trained(program)
    assert result["untouched"] and result["seen"]
    assert "LambdaCallback" in [callback.type for callback in result.runs[-1].run.training.callbacks]


def test_callbacks_that_are_copied_serve_every_trial(trained):
    runs = [stored.run for stored in trained("callbacks_copied_for_every_trial").runs]
    assert [[item.type for item in run.training.callbacks] for run in runs] == [["EarlyStopping", "TerminateOnNaN"]] * 2
    assert [run.parent for run in runs] == [None, None]


def test_a_second_fit_continues_the_first(trained):
    first, second = (stored.run for stored in trained("two_fits_of_one_model").runs)
    assert (second.parent.run_id, second.parent.relation) == (first.id, "continuation")


def test_fits_inside_a_callback_are_runs_nested_in_the_outer_one(trained):
    outer, *probes = (stored.run for stored in trained("fit_inside_a_callback").runs)
    assert [(probe.parent.run_id, probe.parent.relation) for probe in probes] == [(outer.id, "nested")] * 2
    assert [probe.training.optimizer.type for probe in probes] == ["SGD", "SGD"]


@pytest.mark.parametrize(
    ("program", "kind", "weighs"),
    [
        ("dataset_in_batches", "tf.data.Dataset", True),
        ("dataset_of_unknown_size", "tf.data.Dataset", False),
        ("endless_generator", "generator", False),
        ("py_dataset", "PyDataset", False),
        ("sample_and_class_weights", "arrays", True),
    ],
)
def test_data_are_described_as_what_they_are(program, kind, weighs, trained):
    run = trained(program).runs[0].run
    assert [split.kind for split in run.dataset.splits] == [kind] * 2
    assert run.training.sample_weights == weighs


def test_of_data_without_an_end_no_more_is_taken_than_keras_takes_ahead(trained):
    generator, dataset = trained("endless_generator")["pulled"], trained("infinite_dataset")["pulled"]
    assert 8 <= generator.count("training") <= 40
    assert 6 <= generator.count("validation") <= 40
    assert 100 <= len(dataset) <= 150


def test_weights_of_classes_are_recorded(trained):
    assert trained("sample_and_class_weights").runs[1].run.training.class_weights == {"0": 1.0, "1": 2.5, "2": 0.5}


def test_a_dataset_that_keras_refuses_is_a_failed_run_with_what_keras_says(trained):
    result = trained("dataset_without_batches")
    assert (result.run.state, result.run.failure.type) == ("failed", "ValueError")
    assert result.run.failure.message.splitlines()[0] == result["message"]
    assert result.run.failure.frames[-1].endswith("model.fit(data, epochs=2, verbose=0)")


def test_tables_and_columns_by_name_are_described_as_the_arrays_they_hold(trained):
    table, columns = trained("pandas_frame"), trained("dict_inputs")
    assert table.run.dataset.split("training").class_counts == {"0": 8, "1": 8, "2": 8}
    assert table.run.dataset.split("test").samples == 10
    assert table.run.evaluations[0].metrics == table["tested"]
    inputs = columns.run.dataset.split("training").inputs
    assert [(array.name, array.shape) for array in inputs] == [("age", (30, 1)), ("income", (30, 1))]
    assert inputs[0].minimum == columns["x"]["age"].min()


def test_targets_that_are_no_classes_are_not_counted_as_such(trained):
    for program, shape in (
        ("regression", (30, 1)),
        ("multi_label", (40, 5)),
        ("segmentation", (9, 8, 8, 1)),
        ("autoencoder", (16, 8, 8, 1)),
    ):
        split = trained(program).run.dataset.split("training")
        assert [array.shape for array in split.targets] == [shape]
        assert split.class_counts is None


def test_the_rate_in_force_is_recorded_at_both_ends_of_each_epoch(trained):
    scheduled, plateau = trained("learning_rate_schedule"), trained("plateau_lowers_the_rate")
    rates = scheduled["rates"]
    assert recorded_rates(scheduled.runs[0]) == [pytest.approx(pair) for pair in itertools.pairwise(rates)]
    assert scheduled.training.optimizer.schedule.type == "CosineDecay"
    assert given(scheduled.training.optimizer.schedule.settings["warmup_steps"]) == (2, "set")
    logged = [pytest.approx((rate, rate)) for rate in plateau["history"].history["learning_rate"]]
    assert recorded_rates(plateau.runs[0]) == logged
    assert plateau.runs[0].epochs[0].learning_rate == 0.008
    by_steps = trained("callback_sets_the_rate_each_step")
    assert [epoch.learning_rate for epoch in by_steps.runs[0].epochs] == pytest.approx(by_steps["rates"][3::4])


def test_under_mixed_precision_the_inner_optimizer_is_recorded_with_the_policy(trained):
    training = trained("mixed_precision").training
    assert (training.optimizer.type, training.optimizer.loss_scaling) == ("AdamW", True)
    assert given(training.optimizer.settings["learning_rate"]) == (0.002, "set")
    assert training.precision_policy == "mixed_float16"


def test_early_stopping_that_restores_gives_the_numbers_of_its_best_epoch(trained):
    result = trained("early_stopping_restores")
    losses = result["history"].history["val_loss"]
    ending = result.run.ending
    assert (ending.reason, ending.kept_by) == ("early_stopping", "early_stopping")
    assert ending.kept_epoch == ending.best_epoch == int(np.argmin(losses)) + 1 < len(losses)
    assert shown_loss(result.runs[0]).number == result["kept"]
    assert [item.epochs_trained for item in result.run.evaluations] == [ending.kept_epoch]


def test_evaluations_tell_their_data_and_what_keras_returned(trained):
    result = trained("evaluated_three_times")
    test, validation, training = result.run.evaluations
    assert [item.data for item in (test, validation, training)] == ["test", "validation", "training"]
    assert [item.samples for item in (test, validation, training)] == [10, 10, 20]
    assert [item.epochs_trained for item in (test, validation, training)] == [3, 3, 3]
    assert sorted(test.metrics.values()) == sorted(result["on_test"])
    assert validation.metrics == result["on_validation"]
    assert sorted(training.metrics.values()) == sorted(result["on_training"])


def test_evaluations_inside_a_callback_count_for_their_epochs(trained):
    result = trained("evaluated_inside_a_callback")
    assert [(item.epochs_trained, item.metrics) for item in result.run.evaluations] == [
        (epoch + 1, metrics) for epoch, metrics in enumerate(result["tested"])
    ]
    assert shown_loss(result.runs[0]).number == result["tested"][-1]["loss"]


def test_a_loop_of_the_programs_own_is_recorded_as_it_logs(trained):
    result = trained("own_loop_with_train_on_batch")
    assert [epoch.metrics for epoch in result.runs[0].epochs] == result["logged"]
    assert (result.run.name, result.run.state, result.run.model.parameters) == ("own loop", "completed", 15)
    assert result.training.batch_size.value == 10


def test_a_training_that_is_interrupted_or_fails_says_so_and_keeps_its_epochs(trained):
    interrupted, failed = trained("interrupted_in_epoch_three"), trained("out_of_memory_in_epoch_two")
    assert (interrupted.run.state, len(interrupted.runs[0].epochs)) == ("interrupted", 2)
    assert [item.epochs_trained for item in interrupted.run.evaluations] == [None]
    assert (failed.run.state, len(failed.runs[0].epochs)) == ("failed", 1)
    assert (failed.run.failure.type, failed.run.failure.message) == ("ResourceExhaustedError", failed["message"])


def test_a_loss_that_becomes_nan_is_recorded_as_such_with_the_reason_of_the_end(trained):
    result = trained("loss_becomes_nan")
    assert result.run.ending.reason == "nan"
    assert math.isnan(as_float(result.runs[0].epochs[-1].metrics["loss"]))
    assert len(result.runs[0].epochs) == 1


def test_recording_does_not_depend_on_saving_or_on_what_layers_say_of_themselves(trained):
    unsaved, reticent = trained("model_that_cannot_be_saved"), trained("layer_that_refuses_questions")
    assert unsaved["complaint"]
    layers = {layer.name: layer for layer in unsaved.run.model.layers}
    assert given(layers["doubled"].config["function"]) == ("<lambda>", "set")
    assert given(layers["scaled"].config["factor"]) == (0.5, "set")
    assert [loss.type for loss in unsaved.training.losses] == ["closest"]
    private = reticent.run.model.layers[1]
    assert {name for name, setting in private.config.items() if setting.origin == "set"} == {"units"}


def test_settings_of_fit_and_compile_are_recorded_as_the_program_gave_them(trained):
    several, compiled = trained("steps_per_execution").training, trained("jit_compiled").training
    assert given(several.compile_settings["steps_per_execution"]) == (3, "set")
    assert compiled.compile_settings["jit_compile"].value is True
    assert trained("resumed_at_epoch_three").training.initial_epoch == 3
    frequencies = [stored.run.training.validation.frequency for stored in trained("validated_every_second_epoch").runs]
    assert frequencies == [2, [1, 3]]
    assert given(trained("no_epochs").training.epochs) == (0, "set")
    assert trained("no_epochs").run.state == "completed"


def test_losses_are_recorded_by_name_output_weight_and_settings(trained):
    by_lambda, by_layers = trained("losses_by_lambda").training, trained("losses_added_by_layers").training
    several = trained("two_inputs_two_outputs").training
    assert [(loss.type, loss.output, loss.weight) for loss in (*by_lambda.losses, *several.losses)] == [
        ("<lambda>", "near", 1.0),
        ("scaled_error", "far", 0.5),
        ("MeanSquaredError", "price", 0.2),
        ("SparseCategoricalCrossentropy", "kind", 1.0),
    ]
    assert by_layers.losses == ()
    (huber,) = trained("regression").training.losses
    assert (huber.type, given(huber.settings["delta"])) == ("Huber", (2.0, "set"))


def test_metrics_of_every_kind_are_recorded_by_type(trained):
    metrics = trained("metrics_as_functions_and_objects").training.metrics
    assert [metric.type for metric in metrics] == [
        "SparseCategoricalAccuracy",
        "confidence",
        "SparseCategoricalCrossentropy",
        "SparseTopKCategoricalAccuracy",
        "<lambda>",
        "Surprise",
    ]
    assert (given(metrics[3].settings["k"]), given(metrics[5].settings["base"])) == ((2, "set"), (10.0, "set"))


def test_layers_that_were_adapted_say_what_they_were_made_with(trained):
    tabular = {layer.type: layer.config for layer in trained("tabular_preprocessing").run.model.layers}
    assert given(tabular["StringLookup"]["output_mode"]) == ("one_hot", "set")
    assert given(tabular["Hashing"]["num_bins"]) == (3, "set")
    assert given(tabular["Discretization"]["bin_boundaries"]) == ([1, 3], "set")
    text = {layer.type: layer.config for layer in trained("text_preprocessing").run.model.layers}
    assert given(text["TextVectorization"]["max_tokens"]) == (20, "set")


def test_models_inside_models_are_listed_with_their_layers(trained):
    rows = [(layer.depth, layer.type) for layer in trained("nested_model").run.model.layers if layer.parameters]
    assert rows == [
        (0, "Functional"),
        (1, "Sequential"),
        (2, "Dense"),
        (2, "Dense"),
        (1, "BatchNormalization"),
        (0, "Dense"),
    ]


@pytest.fixture(scope="module")
def processes(tmp_path_factory):
    """Three programs started at once under `reportgen run`, in one folder: their exit statuses, output and runs."""
    folder = tmp_path_factory.mktemp("processes")
    programs = ["prints_what_keras_says", "prints_what_keras_says", "terminated_in_epoch_three"]
    command = [sys.executable, "-m", "reportgen", "run", "-q", "--no-report"]
    started = [
        subprocess.Popen(
            [*command, str(PROGRAMS / f"{program}.py")],
            cwd=folder,
            env=quiet_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for program in programs
    ]
    output = [process.communicate(timeout=120)[0] for process in started]
    return [process.returncode for process in started], output, list(read_library([folder / "runs"]).runs)


def test_processes_that_start_in_one_second_write_a_run_each(processes, trained):
    _, output, runs = processes
    history = trained("prints_what_keras_says")["history"].history
    completed = [stored for stored in runs if stored.run.state == "completed"]
    assert len({stored.run.id for stored in completed}) == 2
    for text, stored in zip(output[:2], completed, strict=True):
        assert json.loads(text) == history
        assert [epoch.metrics for epoch in stored.epochs] == [
            {name: values[place] for name, values in history.items()} for place in range(3)
        ]


def test_a_program_that_is_told_to_end_keeps_its_epochs_and_ends_as_it_would(processes):
    statuses, _, runs = processes
    assert statuses == [0, 0, 128 + signal.SIGTERM]
    (ended,) = (stored for stored in runs if stored.run.state != "completed")
    assert (ended.run.state, len(ended.epochs)) == ("killed", 2)
