"""Runs a program of `tests/programs` as Python runs a script, bare and under the recorder, and keeps what came of it.

Importing TensorFlow takes seconds, so the programs run in the test's own process, one after the other: each finds Keras
as a new process has it. What Keras says is read from the names that a program leaves: its models and histories.
"""

import contextlib
import hashlib
import io
import json
import os
import random
import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import pytest
import tensorflow as tf

from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.options import RecordingOptions
from reportgen.store.reading import StoredRun, read_library
from tests.conftest import PROGRAMS


@dataclass(frozen=True)
class Trained:
    """A program that ran: the names it left when it was recorded, its runs, and what it came to with and without.

    `results` and `results_bare` hold every number of the program as text, to the last bit.
    """

    names: dict[str, Any]
    runs: list[StoredRun]
    results: str
    results_bare: str
    summaries: dict[int, "Summary"]

    def __getitem__(self, name: str) -> Any:
        """Return what the program left under `name`."""
        return self.names[name]

    @property
    def run(self) -> Any:
        """The record of the only training."""
        (stored,) = self.runs
        return stored.run

    @property
    def training(self) -> Any:
        """How the only training was done."""
        return self.run.training

    @property
    def histories(self) -> list[Any]:
        """What Keras's `fit` returned, in the order in which the program names them."""
        return list(_found(self.names.values(), keras.callbacks.History))


@dataclass(frozen=True)
class Summary:
    """What Keras counts in a model, and the rows of its `summary()`: layer (type), shape, parameters, inbound."""

    parameters: int
    trainable: int
    optimizer: int
    rows: list[tuple[str, str, str, list[str]]]


def train(program: str, folder: Path) -> Trained:
    """Run `program` twice in a folder of its own, the second time under the recorder."""
    results_bare, _ = _results(program, folder / "bare")
    record_every_fit(RecordingOptions(runs=folder / "runs"))
    try:
        results, names = _results(program, folder / "recorded")
    finally:
        record_every_fit(None)
    models = {id(history.model): history.model for history in _found(names.values(), keras.callbacks.History)}
    summaries = {key: _summary(model) for key, model in models.items()}
    written = [path for path in (folder / "runs", folder / "recorded" / "runs") if path.is_dir()]
    return Trained(names, list(read_library(written).runs), results, results_bare, summaries)


def _results(program: str, folder: Path) -> tuple[str, dict[str, Any]]:
    _as_in_a_new_process()
    folder.mkdir(parents=True)
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        names = runpy.run_path(str(PROGRAMS / f"{program}.py"), run_name="__main__")
    numbers = {
        "names": {name: value for name, value in names.items() if _is_plain(value)},
        "histories": [
            (item.history, item.epoch, item.params) for item in _found(names.values(), keras.callbacks.History)
        ],
        "weights": [_weights(model) for model in _found(names.values(), keras.Model)],
        "random": [random.random(), np.random.random(), float(keras.random.uniform(()))],
        "files": sorted(path.name for path in folder.iterdir()),
    }
    return json.dumps(numbers, default=repr), names


def _as_in_a_new_process() -> None:
    keras.backend.clear_session(free_memory=False)  # a collection would cost more than a training
    keras.config.set_dtype_policy("float32")
    tf.config.run_functions_eagerly(False)


def _is_plain(value: Any) -> bool:
    """Return True for numbers, text, and lists, tuples and dictionaries of them."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(_is_plain(item) for item in value)
    return isinstance(value, bool | int | float | str)


def _found(values: Any, kind: type) -> Iterator[Any]:
    """Yield the objects of `kind` among values and in lists of them."""
    for value in values:
        if isinstance(value, kind):
            yield value
        elif isinstance(value, list):
            yield from _found(value, kind)


def _weights(model: Any) -> tuple[list[str], str]:
    digest = hashlib.sha256()
    for weight in model.weights:
        digest.update(keras.ops.convert_to_numpy(weight).tobytes())
    return [layer.name for layer in model.layers], digest.hexdigest()


def _summary(model: Any) -> Summary:
    texts: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "260")  # what does not fit is cut off
        model.summary(line_length=240, print_fn=lambda text, line_break=False: texts.append(text))
    optimizer = model.optimizer
    return Summary(
        parameters=sum(int(np.prod(weight.shape)) for weight in model.weights),
        trainable=sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
        optimizer=sum(int(np.prod(variable.shape)) for variable in optimizer.variables) if optimizer else 0,
        rows=list(_rows("\n".join(texts))),
    )


def _rows(text: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Read the table that Keras prints: a row whose first cell is empty goes on with the last one."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("│")[1:-1]]
        if cells and cells[0]:
            rows.append(cells)
        elif cells:
            rows[-1] = [f"{before} {more}".strip() for before, more in zip(rows[-1], cells, strict=True)]
    for layer, shape, parameters, *connected in rows:
        yield layer, shape, parameters, re.findall(r"(\S+)\[\d+\]\[\d+\]", " ".join(connected))
