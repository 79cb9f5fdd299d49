"""The pages of a PDF as they are seen: their size, the texts painted on them, their pictures.

Takes the bytes of a PDF that anybody may have written; everything is read by PDFium, which paints it, too.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reportgen.errors import ArchiveError

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge in points, from the lower left corner of the page."""

MOST_PAGES = 5_000
_DOTS_PER_POINT = 1.5
_MOST_OBJECTS = 200_000
_UNMARKED = -1


class Pages:
    """The pages of an open PDF, counted from 0."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points."""
        width, height = self._document[number].get_size()
        return round(width, 2), round(height, 2)

    def text(self, number: int) -> str:
        """Return all that is written on a page, charts included."""
        return str(self._document[number].get_textpage().get_text_range())

    def text_in(self, number: int, box: Box) -> str:
        """Return what is written in a part of a page."""
        return " ".join(self._document[number].get_textpage().get_text_bounded(*box).split())

    def marked_texts(self, number: int) -> dict[int, str]:
        """Return the texts of a page by the number of the marked content that they stand in; -1 for all others."""
        page = self._document[number]
        words = page.get_textpage()
        found: dict[int, list[str]] = {}
        for place, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
            if place >= _MOST_OBJECTS:
                raise ArchiveError(f"page {number + 1} holds more than {_MOST_OBJECTS} pieces of text")
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
            found.setdefault(max(mark, _UNMARKED), []).append(_text_of(item, words))
        return {mark: "".join(texts) for mark, texts in found.items()}

    def picture(self, number: int) -> Any:
        """Return a page as it looks, annotations included: greys `(rows, columns)` of eight bits, 108 dots an inch."""
        bitmap = self._document[number].render(scale=_DOTS_PER_POINT, grayscale=True, may_draw_forms=True)
        return bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()

    def box(self, number: int, rows: tuple[int, int], columns: tuple[int, int]) -> Box:
        """Return the part of the page that these rows and columns of its picture show, first and last."""
        _, height = self._document[number].get_size()
        left, right = columns[0] / _DOTS_PER_POINT, (columns[1] + 1) / _DOTS_PER_POINT
        top, bottom = height - rows[0] / _DOTS_PER_POINT, height - (rows[1] + 1) / _DOTS_PER_POINT
        return left, bottom, right, top


def _text_of(item: Any, words: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item.raw, words.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(item.raw, words.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


@contextmanager
def painted_pages(content: bytes) -> Iterator[Pages]:
    """Open the PDF with these bytes.

    Raises:
        ArchiveError: PDFium cannot read it, or it has more than 5,000 pages.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            document.init_forms()
            if len(document) > MOST_PAGES:
                raise ArchiveError(f"has {len(document)} pages, more than the {MOST_PAGES} that it may")
            yield Pages(document)
    except pypdfium2.PdfiumError as error:
        raise ArchiveError(f"has pages that cannot be read: {error}") from error
