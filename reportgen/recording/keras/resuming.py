"""Trainings resumed by Keras's BackupAndRestore: which run on disk left the backup that a fit began with."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras

from reportgen.records.run import Run
from reportgen.store.reading import read_library


def resumed_run(callbacks: Sequence[Any], run: Run, runs: Path) -> str | None:
    """Return the id of the run in the folder `runs` that `run` resumed; None if it resumed none.

    To be asked once the callbacks have heard that the training begins: a backup that is there then was restored.
    Only if there is one, the records are read.
    """
    folder = next((folder for callback in callbacks if (folder := _restored(callback)) is not None), None)
    if folder is None or run.model is None:
        return None
    others = (stored.run for stored in read_library([runs]).runs if stored.run.id != run.id)
    found = [other.id for other in others if other.state != "running" and _left(other, folder, run.model.fingerprint)]
    return found[-1] if found else None


def _restored(callback: Any) -> str | None:
    """Return the folder of a backup that was restored, as the program named it."""
    if not isinstance(callback, keras.callbacks.BackupAndRestore):
        return None
    folder = os.fspath(callback.backup_dir)
    return str(folder) if os.path.exists(os.path.join(folder, "latest.weights.h5")) else None  # noqa: PTH110, PTH118


def _left(run: Run, folder: str, fingerprint: str) -> bool:
    """Return True if `run` backed up a model of this architecture into `folder`."""
    if run.model is None or run.model.fingerprint != fingerprint or run.training is None:
        return False
    settings = [item.settings for item in run.training.callbacks if item.type == "BackupAndRestore"]
    return any("backup_dir" in known and known["backup_dir"].value == folder for known in settings)
