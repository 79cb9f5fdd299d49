"""What is done to the laid-out PDF before it is saved, in one opening: fonts, charts, metadata, files."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from reportgen.figures.drawing import Drawn
from reportgen.outputs.attaching import attach
from reportgen.outputs.attachments import Prepared
from reportgen.outputs.identification import identify
from reportgen.outputs.placeholders import place_charts
from reportgen.outputs.text_fonts import mend_text_fonts

_PIECE = 2**20
_MISTAKEN, _MENDED = b"\r\nendstream", b"\r\rendstream"


def finish(document: pikepdf.Pdf, drawn: Drawn, attached: Prepared, file: Path) -> None:
    """Write the laid-out PDF, with its charts and attachments in place, to `file`; the same input gives the same bytes.

    Not to memory: what is attached may be as much as all pages took while they were laid out.
    """
    with document:
        mend_text_fonts(document)
        place_charts(document, drawn)
        identify(document)
        attach(document, attached)
        document.save(
            file,
            deterministic_id=True,  # the same content gives the same bytes
            fix_metadata_version=False,  # it would end the metadata with a line break, which checkers do not count
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def written_pieces(file: Path) -> Iterator[bytes]:
    """Yield what `finish` wrote, piece by piece."""
    before = b""
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            # Of content that ends in a carriage return, checkers take that and the line feed behind it for one.
            mended = (before + piece).replace(_MISTAKEN, _MENDED)
            end = max(0, len(mended) - len(_MISTAKEN) + 1)
            yield mended[:end]
            before = mended[end:]
    yield before
