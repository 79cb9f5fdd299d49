"""What is done to the laid-out PDF before it is saved, in one opening: fonts, charts, metadata, files."""

import io
from collections.abc import Iterable

import pikepdf

from reportgen.figures.drawing import Drawn
from reportgen.outputs.attachments import Attachment, attach
from reportgen.outputs.identification import identify
from reportgen.outputs.placeholders import place_charts
from reportgen.outputs.text_fonts import mend_text_fonts


def finish(document: pikepdf.Pdf, drawn: Drawn, attachments: Iterable[Attachment]) -> bytes:
    """Return the laid-out PDF with its charts and attachments in place; the same input gives the same bytes."""
    with document:
        mend_text_fonts(document)
        place_charts(document, drawn)
        identify(document)
        attach(document, attachments)
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    document.save(
        result,
        deterministic_id=True,  # the same content gives the same bytes
        fix_metadata_version=False,  # it would end the metadata with a line break, which checkers do not count
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    # Of content that ends in a carriage return, checkers take that and the line feed behind it for one line break.
    return result.getvalue().replace(b"\r\nendstream", b"\r\rendstream")
