"""What is done to the laid-out PDF before it is saved, in one opening: charts, structure, metadata, attachments."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf

from reportgen.outputs.attachments import Attachment, attach
from reportgen.outputs.placeholders import place_charts


def finish(laid_out: io.BytesIO, chart_files: Sequence[Path], attachments: Iterable[Attachment]) -> bytes:
    """Return the laid-out PDF with its charts and attachments in place; the same input gives the same bytes."""
    with pikepdf.open(laid_out) as document:
        place_charts(document, chart_files)
        attach(document, attachments)
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    # The same content gives the same bytes: no random id.
    document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()
