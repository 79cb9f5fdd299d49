"""Pictures of the user's made safe to print: takes a file, gives its bytes and its size.

A picture of pixels is decoded and encoded anew with 8 bits a channel in grey or RGB, with as many pixels as paper can
show: one in the colours of a printing press, turned by its camera or as large as a wall prints like any other. A
drawing loses whatever would run or lead out of it.
"""

import io
import math
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import PictureError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from PIL.Image import Image

_MOST_BYTES, _MOST_BYTES_OF_DRAWING = 20_000_000, 2_000_000
_MOST_PIXELS = 100_000_000
# 300 pixels an inch on the whole width of a page.
_LONGEST_SIDE = 2_000
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_RUNNING = {f"{_SVG}{name}" for name in ("script", "foreignObject", "iframe", "audio", "video", "set", "handler")}
_SHOWING = {f"{_SVG}image", f"{_SVG}use"}
_NO_FRAME = (0.0, 0.0, 300.0, 150.0)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
# What leads to another file: url(…) and @import in styles. What leads to a part of the drawing begins with #.
_INWARD = r"""\s*["']?(?:#|data:image/(?:png|jpeg))"""
_OUTWARD = re.compile(rf"@import[^;]*;?|url\((?!{_INWARD})[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """A picture that is safe to embed, `width` and `height` its natural size in pixels, 96 an inch.

    `scalable` tells a drawing, which can be printed larger than that, from pixels.
    """

    content: bytes
    content_type: str
    width: float = 1.0
    height: float = 1.0
    scalable: bool = False


def read_picture(path: Path) -> Picture:
    """Return the picture in the file `path`: PNG, JPEG or SVG.

    Raises:
        PictureError: there is no such file, it is too large, or no picture of these kinds; the message names no file.
    """
    content = _content(path)
    return _drawing(content) if _is_svg(content) else _pixels(content)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise PictureError("is no file" if path.exists() else "no such file")
        if path.stat().st_size > _MOST_BYTES:
            raise _too_large(path.stat().st_size, _MOST_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise PictureError(f"cannot be read: {error.strerror or error}") from error


def _too_large(size: int, most: int) -> PictureError:
    return PictureError(f"{size / 1e6:.1f} MB; at most {most / 1e6:.0f} MB are read. Save it smaller")


def _is_svg(content: bytes) -> bool:
    return re.search(rb"<(?:\w+:)?svg[\s>]", content[:20_000]) is not None and not content.startswith(b"\x89PNG")


def _pixels(content: bytes) -> Picture:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            warnings.simplefilter("ignore")  # of its number of pixels, which is judged here
            if math.prod(opened.size) > _MOST_PIXELS:
                size = " × ".join(map(str, opened.size))
                raise PictureError(f"{size} pixels; at most {_MOST_PIXELS:,} are read. Save it smaller")
            kind = str(opened.format)
            image = _in_plain_colours(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError as error:
        raise PictureError("not a picture that can be read. Save it as PNG, JPEG or SVG") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError(f"a damaged picture ({error}). Save it anew as PNG, JPEG or SVG") from error
    width, height = image.size
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    encoded = io.BytesIO()
    image.save(encoded, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return Picture(encoded.getvalue(), f"image/{kind.lower()}", width, height)


def _in_plain_colours(image: "Image") -> "Image":
    """Return `image` with 8 bits a channel, in grey or RGB, its transparency kept."""
    if image.mode.startswith("I"):
        # 16 bits a pixel: Pillow would cut off what lies above 255.
        image = image.point(lambda value: value / 256)
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "L" if image.mode[0] in "1I" else "RGB")


def _drawing(content: bytes) -> Picture:
    from lxml import etree

    if len(content) > _MOST_BYTES_OF_DRAWING:
        raise _too_large(len(content), _MOST_BYTES_OF_DRAWING)
    # No other file and no network; entities that the drawing declares itself are bounded by libxml2.
    options: dict[str, Any] = {
        "resolve_entities": "internal",
        "load_dtd": False,
        "no_network": True,
        "remove_pis": True,
    }
    parser = etree.XMLParser(**options)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(f"not a valid SVG: {error.msg}. Save it anew, or as PNG") from error
    if root.tag != f"{_SVG}svg":
        raise PictureError(f"not an SVG: its first element is {root.tag!r}. Save it as PNG, JPEG or SVG")
    _make_harmless(root)
    frame = _frame(root)
    root.attrib.update({"viewBox": " ".join(f"{number:g}" for number in frame)})
    root.attrib.update({"width": f"{frame[2]:g}", "height": f"{frame[3]:g}"})
    return Picture(etree.tostring(root), "image/svg+xml", *frame[2:], scalable=True)


def _make_harmless(root: "_Element") -> None:
    for element in list(root.iter("*")):
        for name in list(_harmful(element)):
            del element.attrib[name]
        # A picture without its file is nothing, and the engine fails at it.
        if element.tag in _RUNNING or (element.tag in _SHOWING and not any(name in element.attrib for name in _HREFS)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        elif element.tag == f"{_SVG}style" and element.text:
            element.text = _OUTWARD.sub("", element.text)


def _harmful(element: "_Element") -> Iterator[str]:
    """Yield the attributes that run something or lead to another file."""
    for raw, value in element.attrib.items():
        name, text = str(raw), str(value).strip()
        leads_out = name in _HREFS and not text.startswith(("#", "data:image/png", "data:image/jpeg"))
        if name.lower().startswith("on") or leads_out or _OUTWARD.search(text) or name.endswith("}base"):
            yield name


def _frame(root: "_Element") -> tuple[float, float, float, float]:
    """Return left, top, width and height of a drawing in its own units; those of browsers where it does not say."""
    numbers = [float(part) for part in re.findall(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", root.get("viewBox", ""))]
    if len(numbers) == len(_NO_FRAME) and min(numbers[2:]) > 0:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    width, height = (_length(root.get(side, "")) for side in ("width", "height"))
    return (0.0, 0.0, width, height) if width and height else _NO_FRAME


def _length(text: str) -> float:
    """Return a length in the pixels of CSS; 0 for one that depends on something else."""
    found = re.fullmatch(r"\s*(\d*\.?\d+)\s*([a-z]*)\s*", text)
    return float(found[1]) * _PIXELS.get(found[2], 0) if found else 0
