"""The stores that `make bench` renders hold what the recorder writes, of runs as different as people's are."""

from pathlib import Path

import numpy as np
import pytest

from reportgen.store.reading import read_library
from reportgen.store.sessions import session_of
from tests.benchmarks.stores import realistic_run, write_realistic_store

CHECKED_IN = Path(__file__).parents[2] / "runs"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_realistic_store(tmp_path_factory.mktemp("realistic") / "runs", 20)


def test_a_realistic_store_differs_in_tasks_classes_lengths_and_endings(store: Path) -> None:
    library = read_library([store])
    assert library.problems == ()
    runs = [stored.run for stored in library.runs]
    outputs = [run.predictions.outputs[0] for run in runs if run.predictions]
    assert {(output.task, output.classes) for output in outputs} == {
        ("classes", 10),
        ("classes", 100),
        ("two classes", None),
        ("numbers", None),
    }
    assert {run.state for run in runs} == {"completed", "failed", "killed"}
    assert {1, 300} < {len(stored.epochs) for stored in library.runs}
    assert len({run.model.fingerprint for run in runs if run.model}) == 7
    assert all(session_of(stored) for stored in library.runs)


def test_a_realistic_run_has_the_files_of_a_recorded_one_and_as_much_in_them(store: Path) -> None:
    recorded, made = (
        {path.name: path for path in sorted(folder.glob("2*"))[0].iterdir()} for folder in (CHECKED_IN, store)
    )
    assert recorded.keys() == made.keys()
    for name in recorded:
        assert 0.3 < made[name].stat().st_size / recorded[name].stat().st_size < 1.5, name
        if name.endswith(".npz"):
            with np.load(recorded[name]) as one, np.load(made[name]) as other:
                assert {key: one[key].dtype.kind for key in one} == {key: other[key].dtype.kind for key in other}


def test_the_runs_of_a_store_are_the_first_of_a_larger_one(store: Path) -> None:
    ids = [stored.run.id for stored in read_library([store]).runs]
    assert ids == [realistic_run(place)[0][0].id for place in range(20)]
    assert realistic_run(20)[0][0].id not in ids
