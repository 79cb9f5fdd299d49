"""Pictures beside the notes: which files may be shown, and how large."""

import re
from pathlib import Path
from urllib.parse import unquote

from reportgen.errors import NotesError, PictureError
from reportgen.notes.workshop import ADDRESS, SizedPicture, Workshop

_MOST_PICTURES = 200
# Room in the text, in millimetres; a picture of pixels is printed no larger than at 96 an inch.
_WIDEST, _HIGHEST = 162.0, 190.0
_MM_PER_PIXEL = 25.4 / 96
_WIDTH = re.compile(r"(\d{1,3}(?:\.\d+)?)(%|mm|cm)")


def place_picture(workshop: Workshop, address: str, line: int) -> Path:
    """Return the file that an image of the notes names.

    Raises:
        NotesError: it does not lie beside the notes.
    """
    name = unquote(address)
    place = workshop.source.place(name, line)
    if "\ue000" in name:
        raise workshop.source.error("a value cannot stand in the name of a picture", line)
    if not name or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", name):
        raise workshop.source.error(f"{name[:80]!r} is no file; pictures are files beside the notes", *place)
    folder = workshop.source.path.parent.resolve()
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError) as error:
        raise workshop.source.error(f"{name[:80]!r} is no name of a file", *place) from error
    if not path.is_relative_to(folder):
        raise workshop.source.error(f"{name[:80]!r} leads out of the folder of the notes; copy it beside them", *place)
    return path


def picture_address(workshop: Workshop, path: Path, line: int = 0) -> str:
    """Return the address under which the picture in the file `path` is printed.

    Raises:
        NotesError: it is missing, or no picture that can be printed.
    """
    if path in workshop.files:
        return workshop.files[path]
    place = workshop.source.place(path.name, line)
    if len(workshop.files) >= _MOST_PICTURES:
        raise workshop.source.error(f"more than {_MOST_PICTURES} pictures", *place)
    try:
        picture = workshop.read_picture(path)
    except PictureError as error:
        raise workshop.source.error(f"the picture {path.name!r}: {error}", *place) from error
    address = f"{ADDRESS}picture-{len(workshop.files) + 1}"
    workshop.files[path], workshop.pictures[address] = address, picture
    return address


def picture_style(picture: SizedPicture, width: str) -> str:
    """Return the size of a picture as CSS: `width` if it is given, "60%" of the text or "8cm", else its own.

    Raises:
        NotesError: `width` is no width.
    """
    scale = min(_WIDEST / picture.width, _HIGHEST / picture.height)
    if width:
        found = _WIDTH.fullmatch(width)
        if found is None or not float(found[1]):
            raise NotesError(f"width={width}: allowed are 60%, 80mm or 8cm", width)
        millimetres = float(found[1]) * {"%": _WIDEST / 100, "mm": 1.0, "cm": 10.0}[found[2]]
        scale = min(scale, millimetres / picture.width)
    else:
        scale = min(scale, _MM_PER_PIXEL)
    return f"width: {picture.width * scale:.2f}mm; height: {picture.height * scale:.2f}mm"
