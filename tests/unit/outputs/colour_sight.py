"""Arithmetic of colours: contrast against white, and how far apart they are to people who see fewer of them."""

import itertools
import math

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
SIGHTS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)

Triple = tuple[float, float, float]


def _times(matrix: tuple[tuple[float, ...], ...], colour: Triple) -> Triple:
    x, y, z = (sum(part * value for part, value in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def _linear(colour: str) -> Triple:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(colour: str) -> float:
    """Return the contrast of a colour against white, from 1 to 21, as WCAG 2.2 has it."""
    return 1.05 / (_times(_TO_XYZ, _linear(colour))[1] + 0.05)


def _lab(colour: str, sight: str) -> Triple:
    seen = _times(SIGHTS[sight], _linear(colour))
    xyz = _times(_TO_XYZ, (max(seen[0], 0.0), max(seen[1], 0.0), max(seen[2], 0.0)))
    parts = [value / white for value, white in zip(xyz, _WHITE, strict=True)]
    x, y, z = (math.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: str) -> float:
    """Return how light a colour prints without colours, from 0 to 100."""
    return _lab(colour, "all colours")[0]


def nearest_pair(colours: tuple[str, ...], sight: str) -> float:
    """Return the distance between the two most alike of `colours`; 2 can just be told apart side by side."""
    return min(math.dist(_lab(one, sight), _lab(other, sight)) for one, other in itertools.combinations(colours, 2))
