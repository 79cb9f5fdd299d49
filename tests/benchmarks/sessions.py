"""Sessions as `reportgen run` keeps them: a program that trains several models, and what Keras printed meanwhile."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from reportgen.records.format import FORMAT_VERSION
from reportgen.records.run import Git
from reportgen.records.session import KeptFile, Session
from reportgen.store.layout import CONSOLE_FILE, PROGRAM_FILE, SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.writing import encode
from tests.sample_runs import START, SampleRun

_PROGRAM = """import keras

(x, y), test = keras.datasets.mnist.load_data()
for layers in ((64,), (128,), (64, 64), (128, 64), (256, 128, 64)):
    for optimizer in ("adam", "sgd"):
        model = keras.Sequential([keras.Input((28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()])
        for units in layers:
            model.add(keras.layers.Dense(units, "relu"))
        model.add(keras.layers.Dense(10, "softmax"))
        model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(x, y, validation_data=test, epochs=20, verbose=2)
        model.evaluate(*test, verbose=2)
"""


# As many as an environment with TensorFlow and Jupyter has.
_PACKAGES = {"keras": "3.15.1", "tensorflow": "2.21.0"} | {f"package-{place}": f"{place}.4.2" for place in range(120)}


def session_id(number: int) -> str:
    return f"{START - timedelta(minutes=1) + timedelta(minutes=20 * number):%Y%m%dT%H%M%SZ}-{number & 0xFFFF:04x}"


def write_session(store: Path, number: int, runs: Sequence[SampleRun]) -> None:
    """Write the session of this number, which trained `runs`."""
    folder = store / SESSIONS_FOLDER / session_id(number)
    folder.mkdir(parents=True)
    session = Session(
        format_version=FORMAT_VERSION,
        id=session_id(number),
        program="train.py",
        started_at=runs[0][0].started_at - timedelta(seconds=20),
        ended_at=runs[-1][0].started_at + timedelta(minutes=30),
        exit_status=0,
        python="3.11.7",
        packages=_PACKAGES,
        git=Git(commit=f"{number:040x}", branch="main"),
        sources=(_kept(folder / PROGRAM_FILE, _PROGRAM, "train.py"),),
        console=_kept(folder / CONSOLE_FILE, "".join(_printed(run) for run in runs)),
        generator="reportgen 0.1.0",
    )
    (folder / SESSION_FILE).write_bytes(encode(session))


def _printed(recorded: SampleRun) -> str:
    _, epochs = recorded
    lines = [
        f"Epoch {epoch.epoch}/{len(epochs)}\n938/938 - {epoch.duration_seconds:.0f}s - 12ms/step - "
        + " - ".join(f"{name}: {value}" for name, value in epoch.metrics.items())
        for epoch in epochs
    ]
    return "\n".join([*lines, ""])


def _kept(path: Path, text: str, original: str = "") -> KeptFile:
    content = text.encode()
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return KeptFile(name=path.name, path=original, bytes=len(content), kept_bytes=len(content), sha256=digest)
