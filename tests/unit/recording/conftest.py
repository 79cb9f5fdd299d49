"""Tiny data, tiny models, and the runs they leave on disk."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import pytest

from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.options import RecordingOptions
from reportgen.store.reading import StoredRun, read_library

Data = tuple[np.ndarray, np.ndarray]


@pytest.fixture(scope="session")
def points() -> Data:
    """100 points in four dimensions, of three classes: 50, 30 and 20 of each."""
    random = np.random.default_rng(0)
    return random.normal(size=(100, 4)).astype("float32"), np.repeat([0, 1, 2], [50, 30, 20])


@pytest.fixture
def network() -> Callable[..., Any]:
    """Builds and compiles a network of 4 inputs and 3 classes: 4·5+5 + 5·3+3 = 43 parameters."""

    def sequential(optimizer: Any = "adam", loss: Any = "sparse_categorical_crossentropy", **compiled: Any) -> Any:
        model = keras.Sequential(
            [keras.Input((4,)), keras.layers.Dense(5, "relu"), keras.layers.Dense(3, "softmax")], name="tiny"
        )
        model.compile(optimizer, loss, **{"run_eagerly": True, **compiled})  # tracing takes a second, a step a moment
        return model

    return sequential


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Callable[[], list[StoredRun]]]:
    """Records every fit of a test; calling it returns the runs on disk, in the order of their start."""
    record_every_fit(RecordingOptions(runs=tmp_path / "runs"))
    yield lambda: list(read_library([tmp_path / "runs"]).runs)
    record_every_fit(None)


@pytest.fixture
def runs(tmp_path: Path) -> Callable[[], list[StoredRun]]:
    """Return the runs on disk, recorded by callbacks or loops of their own into `tmp_path / "runs"`."""
    return lambda: list(read_library([tmp_path / "runs"]).runs)
