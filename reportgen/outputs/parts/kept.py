"""What was made for a report, kept in the user's cache folder: what is the same in the next report is there.

A part depends on its markup, on the files that it names, on the programs that lay it out and on the fonts that these
choose; the first part, which names pages of all others, on their numbers, too. Markup, programs and what is installed
make the key; the files are looked at again, each by the digest of what was served, and so are the numbers. Not kept is
what may depend on more: a part for which there were warnings, or that shows a font which is not among those files. The
numbers of figures are no part of the key where they can be put in later. Margins depend on what they show of all parts,
and on no markup but the page's head. Style sheets are kept as they were read.
"""

import hashlib
import io
import json
import pickle
import platform
import sys
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from reportgen import __version__
from reportgen.installed import installed_versions
from reportgen.kept_files import KeptFiles, file_states, kept_files
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    BareMargins,
    Bookmark,
    DrawnMargins,
    LaidOutPage,
    LaidOutPart,
    PageFrame,
)
from reportgen.outputs.parts.figure_numbers import PrintedNumber, renumbered, without_numbers
from reportgen.outputs.parts.fonts import UsedFont
from reportgen.outputs.parts.text_libraries import text_libraries
from reportgen.outputs.plain_data import PlainReader, known_kinds
from reportgen.outputs.report_files import digest_of

_CODE = Path(__file__).resolve().parents[1]
_ENGINE = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow", "cffi")
_DIGEST_BYTES = 20
_FAST = 1


_Made = TypeVar("_Made", LaidOutPart, DrawnMargins, None)


@dataclass(frozen=True)
class Kept(Generic[_Made]):
    """What was made as it is kept: `content` is its PDF, `read` the digests of the files by their addresses.

    `faces` are the addresses of its fonts' files. Of style sheets that were read, `content` is all.
    """

    made: _Made
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
        html = part.html if body.printed is None else without_numbers(part.html, part.numbers)
        self._keep(self._key(part, html), body, read)

    def keep_margins(self, bare: BareMargins, drawn: DrawnMargins, read: Mapping[str, bytes]) -> None:
        """Keep what was `drawn`, as `keep` does."""
        self._keep(self._margins_key(bare), drawn, read)

    def keep_sheets(self, empty: str, sheets: bytes, read: Mapping[str, bytes]) -> None:
        """Keep style sheets that were read and packed: those that `empty` names, a report without anything in it."""
        self._put(self._sheets_key(empty), Kept(None, sheets, dict(read), ()))

    def _keep(self, key: str, made: LaidOutPart | DrawnMargins, read: Mapping[str, bytes]) -> None:
        addresses = {digest: address for address, digest in read.items()}
        faces = [addresses.get(digest_of(font.face.read_bytes())) for font in made.fonts]
        known = tuple(face for face in faces if face)
        if made.warnings or len(known) < len(faces):
            return
        bare = tuple(replace(font, face=Path(font.face.name)) for font in made.fonts)
        self._put(key, Kept(replace(made, file=Path(), fonts=bare), made.file.read_bytes(), dict(read), known))

    def _put(self, key: str, kept: "Kept[Any]") -> None:
        self.files.keep(key, zlib.compress(pickle.dumps(kept), _FAST))

    def find(self, part: Part) -> Kept[LaidOutPart] | None:
        """Return what was kept of `part`, with its numbers of figures; None if there is nothing."""
        for html in dict.fromkeys((without_numbers(part.html, part.numbers), part.html)):
            kept = self._found(self._key(part, html), LaidOutPart)
            if kept:
                return replace(kept, content=renumbered(kept.content, kept.made.printed or (), part.numbers))
        return None

    def find_margins(self, bare: BareMargins) -> Kept[DrawnMargins] | None:
        """Return what was kept of these margins; None if there is nothing."""
        return self._found(self._margins_key(bare), DrawnMargins)

    def find_sheets(self, empty: str) -> Kept[None] | None:
        """Return what was kept of these sheets; None if there is nothing."""
        return self._found(self._sheets_key(empty), type(None))

    def _sheets_key(self, empty: str) -> str:
        return hashlib.blake2b(b"sheets" + self.common + empty.encode(), digest_size=_DIGEST_BYTES).hexdigest()

    def _margins_key(self, bare: BareMargins) -> str:
        shown = [bare.empty, *map(asdict, bare.frames), asdict(bare.surroundings)]
        digest = hashlib.blake2b(b"margins" + self.common, digest_size=_DIGEST_BYTES)
        # JSON: it has no order for sets, but letters for everything that text may hold.
        digest.update(json.dumps(shown, default=sorted, sort_keys=True).encode())
        return digest.hexdigest()

    def _found(self, key: str, kind: type[_Made]) -> Kept[_Made] | None:
        packed = self.files.find(key)
        if packed is None:
            return None
        with suppress(zlib.error, pickle.PickleError, EOFError, ValueError, TypeError, AttributeError, ImportError):
            kept = PlainReader(io.BytesIO(zlib.decompress(packed)), _KNOWN).load()
            return kept if isinstance(kept, Kept) and isinstance(kept.made, kind) else None
        return None

    def _key(self, part: Part, html: str) -> str:
        digest = hashlib.blake2b(self.common, digest_size=_DIGEST_BYTES)
        digest.update(repr((part.name, part.levels)).encode())
        digest.update(html.encode(errors="surrogatepass"))
        return digest.hexdigest()


_KNOWN = known_kinds(
    Kept,
    LaidOutPart,
    LaidOutPage,
    PageFrame,
    Bookmark,
    PrintedNumber,
    DrawnMargins,
    UsedFont,
    set,
    type(Path()),
)


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
    return Shelf(files, digest_of(json.dumps([made_by, libraries]).encode()))
