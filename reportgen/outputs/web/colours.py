"""Colours for a dark page: each colour keeps its hue and changes its lightness, so that contrasts stay what they were.

The lightness is that of OKLab (Ottosson, "A perceptual color space for image processing", 2020): light tints become
dark ones, dark lines light ones, white the background.
"""

from collections.abc import Iterable

_ROUNDING = 0.002
# Where the curve of sRGB ends in a straight line.
_LINEAR_BELOW = 0.0031308

Triple = tuple[float, float, float]

_BACKGROUND, _LIGHTEST = 0.205, 0.93
_INK = 0.218
"""The lightness of the darkest colour on paper, #1a1a1a, which becomes the lightest on the dark page."""


def dark(colour: str) -> str:
    """Return the colour that stands for `colour`, "#1a1a1a" or "#abc", on a dark page."""
    lightness, a, b = _oklab(_rgb(colour))
    turned = _BACKGROUND + (1 - lightness) * (_LIGHTEST - _BACKGROUND) / (1 - _INK)
    return _hex(_inside(min(turned, 0.97), a, b))


def declarations(colours: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return CSS that declares each property of `colours`, pairs of a name and a colour: for light, and for dark."""
    listed = sorted(set(colours))
    light = "".join(f"{name}:{colour};" for name, colour in listed)
    return light, "".join(f"{name}:{dark(colour)};" for name, colour in listed)


def _rgb(colour: str) -> Triple:
    digits = colour.removeprefix("#")
    if len(digits) == len("abc"):  # "#abc" is "#aabbcc"
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Triple) -> str:
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in rgb)


def _inside(lightness: float, a: float, b: float) -> Triple:
    """Return the colour in RGB, with as much of its hue as a screen can show."""
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1):
        rgb = _from_oklab((lightness, share * a, share * b))
        if all(-_ROUNDING <= part <= 1 + _ROUNDING for part in rgb):
            return rgb
    return _from_oklab((lightness, 0.0, 0.0))


def _oklab(rgb: Triple) -> Triple:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW * 12.92 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Triple) -> Triple:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (
        12.92 * part if part <= _LINEAR_BELOW else 1.055 * max(part, 0.0) ** (1 / 2.4) - 0.055 for part in linear
    )
    return red, green, blue
