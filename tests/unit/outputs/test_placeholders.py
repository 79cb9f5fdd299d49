"""Placeholders are images that hold the charts' places, and give way to vector pages of the same size."""

import io

import msgspec
import pikepdf
from PIL import Image

from reportgen.figures.drawing import Drawn
from reportgen.figures.vector.drawn import DrawnChart, Marker, Pixels, deflated
from reportgen.outputs.chart_places import placeholder
from reportgen.outputs.placeholders import place_charts


def document_with(images: list[bytes]) -> pikepdf.Pdf:
    """Return a PDF with one page that draws `images` as the PDF engine would embed them."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    streams = pikepdf.Dictionary()
    for number, image in enumerate(images):
        picture = Image.open(io.BytesIO(image))
        stream = pikepdf.Stream(document, picture.convert("RGB").tobytes())
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height = picture.size
        stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        streams[f"/Im{number}"] = stream
    page.obj.Resources = pikepdf.Dictionary(XObject=streams)
    return document


def charts(*sizes: tuple[float, float]) -> Drawn:
    return Drawn(tuple(msgspec.msgpack.encode(DrawnChart(*size, deflated(b""))) for size in sizes))


def test_a_placeholder_is_a_valid_png_of_two_pixels() -> None:
    picture = Image.open(io.BytesIO(placeholder(66051)))
    assert (picture.size, picture.mode) == ((2, 1), "RGB")
    assert picture.getpixel((1, 0)) == (1, 2, 3)


def test_each_placeholder_becomes_its_chart_scaled_to_the_unit_square() -> None:
    document = document_with([placeholder(1), placeholder(0)])
    assert place_charts(document, charts((100, 50), (80, 40))) == 2
    forms = document.pages[0].obj.Resources.XObject
    assert [float(edge) for edge in forms["/Im0"].BBox] == [0, 0, 80, 40]
    assert [float(factor) for factor in forms["/Im0"].Matrix] == [1 / 80, 0, 0, 1 / 40, 0, 0]
    assert [float(edge) for edge in forms["/Im1"].BBox] == [0, 0, 100, 50]
    assert forms["/Im0"].Subtype == "/Form"


def test_another_image_of_two_pixels_is_left_alone() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 1), (9, 9, 9)).save(buffer, "PNG")
    document = document_with([buffer.getvalue()])
    assert place_charts(document, charts((10, 10))) == 0
    assert document.pages[0].obj.Resources.XObject["/Im0"].Subtype == "/Image"


def test_what_charts_have_alike_is_in_the_document_once() -> None:
    marker, pixels = Marker((-2.0, -2.0, 2.0, 2.0), deflated(b"f")), Pixels(4, 1, 1, deflated(bytes(5)))
    drawn = [DrawnChart(9, 9, deflated(b"%d" % number), images=(pixels,), markers=(marker,)) for number in range(5)]
    document = document_with([placeholder(number) for number in range(5)])
    place_charts(document, Drawn(tuple(map(msgspec.msgpack.encode, drawn))))
    shown = [form.Resources.XObject for form in document.pages[0].obj.Resources.XObject.values()]
    assert len({each["/M0"].objgen for each in shown}) == 1
    assert len({each["/I0"].DecodeParms.objgen for each in shown}) == 1
