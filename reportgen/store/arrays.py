"""Reading the arrays beside a run: predictions and samples, from files that anybody may have written.

Nothing in them is executed, nothing that unpacks to more than 64 MiB is unpacked, and what does not fit the record is
refused as a whole.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from reportgen.errors import RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.records.predictions import PredictedOutput
from reportgen.store.content import read_content
from reportgen.store.layout import PREDICTIONS_FILE, SAMPLES_FILE
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_BYTES = 64 * 2**20
_PICTURE_AXES = 4
_PLACES = "rows.npy"
_LARGEST_CLASS = 2**62


class PredictedArrays(msgspec.Struct, frozen=True):
    """Truth and scores of one output, as `records.predictions` describes them."""

    output: PredictedOutput
    truth: Any
    scores: Any

    @property
    def not_finite(self) -> tuple[int, ...]:
        """How many of the samples have a score that is NaN or infinite, for each number of an output of numbers."""
        import numpy as np

        finite = np.isfinite(self.scores.reshape(len(self.scores), -1))
        numbers = finite if self.output.task == "numbers" else finite.all(axis=1, keepdims=True)
        return tuple((len(finite) - np.count_nonzero(numbers, axis=0)).tolist())


class StoredPredictions(msgspec.Struct, frozen=True):
    """The predictions of a run. `wrong` are places of samples, `wrong_pictures` `(places, height, width, channels)`."""

    outputs: tuple[PredictedArrays, ...]
    wrong: Any
    wrong_pictures: Any


class StoredSamples(msgspec.Struct, frozen=True):
    """Pictures of the data `(samples, height, width, channels)` of eight bits; their classes, or None."""

    pictures: Any
    labels: Any


def predictions_content(stored: StoredRun, problems: list[Problem]) -> bytes | None:
    """Return the file with the predictions of a run as it is; None if it has none. Why not is added to `problems`."""
    return _content(stored.folder / PREDICTIONS_FILE, problems) if stored.run.predictions else None


def samples_content(stored: StoredRun, problems: list[Problem]) -> bytes | None:
    """Return the file with the pictures of a run's data as it is; None if it has none, as for predictions."""
    data = stored.run.dataset
    return _content(stored.folder / SAMPLES_FILE, problems) if data and data.samples else None


def _content(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return read_content(path, _MOST_BYTES)
    except RecordError as error:
        problems.append(Problem(path, error.reason, skipped=False))
        return None


def predictions_in(content: bytes, stored: StoredRun, problems: list[Problem]) -> StoredPredictions | None:
    """Return the predictions of a run that are in its file; None if it is damaged, which is added to `problems`."""
    record = stored.run.predictions
    assert record is not None  # else there is no file to read
    try:
        arrays = _arrays_in(content)
        outputs = tuple(
            _checked(output, record.samples, arrays[f"truth_{number}"], arrays[f"scores_{number}"])
            for number, output in enumerate(record.outputs)
        )
        return StoredPredictions(outputs, *_wrong(arrays, record.samples))
    except _DAMAGED as error:
        problems.append(Problem(stored.folder / PREDICTIONS_FILE, _reason(error), skipped=False))
        return None


def samples_in(content: bytes, stored: StoredRun, problems: list[Problem]) -> StoredSamples | None:
    """Return the pictures of a run's data that are in its file; None if it is damaged, as for predictions."""
    try:
        arrays = _arrays_in(content)
        pictures, labels = arrays["pictures"], arrays.get("labels")
        fits = _are_pictures(pictures) and len(pictures) > 0
        if not fits or (labels is not None and not _are_classes(labels, len(pictures))):
            raise ValueError("its arrays are no pictures with their classes")
        return StoredSamples(pictures, labels)
    except _DAMAGED as error:
        problems.append(Problem(stored.folder / SAMPLES_FILE, _reason(error), skipped=False))
        return None


# RuntimeError: an array that says it is encrypted.
_DAMAGED = (
    KeyError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    MemoryError,
    zlib.error,
)


def _reason(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return later(N_("lacks the array {name}: it is damaged, or belongs to another run"), name=error)
    return later(N_("cannot be read: {reason}"), reason=error)


def _arrays_in(content: bytes) -> dict[str, Any]:
    """Return the arrays in a file by their names. Raises one of `_DAMAGED`."""
    # Loaded now: where all that is told of the arrays is kept, nobody reads them.
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return dict(_arrays_of(archive))
    except BadZipFile as error:
        raise ValueError(str(error)) from error


def _arrays_of(archive: "ZipFile") -> Iterator[tuple[str, Any]]:
    """Yield names and arrays, but for the places of the samples in the data: no page tells them."""
    from numpy.lib.format import read_array

    members = archive.infolist()
    if sum(member.file_size for member in members) > _MOST_BYTES:
        raise ValueError(f"it holds more than the {_MOST_BYTES // 2**20} MiB that it may")
    for member in members:
        if member.filename != _PLACES:
            # Unpacked whole: NumPy's own reader takes twice as long to unpack them piece by piece.
            content = io.BytesIO(archive.read(member))
            yield member.filename.removesuffix(".npy"), read_array(content, allow_pickle=False)


def _checked(output: PredictedOutput, samples: int, truth: Any, scores: Any) -> PredictedArrays:
    """Return the arrays of an output. Raises ValueError if they are not what the record says."""
    widths = {"classes": (1, 2), "two classes": (1, 1), "labels": (2, 2), "numbers": (scores.ndim, scores.ndim)}
    fits = (truth.ndim, scores.ndim) == widths[output.task] and len(truth) == len(scores) == samples
    plain = truth.dtype.kind in "uif" and scores.dtype.kind == "f" and scores.size > 0
    if not fits or not plain or (output.task in ("labels", "numbers") and truth.shape != scores.shape):
        raise ValueError(f"its arrays are not the predictions of {samples} samples")
    if output.task == "classes" and (
        truth.dtype.kind not in "ui" or not 0 <= truth.min() <= truth.max() < scores.shape[1]
    ):
        raise ValueError("it holds classes for which there are no scores")
    if output.task in ("two classes", "labels") and not ((truth == 0) | (truth == 1)).all():
        raise ValueError("it holds classes that are neither 0 nor 1")
    return PredictedArrays(output, truth, scores)


def _wrong(arrays: dict[str, Any], samples: int) -> tuple[Any, Any]:
    """Return the places of misclassified samples and their pictures. Raises ValueError where they do not fit."""
    wrong, pictures = arrays.get("wrong"), arrays.get("wrong_pictures")
    if wrong is None or pictures is None:
        return None, None
    places = wrong.ndim == 1 and wrong.dtype.kind == "u" and (not wrong.size or wrong.max() < samples)
    if not places or not _are_pictures(pictures) or len(pictures) != len(wrong):
        raise ValueError("its pictures belong to no samples")
    return wrong, pictures


def _are_pictures(array: Any) -> bool:
    is_shaped = array is not None and array.ndim == _PICTURE_AXES and array.shape[-1] in (1, 3, 4)
    return is_shaped and array.dtype == "uint8" and 0 not in array.shape[1:]


def _are_classes(labels: Any, pictures: int) -> bool:
    # Within the whole numbers of 64 bits, and no NaN.
    return labels.shape == (pictures,) and labels.dtype.kind in "biuf" and bool((abs(labels) < _LARGEST_CLASS).all())
