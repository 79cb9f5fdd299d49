"""Drawings as pixels, for Word: takes a file, gives a PNG or JPEG. WeasyPrint lays a drawing out, PDFium draws it."""

import io

from reportgen.outputs.document.model import Image
from reportgen.outputs.images import ImageFile

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_ADDRESS = "reportgen:drawing"
# Of a drawing without a size.
_WIDTH_MM, _HEIGHT_MM = 160.0, 100.0


def pixels_of(file: ImageFile, image: Image) -> bytes:
    """Return the content of `file`; of a drawing a PNG of 300 dots an inch at the size of `image`, on white."""
    if file.suffix != ".svg":
        return file.content
    import pypdfium2  # type: ignore[import-untyped]

    size = (image.width_mm or _WIDTH_MM, image.height_mm or _HEIGHT_MM)
    with pypdfium2.PdfDocument(_laid_out(file.content, size)) as document:
        picture = document[0].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def _laid_out(svg: bytes, size_mm: tuple[float, float]) -> bytes:
    """Return a PDF with one page, the size of the drawing."""
    from reportgen.outputs.engine.loading import load_weasyprint
    from reportgen.outputs.engine.turns import ENGINE_TURN

    with ENGINE_TURN:
        load_weasyprint()
        return _written(svg, size_mm)


def _written(svg: bytes, size_mm: tuple[float, float]) -> bytes:
    from weasyprint import HTML

    from reportgen.outputs.fetching import ReportFetcher
    from reportgen.outputs.pictures import Picture

    width, height = (f"{edge:.3f}mm" for edge in size_mm)
    style = f"@page {{ size: {width} {height}; margin: 0 }} body {{ margin: 0 }}"
    image = f'<img src="{_ADDRESS}" alt="" style="display: block; width: {width}; height: {height}">'
    fetcher = ReportFetcher((), {_ADDRESS: Picture(svg, "image/svg+xml")})
    document = HTML(string=f"<style>{style}</style>{image}", base_url="reportgen:", url_fetcher=fetcher).render()
    return bytes(document.write_pdf())
