"""Pictures as a PDF holds them: takes pixels as matplotlib hands them over, gives them deflated."""

import numpy as np

from reportgen.figures.vector.drawn import Pixels, deflated

# Each row is written as the difference from the one above it: what is alike from row to row takes little room.
_UP = 2
_OPAQUE = 255


def pixels(image: np.ndarray) -> Pixels:
    """Return `image` of shape (height, width, 4), whose first row is the lowest."""
    image = np.ascontiguousarray(image[::-1], np.uint8)
    colours, opacity = image[..., :3], image[..., 3]
    is_grey = bool((colours == colours[..., :1]).all())
    shown = colours[..., :1] if is_grey else colours
    return _pixels(shown, None if (opacity == _OPAQUE).all() else _pixels(opacity[..., None]))


def _pixels(image: np.ndarray, opacity: Pixels | None = None) -> Pixels:
    height, width, channels = image.shape
    rows = image.reshape(height, width * channels)
    differences = np.diff(rows, axis=0, prepend=np.zeros((1, width * channels), np.uint8))
    filtered = np.insert(differences, 0, _UP, axis=1)
    return Pixels(width, height, channels, deflated(filtered.tobytes()), opacity)
