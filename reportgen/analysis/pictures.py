"""Pictures that are kept beside a run, as plain data: no NumPy is needed to show them again."""

from collections.abc import Iterator
from typing import Any

import msgspec

from reportgen.kept_results import content_digest, kept_result
from reportgen.store.arrays import samples_content, samples_in
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun

JUDGING_CODE = ("analysis", "records", "store")
"""What reads the arrays beside a run, and works out what they say."""


class KeptPicture(msgspec.Struct, frozen=True):
    """`pixels` are `height * width * channels` bytes, row by row."""

    height: int
    width: int
    channels: int
    pixels: bytes


class SamplePictures(msgspec.Struct, frozen=True):
    """Samples of the data of a run, and the class of each, if they have any."""

    pictures: tuple[KeptPicture, ...]
    classes: tuple[int, ...] | None


def sample_pictures(stored: StoredRun, problems: list[Problem]) -> SamplePictures | None:
    """Return the samples of a run's data; None if it has none. What cannot be read is added to `problems`."""
    content = samples_content(stored, problems)
    if content is None:
        return None

    def read() -> SamplePictures | None:
        found = samples_in(content, stored, problems)
        if found is None:
            return None
        classes = None if found.labels is None else tuple(int(label) for label in found.labels)
        return SamplePictures(tuple(kept_pictures(found.pictures)), classes)

    return kept_result(SamplePictures, content_digest(content), JUDGING_CODE, read)


def kept_pictures(arrays: Any) -> Iterator[KeptPicture]:
    """Yield each of the pictures `(places, height, width, channels)` of eight bits."""
    for pixels in arrays:
        height, width, channels = pixels.shape
        yield KeptPicture(height, width, channels, pixels.tobytes())
