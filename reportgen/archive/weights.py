"""The weights that programs saved, where they still are: paths out of records, looked up from the working folder."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.archive.zipping import Source
from reportgen.outputs.archive_names import is_plain
from reportgen.records.run import Weights
from reportgen.sections.report import Report
from reportgen.store.problems import one_line

_SHOWN = 3


@dataclass
class SavedWeights:
    """The files by their names in the zip; what is said of them if they are left out, and of those that are missing."""

    files: dict[str, Source] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> list[str]:
        """What to say when no weights were asked for."""
        paths = [path for path in self.files.values() if isinstance(path, Path)]
        if not paths:
            return []
        size = sum(path.stat().st_size for path in paths)
        files = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        return [f"the weights ({files}, {size / 1e6:.1f} MB) are left out: put them in with --weights"]


def saved_weights(report: Report, folder: str) -> SavedWeights:
    """Return the weights of the runs of `report`, below `folder` in the zip, each in the folder of its model's number.

    Weights are looked for in the working folder and beside the runs. Those whose size or SHA-256 is not the recorded
    one have been replaced since and count as missing, as do paths out of these folders without a recorded SHA-256: the
    records may be somebody else's, and name any file.
    """
    found = SavedWeights()
    for run in report.runs:
        for weights in run.stored.run.weights:
            shown = f"the weights {one_line(weights.path)} of model {run.number}"
            places = [Path(), run.stored.folder.absolute().parent.parent]
            paths = [path for place in places if _exists(path := place / weights.path)]
            if not paths:
                found.missing.append(f"{shown} are no longer there")
            elif not any(_is_recorded(path, weights) for path in paths):
                found.missing.append(f"{shown} are others now than those that were saved")
            else:
                path = next(path for path in paths if _is_recorded(path, weights))
                found.files |= {f"{folder}/{run.number}/{name}": file for name, file in _files(path)}
    return found


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_recorded(path: Path, weights: Weights) -> bool:
    if weights.sha256 is None and not is_plain(weights.path):
        return False
    if not path.is_file():
        return True
    if weights.bytes is not None and path.stat().st_size != weights.bytes:
        return False
    if weights.sha256 is None:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == weights.sha256


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
        return
    for inner in sorted(path.rglob("*")):
        if inner.is_file() and not inner.is_symlink():
            yield f"{path.name}/{inner.relative_to(path).as_posix()}", inner
