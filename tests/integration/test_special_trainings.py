"""Trainings that are special in how they run: other backends, several devices and workers, tuners, kills, own steps."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reportgen.store.reading import StoredRun, read_library
from tests.conftest import LEFT_OUT, PROGRAMS, quiet_environment
from tests.trainings import Trained, train

BACKENDS = Path(sys.prefix) / "backends"
# Keras under JAX or Torch imports TensorFlow too where it finds it, which takes longer than they do.
WITHOUT_TENSORFLOW = f"{Path(LEFT_OUT).with_name('frameworks')}:{LEFT_OUT}:{BACKENDS}"
RECORDED = ("-m", "reportgen", "run", "--no-report")
needs_backends = pytest.mark.skipif(
    not BACKENDS.is_dir(), reason="JAX and Torch are not installed: .ci/setup test installs them"
)


def start(folder: Path, *command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in `folder`, a program by its name in `tests/programs`."""
    folder.mkdir(parents=True, exist_ok=True)
    programs = {path.stem: str(path) for path in PROGRAMS.glob("*.py")}
    words = [programs.get(str(word), str(word)) for word in command]
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=quiet_environment(OMP_NUM_THREADS="1", **environment),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(lambda call: call(), calls))


def runs_in(folder: Path) -> list[StoredRun]:
    return list(read_library([folder / "runs"]).runs)


def both_ways(folder: Path, *program: object, **environment: str) -> list[StoredRun]:
    """Run a program bare and under the recorder, see that it prints the same, and return its runs."""
    bare, recorded = at_once(
        lambda: start(folder / "bare", *program, **environment),
        lambda: start(folder / "recorded", *RECORDED, *program, **environment),
    )
    assert (bare.returncode, recorded.returncode) == (0, 0), bare.stderr + recorded.stderr
    assert recorded.stdout == bare.stdout
    assert "reportgen" not in recorded.stderr
    return runs_in(folder / "recorded")


def trained(folder: Path, program: str) -> Trained:
    """Run a program both ways in this process, where Keras is imported already."""
    result = train(program, folder)
    assert result.results == result.results_bare
    return result


def parents(runs: list[StoredRun]) -> list[tuple[int, str] | None]:
    """Return the place of each run's parent among the runs, and how they are related."""
    places = {stored.run.id: place for place, stored in enumerate(runs)}
    return [
        (places[stored.run.parent.run_id], stored.run.parent.relation) if stored.run.parent else None for stored in runs
    ]


def same_metrics(stored: StoredRun, history: Any) -> bool:
    logged = [{name: values[place] for name, values in history.history.items()} for place in range(len(history.epoch))]
    return [epoch.metrics for epoch in stored.epochs] == logged


# --- other backends -------------------------------------------------------------------------------------------------


@needs_backends
def test_trainings_under_jax_are_recorded_with_their_devices(tmp_path: Path) -> None:
    first, second, spread = both_ways(tmp_path, "trains_on_jax", PYTHONPATH=WITHOUT_TENSORFLOW)

    assert parents([first, second, spread]) == [None, (0, "continuation"), None]
    platform = first.run.platform
    assert platform is not None
    assert (platform.device, platform.backend, platform.packages["jax"]) == ("CPU:0", "jax", platform.backend_version)
    assert first.run.ending is not None
    assert (first.run.ending.reason, first.run.ending.kept_epoch, len(first.epochs)) == ("early_stopping", 1, 2)
    (evaluation,) = first.run.evaluations
    assert (evaluation.data, evaluation.samples, evaluation.epochs_trained) == ("test", 64, 1)
    training = second.run.training
    assert training is not None
    assert training.compile_settings["steps_per_execution"].value == 5
    assert (training.batch_size.value, training.steps_per_epoch.value) == (32, 10)  # type: ignore[union-attr]
    assert spread.run.training is not None
    assert spread.run.training.extra == {"distribution": "DataParallel", "devices": 2}
    assert spread.run.platform is not None
    assert spread.run.platform.device == "CPU:0"


@pytest.fixture(scope="module")
def torch_runs(tmp_path_factory: pytest.TempPathFactory) -> list[StoredRun]:
    """Train under Torch and search with KerasTuner in one process, whose start costs more than they do.

    KerasTuner under TensorFlow wants TensorBoard; under Torch it does not.
    """
    folder = tmp_path_factory.mktemp("torch")
    programs = ["trains_on_torch", "tuned_by_random_search", "tuned_by_hyperband"]
    several = folder / "several.py"
    several.write_text("import runpy, sys\nfor path in sys.argv[1:]:\n    runpy.run_path(path, run_name='__main__')\n")
    return both_ways(folder, several, *programs, PYTHONPATH=WITHOUT_TENSORFLOW)


@needs_backends
def test_trainings_under_torch_are_recorded_from_a_data_loader_and_from_arrays(torch_runs: list[StoredRun]) -> None:
    loaded, arrays = torch_runs[:2]

    assert parents([loaded, arrays]) == [None, (0, "continuation")]
    platform, training, dataset = loaded.run.platform, loaded.run.training, loaded.run.dataset
    assert platform is not None
    assert (platform.device, platform.backend, platform.backend_version) == (
        "CPU:0",
        "torch",
        platform.packages["torch"],
    )
    assert training is not None
    assert (training.batch_size.value, training.steps_per_epoch.value) == (40, 8)  # type: ignore[union-attr]
    assert dataset is not None
    assert [(split.role, split.kind, split.samples) for split in dataset.splits] == [
        ("training", "torch.DataLoader", 320),
        ("validation", "arrays", 80),
        ("test", "arrays", 320),
    ]
    assert loaded.run.seeds == {"torch.manual_seed": 3, "keras.utils.set_random_seed": 11}
    assert loaded.epochs[0].learning_rate_start == 0.1
    assert loaded.epochs[1].learning_rate_start == loaded.epochs[0].learning_rate
    (evaluation,) = loaded.run.evaluations
    assert (evaluation.data, evaluation.epochs_trained) == ("test", 2)
    assert arrays.run.ending is not None
    assert (arrays.run.ending.reason, arrays.run.ending.kept_epoch, len(arrays.epochs)) == ("early_stopping", 1, 2)


# --- tuners and loops over trainings --------------------------------------------------------------------------------


@needs_backends
def test_each_execution_of_a_random_search_is_a_run_with_its_trial_and_hyperparameters(
    torch_runs: list[StoredRun],
) -> None:
    runs = [stored.run for stored in torch_runs if "execution" in stored.run.name]

    assert [run.name.partition(", ")[2] for run in runs] == [
        f"trial {trial}, execution {execution}" for trial in (0, 1, 2) for execution in (1, 2)
    ]
    for run in runs:
        assert run.parent is None
        assert run.model is not None
        assert run.training is not None
        hyperparameters = run.training.extra
        assert set(hyperparameters) == {"layers", "units", "learning_rate"}
        assert [layer.type for layer in run.model.layers].count("Dense") == hyperparameters["layers"] + 1
        assert run.training.optimizer is not None
        rate = run.training.optimizer.settings["learning_rate"].value
        assert rate == pytest.approx(hyperparameters["learning_rate"], rel=1e-6)
        assert "EarlyStopping" in [callback.type for callback in run.training.callbacks]


@needs_backends
def test_each_trial_of_hyperband_is_a_run_that_continues_the_one_whose_weights_it_took(
    torch_runs: list[StoredRun],
) -> None:
    runs = [stored.run for stored in torch_runs if stored.run.training and "tuner/bracket" in stored.run.training.extra]
    by_trial = {run.name.rpartition(" ")[2]: run for run in runs}

    assert len(by_trial) == len(runs)
    continued = 0
    for run in runs:
        assert run.training is not None
        taken = run.training.extra.get("tuner/trial_id")
        assert run.training.initial_epoch == run.training.extra["tuner/initial_epoch"]
        assert (run.parent.run_id if run.parent else None) == (by_trial[taken].id if taken else None)
        continued += taken is not None
    assert continued


def test_each_fold_of_a_cross_validation_is_a_run_with_its_own_evaluation(tmp_path: Path) -> None:
    result = trained(tmp_path, "cross_validation")

    assert parents(result.runs) == [None, None, None]
    for stored, history, score in zip(result.runs, result["histories"], result["scores"], strict=True):
        assert same_metrics(stored, history)
        (evaluation,) = stored.run.evaluations
        assert (evaluation.data, evaluation.samples, evaluation.metrics["accuracy"]) == ("test", 20, score)


def test_each_fit_of_an_estimator_that_scikit_learn_clones_is_a_run(tmp_path: Path) -> None:
    result = trained(tmp_path, "wrapped_for_scikit_learn")

    units = [stored.run.model.layers[1].config["units"].value for stored in result.runs]  # type: ignore[union-attr]
    assert units == [3, 3, 6, 6, result["best"]["units"]]
    assert same_metrics(result.runs[-1], result["history"])
    samples = [stored.run.dataset.splits[0].samples for stored in result.runs]  # type: ignore[union-attr]
    assert samples == [20, 20, 20, 20, 40]


def test_a_learning_rate_finder_is_a_run_whose_rate_rose_and_the_training_after_it_another(tmp_path: Path) -> None:
    result = trained(tmp_path, "learning_rate_finder")
    search, training = result.runs

    (epoch,) = search.epochs
    assert epoch.learning_rate_start == pytest.approx(result["rates"][0], rel=1e-6)
    assert epoch.learning_rate == pytest.approx(1.0, rel=1e-5)
    assert same_metrics(training, result["history"])
    assert training.run.training is not None
    assert training.run.training.optimizer is not None
    chosen = training.run.training.optimizer.settings["learning_rate"].value
    assert chosen == pytest.approx(float(result["regressor"].optimizer.learning_rate), rel=1e-6)
    assert {item.learning_rate for item in training.epochs} == {chosen}


def test_models_of_one_program_have_the_names_the_program_gives_them_and_their_own_evaluations(tmp_path: Path) -> None:
    result = trained(tmp_path, "several_models")

    assert [stored.run.name for stored in result.runs] == ["linear", "deep", "convolutional", "linear"]
    assert parents(result.runs) == [None, None, None, (0, "continuation")]
    assert [len(stored.run.evaluations) for stored in result.runs] == [1, 1, 1, 0]
    assert all(same_metrics(*pair) for pair in zip(result.runs, result["histories"], strict=True))
    optimizers = [stored.run.training.optimizer.type for stored in result.runs]  # type: ignore[union-attr]
    assert optimizers == ["SGD", "Adam", "RMSprop", "SGD"]


def test_thirty_fits_leave_no_memory_no_descriptors_no_threads_and_no_models_behind(tmp_path: Path) -> None:
    done = start(tmp_path, *RECORDED, "thirty_fits_in_a_loop")

    after_ten, after_thirty = ([int(number) for number in line.split()] for line in done.stdout.splitlines())
    megabytes, files, threads, models = np.subtract(after_thirty, after_ten)
    assert megabytes < 110  # the data of twenty fits are 160 MB; TensorFlow by itself takes about 50
    assert (files, threads, models) == (0, 0, 0)
    assert len(runs_in(tmp_path)) == 30


# --- several devices, several workers -------------------------------------------------------------------------------


def test_a_training_mirrored_on_two_devices_is_recorded_with_both(tmp_path: Path) -> None:
    first, second = both_ways(tmp_path, "mirrored_on_two_cpus")

    assert parents([first, second]) == [None, (0, "continuation")]
    for stored in (first, second):
        assert stored.run.training is not None
        assert stored.run.training.extra == {"distribution": "MirroredStrategy", "replicas": 2}
    assert [epoch.learning_rate for epoch in first.epochs] == [0.05, 0.025]
    assert first.run.ending is not None
    assert (first.run.ending.reason, first.run.ending.kept_epoch) == ("early_stopping", 1)
    (evaluation,) = first.run.evaluations
    assert (evaluation.data, evaluation.samples, evaluation.epochs_trained) == ("test", 32, 1)


def free_addresses(count: int) -> list[str]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    addresses = [f"127.0.0.1:{listening.getsockname()[1]}" for listening in sockets]
    for listening in sockets:
        listening.close()
    return addresses


def workers(folder: Path, *before: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the two workers of one training, each a process as its own machine would have it."""
    addresses = free_addresses(2)

    def worker(index: int) -> subprocess.CompletedProcess[str]:
        task = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}
        return start(folder, *before, "one_of_two_workers", TF_CONFIG=json.dumps(task))

    return at_once(lambda: worker(0), lambda: worker(1))


def test_two_workers_of_one_training_leave_one_run_that_the_chief_recorded(tmp_path: Path) -> None:
    bare = workers(tmp_path / "bare")
    recorded = workers(tmp_path / "recorded", *RECORDED)

    assert [done.returncode for done in (*bare, *recorded)] == [0, 0, 0, 0], recorded[0].stderr
    assert [done.stdout for done in recorded] == [done.stdout for done in bare]
    (stored,) = runs_in(tmp_path / "recorded")
    assert stored.run.training is not None
    assert stored.run.training.extra == {"distribution": "MultiWorkerMirroredStrategy", "replicas": 2}
    assert (stored.run.state, len(stored.epochs)) == ("completed", 3)
    errors = [epoch.metrics["error"] for epoch in stored.epochs]
    assert recorded[0].stdout.startswith(str({"error": errors}))
    assert "did not call fit, or the chief of its workers records" in recorded[1].stderr


# --- killed and started again ---------------------------------------------------------------------------------------


def test_a_training_that_is_killed_and_started_again_resumes_its_run(tmp_path: Path) -> None:
    program, folder = "killed_and_started_again", tmp_path / "recorded"
    whole, died = at_once(lambda: start(tmp_path / "bare", program), lambda: start(folder, *RECORDED, program, "die"))
    again = start(folder, *RECORDED, program)

    assert died.returncode == 128 + signal.SIGKILL
    assert again.returncode == whole.returncode == 0
    killed, resumed = runs_in(folder)
    assert (killed.run.state, [epoch.epoch for epoch in killed.epochs]) == ("killed", [1, 2])
    assert (resumed.run.state, [epoch.epoch for epoch in resumed.epochs]) == ("completed", [3, 4, 5])
    assert parents([killed, resumed]) == [None, (0, "resumption")]
    assert resumed.run.training is not None
    assert resumed.run.training.initial_epoch == 2
    losses = [epoch.metrics["loss"] for epoch in (*killed.epochs, *resumed.epochs)]
    assert str(losses) in whole.stdout  # as if it had never been killed


# --- models that are trained in steps of their own, and optimizers that do more than step ----------------------------


def test_a_base_that_is_frozen_and_thawed_is_said_and_the_second_training_continues_the_first(tmp_path: Path) -> None:
    result = trained(tmp_path, "frozen_base_then_thawed")
    head, whole = result.runs

    assert parents(result.runs) == [None, (0, "continuation")]
    assert [stored.run.training.recompiled for stored in result.runs] == [False, True]  # type: ignore[union-attr]
    for stored, history in ((head, result["head"]), (whole, result["whole"])):
        assert same_metrics(stored, history)
    assert [epoch.epoch for epoch in whole.epochs] == [3, 4]
    summary = result.summaries[id(result["whole"].model)]
    assert head.run.model is not None
    assert whole.run.model is not None
    assert head.run.model.parameters == whole.run.model.parameters == summary.parameters
    assert head.run.model.trainable_parameters == result["trainable_then"]
    assert whole.run.model.trainable_parameters == summary.trainable
    assert whole.run.model.optimizer_parameters == summary.optimizer
    assert head.run.model.fingerprint == whole.run.model.fingerprint
    base = [layer for layer in whole.run.model.layers if layer.depth == 1]
    assert [layer.trainable for layer in base] == [layer.trainable for layer in result["base"].layers]
    assert not any(layer.trainable for layer in head.run.model.layers if layer.depth == 1)
    rates = [stored.run.training.optimizer.settings["learning_rate"].value for stored in result.runs]  # type: ignore[union-attr]
    assert rates == [0.01, 1e-05]


def test_a_gan_is_recorded_with_the_optimizers_of_its_generator_and_its_discriminator(tmp_path: Path) -> None:
    result = trained(tmp_path, "gan_with_two_optimizers")
    (stored,) = result.runs

    training = result.training
    rates = {name: (item.type, item.settings["learning_rate"].value) for name, item in training.optimizers.items()}
    assert rates == {"d_optimizer": ("Adam", 3e-4), "g_optimizer": ("RMSprop", 2e-4)}
    assert training.optimizer is None
    assert same_metrics(stored, result["history"])
    assert set(stored.epochs[0].metrics) == {"d_loss", "g_loss"}
    parts = {layer.name: layer.parameters for layer in stored.run.model.layers if layer.depth == 0}
    assert parts == {name: result[name].count_params() for name in ("discriminator", "generator")}
    assert stored.run.model.parameters == sum(parts.values())


def test_a_step_that_returns_what_it_likes_has_its_numbers_recorded(tmp_path: Path) -> None:
    result = trained(tmp_path, "train_step_with_metrics_of_its_own")
    (stored,) = result.runs

    assert [set(epoch.metrics) for epoch in stored.epochs] == [{"distance", "size"}] * 2
    for name in ("distance", "size"):
        assert [epoch.metrics[name] for epoch in stored.epochs] == result["history"].history[name]
    assert (result.training.optimizer.type, result.training.losses[0].type) == ("Nadam", "MeanSquaredError")


def test_a_model_compiled_without_a_loss_is_recorded_by_the_losses_it_tracks(tmp_path: Path) -> None:
    result = trained(tmp_path, "variational_autoencoder")
    (stored,) = result.runs

    assert result.training.losses == ()
    tracked = ["total_loss", "reconstruction_loss", "kl_loss"]
    assert [metric.name for metric in result.training.metrics] == tracked
    assert same_metrics(stored, result["history"])
    assert (result.training.optimizer.type, stored.epochs[-1].learning_rate) == ("Adam", 0.001)


def test_a_contrastive_model_without_a_call_is_recorded_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = trained(tmp_path, "contrastive")
    (stored,) = result.runs

    assert "reportgen" not in capfd.readouterr().err
    assert set(result.training.optimizers) == {"contrastive_optimizer", "probe_optimizer"}
    assert set(stored.epochs[0].metrics) == {"c_loss", "p_acc", "val_p_acc"}
    assert same_metrics(stored, result["history"])


def test_a_loop_that_learns_by_reward_is_recorded_as_it_logs(tmp_path: Path) -> None:
    result = trained(tmp_path, "learns_by_reward")
    (stored,) = result.runs

    assert stored.run.name == "left or right"
    assert [epoch.metrics["reward"] for epoch in stored.epochs] == result["rewards"]
    assert stored.run.model.parameters == result["policy"].count_params()
    assert result.training.extra == {"gamma": 0.9}
    assert result.training.optimizer.settings["learning_rate"].value == 0.05


def test_accumulation_averaging_loss_scaling_and_xla_are_recorded_as_set(tmp_path: Path) -> None:
    result = trained(tmp_path, "gradients_accumulated_and_weights_averaged")
    (stored,) = result.runs

    optimizer = result.training.optimizer
    chosen = {name for name, setting in optimizer.settings.items() if setting.origin == "set"}
    assert chosen == {
        "learning_rate",
        "weight_decay",
        "clipnorm",
        "use_ema",
        "ema_momentum",
        "gradient_accumulation_steps",
    }
    assert (optimizer.type, optimizer.loss_scaling, optimizer.settings["gradient_accumulation_steps"].value) == (
        "AdamW",
        True,
        2,
    )
    assert (result.training.precision_policy, result.training.compile_settings["jit_compile"].value) == (
        "mixed_float16",
        True,
    )
    assert result.training.steps_per_epoch.value == 4
    assert stored.run.model.optimizer_parameters == result.summaries[id(result["history"].model)].optimizer
    assert same_metrics(stored, result["history"])
