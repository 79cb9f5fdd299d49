"""Parts that were laid out, kept in the user's cache folder: what is the same in the next report is taken from there.

A part but the first, which names the pages of all others, depends on its markup, on the files that it names, on the
programs that lay it out and on the fonts that these choose. Markup, programs and what is installed make the key; the
files are looked at again, each by the digest of what was served. Not kept is what may depend on more: a part for which
there were warnings, or that shows a font which is not among those files. The numbers of figures are no part of the key
where they can be put in later.
"""

import hashlib
import io
import pickle
import platform
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from reportgen import __version__
from reportgen.installed import installed_versions
from reportgen.kept_files import KeptFiles, file_states, kept_files
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import Bookmark, LaidOutPage, LaidOutPart, PageFrame
from reportgen.outputs.parts.figure_numbers import PrintedNumber, renumbered, without_numbers
from reportgen.outputs.parts.fonts import UsedFont
from reportgen.outputs.parts.text_libraries import text_libraries
from reportgen.outputs.report_files import ReportFiles, digest_of

_CODE = Path(__file__).resolve().parents[1]
_ENGINE = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "cffi")
_DIGEST_BYTES = 20
_FAST = 1


@dataclass(frozen=True)
class Kept:
    """A part as it is kept: `content` is its PDF, `read` the digests of the files by their addresses.

    `faces` are the addresses of its fonts' files.
    """

    body: LaidOutPart
    content: bytes
    read: Mapping[str, bytes]
    faces: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """Where parts are kept, in `files`; `common` tells what all of them depend on."""

    files: KeptFiles
    common: bytes

    def once(self, about: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept by `about`, all that it depends on beside what all parts do."""
        key = hashlib.blake2b(b"once" + self.common + about, digest_size=_DIGEST_BYTES).hexdigest()
        found = self.files.find(key)
        if found is None:
            found = make()
            self.files.keep(key, found)
        return found

    def keep(self, part: Part, body: LaidOutPart, read: Mapping[str, bytes]) -> None:
        """Keep `body`, if `part` laid out depends on nothing but `read`, the digests of files by their addresses."""
        addresses = {digest: address for address, digest in read.items()}
        faces = [addresses.get(digest_of(font.face.read_bytes())) for font in body.fonts]
        known = tuple(face for face in faces if face)
        if body.warnings or len(known) < len(faces):
            return
        bare = tuple(replace(font, face=Path(font.face.name)) for font in body.fonts)
        kept = Kept(replace(body, file=Path(), fonts=bare), body.file.read_bytes(), dict(read), known)
        html = part.html if body.printed is None else without_numbers(part.html, part.numbers)
        self.files.keep(self._key(part, html), zlib.compress(pickle.dumps(kept), _FAST))

    def find(self, part: Part) -> Kept | None:
        """Return what was kept of `part`, with its numbers of figures; None if there is nothing."""
        for html in dict.fromkeys((without_numbers(part.html, part.numbers), part.html)):
            kept = self._found(self._key(part, html))
            if kept:
                return replace(kept, content=renumbered(kept.content, kept.body.printed or (), part.numbers))
        return None

    def _found(self, key: str) -> Kept | None:
        packed = self.files.find(key)
        if packed is None:
            return None
        with suppress(zlib.error, pickle.PickleError, EOFError, ValueError, TypeError, AttributeError, ImportError):
            kept = _Reader(io.BytesIO(zlib.decompress(packed))).load()
            return kept if isinstance(kept, Kept) else None
        return None

    def _key(self, part: Part, html: str) -> str:
        digest = hashlib.blake2b(self.common, digest_size=_DIGEST_BYTES)
        digest.update(repr((part.name, part.levels)).encode())
        digest.update(html.encode(errors="surrogatepass"))
        return digest.hexdigest()


class _Reader(pickle.Unpickler):
    """Reads plain data alone: whoever can write to the folder cannot run anything."""

    def find_class(self, module: str, name: str) -> Any:
        for kind in (Kept, LaidOutPart, LaidOutPage, PageFrame, Bookmark, PrintedNumber, UsedFont, set, type(Path())):
            if (kind.__module__, kind.__qualname__) == (module, name):
                return kind
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


def own_shelf() -> Shelf | None:
    """Return that of the user; None where nothing can be kept, or is not to be, or fonts are chosen in unknown ways."""
    files = kept_files("parts")
    libraries = text_libraries() if files else None
    if files is None or libraries is None:
        return None
    made_by = [
        __version__,
        sys.version,
        platform.machine(),
        installed_versions(_ENGINE),
        *file_states(_CODE.rglob("*.py"), _CODE),
    ]
    return Shelf(files, digest_of(msgspec.msgpack.encode([made_by, libraries])))


def laid_out_before(parts: Sequence[Part], shelf: Shelf, files: ReportFiles, folder: Path) -> Iterator[LaidOutPart]:
    """Yield those of `parts` that were kept, if what they were made from is still the same; their files go to `folder`.

    The first part is not kept.
    """
    content = cache(lambda address: (files.find(address) or (b"",))[0])
    digest = cache(lambda address: digest_of(content(address)))
    for part in parts[1:]:
        kept = shelf.find(part)
        if kept and all(digest(address) == known for address, known in kept.read.items()):
            file = folder / f"part{part.number}.pdf"
            file.write_bytes(kept.content)
            for font, address in zip(kept.body.fonts, kept.faces, strict=True):
                face = folder / font.face
                if not face.exists():  # most parts have the same ones
                    face.write_bytes(content(address))
            fonts = tuple(replace(font, face=folder / font.face) for font in kept.body.fonts)
            yield replace(kept.body, number=part.number, file=file, fonts=fonts)
