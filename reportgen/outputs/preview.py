"""A report at a glance, as a notebook shows it: a link to the PDF, what is in it, and a picture of its first page."""

import base64
import contextlib
import html
import io
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 100
_MOST_DOTS = 1300
_COLOURS = 64


def first_page(pdf: Path) -> bytes:
    """Return the first page of `pdf` as a PNG of 100 dots an inch, of a large page fewer: at most 1300 a side.

    Raises:
        OSError: there is no such file any more.
        ValueError: it is no PDF, or has no page.
    """
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
            page = document[0]
            scale = min(_DOTS_PER_INCH / _POINTS_PER_INCH, _MOST_DOTS / max(page.get_size()))
            picture = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise ValueError(f"{pdf} has no first page: {error}") from error
    content = io.BytesIO()
    # A notebook keeps the picture: a third of the size, and nothing that anyone sees is lost.
    picture.quantize(_COLOURS).save(content, "PNG", optimize=True)
    return content.getvalue()


def as_html(pdf: Path, summary: str, remarks: Sequence[str]) -> str:
    """Return a link to `pdf` with `summary` beside it, `remarks` below, and its first page if it can still be read."""
    lines = [
        f'<a href="{html.escape(_target(pdf))}" target="_blank">{html.escape(str(pdf))}</a>: {html.escape(summary)}'
    ]
    lines += [html.escape(remark) for remark in remarks]
    picture = ""
    with contextlib.suppress(OSError, ValueError):
        encoded = base64.b64encode(first_page(pdf)).decode()
        picture = (
            f'<img src="data:image/png;base64,{encoded}" alt="The first page" '
            'style="max-width: 100%; border: 1px solid #ccc">'
        )
    return f"<p>{'<br>'.join(lines)}</p>{picture}"


def _target(pdf: Path) -> str:
    """Return the address of `pdf`: Jupyter resolves a path from the folder of the notebook, the kernel's first one."""
    whole, here = pdf.absolute(), Path.cwd()
    return quote(whole.relative_to(here).as_posix()) if whole.is_relative_to(here) else whole.as_uri()
