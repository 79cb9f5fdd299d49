"""Programs in processes of their own: what they import, and when, is what is tested."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.store.reading import read_library
from tests.conftest import LEFT_OUT, PROGRAMS, quiet_environment

ROOT = Path(__file__).parents[3]


def run(program, folder, *path):
    environment = quiet_environment(PYTHONPATH=os.pathsep.join([str(ROOT), *path]))
    command = [sys.executable, str(PROGRAMS / program)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def digits(tmp_path_factory):
    folder = tmp_path_factory.mktemp("digits")
    done = run("autolog_before_keras.py", folder)
    assert done.returncode == 0, done.stderr
    return read_library([folder / "runs"])


def test_autolog_loads_no_framework_and_records_what_is_imported_after_it(digits):
    (stored,) = digits.runs
    assert (stored.run.name, stored.run.state, len(stored.epochs)) == ("digit_reader", "completed", 2)


def test_seeds_and_data_set_are_found_by_themselves(digits):
    run = digits.runs[0].run
    assert run.seeds == {"keras.utils.set_random_seed": 5, "numpy.random.seed": 6, "random.seed": 7}
    assert run.dataset.loader == "sklearn.datasets.load_digits"


def test_a_killed_training_leaves_every_finished_epoch(tmp_path):
    done = run("killed_in_epoch_three.py", tmp_path, LEFT_OUT)
    assert done.returncode == -9
    (stored,) = read_library([tmp_path / "runs"]).runs
    assert (stored.run.state, len(stored.epochs)) == ("killed", 2)
    assert stored.run.model.parameters == 43
    assert stored.run.platform.cpu_cores >= 1
