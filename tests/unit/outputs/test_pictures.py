"""Pictures of the user's: what is read of them, and what is made of those that would do harm."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from reportgen.errors import PictureError
from reportgen.outputs.pictures import read_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(folder: Path, text: str) -> Path:
    path = folder / "logo.svg"
    path.write_text(text)
    return path


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_depth_become_8_bits_a_channel(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (40, 20), 1 if mode in ("1", "P") else 0).save(tmp_path / "logo.png")
    picture = read_picture(tmp_path / "logo.png")
    assert (picture.width, picture.height, picture.scalable) == (40, 20, False)
    assert Image.open(io.BytesIO(picture.content)).mode in ("L", "RGB", "RGBA")


def test_grey_of_16_bits_keeps_its_shades(tmp_path: Path) -> None:
    Image.new("I;16", (2, 2), 0x8000).save(tmp_path / "logo.png")
    assert Image.open(io.BytesIO(read_picture(tmp_path / "logo.png").content)).getpixel((0, 0)) == 0x80


def test_the_colours_of_a_printing_press_become_those_of_a_screen(tmp_path: Path) -> None:
    Image.new("CMYK", (40, 20), (0, 255, 255, 0)).save(tmp_path / "logo.jpg")
    picture = read_picture(tmp_path / "logo.jpg")
    assert picture.content_type == "image/jpeg"
    assert Image.open(io.BytesIO(picture.content)).mode == "RGB"


def test_a_picture_as_large_as_a_wall_is_made_as_large_as_a_page_needs(tmp_path: Path) -> None:
    Image.new("RGB", (9000, 3000)).save(tmp_path / "logo.png")
    picture = read_picture(tmp_path / "logo.png")
    assert (picture.width, picture.height) == (9000, 3000)
    assert Image.open(io.BytesIO(picture.content)).size == (2000, 667)


@pytest.mark.parametrize(
    ("frame", "size"),
    [
        ('viewBox="10 10 200 100"', (200, 100)),
        ('viewBox="0,0,20,10" width="4000"', (20, 10)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="100%" height="100%"', (300, 150)),
        ('viewBox="0 0 0 0"', (300, 150)),
    ],
)
def test_a_drawing_has_the_proportions_that_it_states(tmp_path: Path, frame: str, size: tuple[float, float]) -> None:
    picture = read_picture(drawing(tmp_path, f"{HEAD} {frame}><path d='M0 0'/></svg>"))
    assert (picture.width, picture.height) == pytest.approx(size)
    assert picture.scalable


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body/></foreignObject>",
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://127.0.0.1/x.png"/>',
        '<use href="other.svg#part"/>',
        '<style>@import "http://127.0.0.1/x.css"; .a { fill: url(http://127.0.0.1/y) }</style>',
        '<path onload="alert(1)"/>',
        "<path style=\"fill: url('http://127.0.0.1/y#z')\"/>",
        '<a href="javascript:alert(1)"><path/></a>',
    ],
)
def test_a_drawing_loses_what_runs_or_leads_out_of_it(tmp_path: Path, harm: str) -> None:
    text = f'{HEAD} viewBox="0 0 2 1"><g id="a">{harm}</g><use href="#a" fill="url(#a)"/></svg>'
    shown = read_picture(drawing(tmp_path, text)).content.decode()
    assert not any(word in shown for word in ("alert", "127.0.0.1", "passwd", "other.svg", "body"))
    assert '<use href="#a" fill="url(#a)"/>' in shown


def test_a_drawing_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden")
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/secret"><!ENTITY b "seen">]>'
    try:
        shown = read_picture(drawing(tmp_path, f"{entity}{HEAD}><text>&a;</text></svg>")).content
    except PictureError as error:
        shown = str(error).encode()
    assert b"hidden" not in shown
    assert b"seen" in read_picture(drawing(tmp_path, f"{entity}{HEAD}><text>&b;</text></svg>")).content


def test_a_drawing_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE svg [<!ENTITY a0 "lol">{entities}]>{HEAD}><text>&a9;</text></svg>'
    with pytest.raises(PictureError, match="not a valid SVG"):
        read_picture(drawing(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file"),
        (b"", "not a picture that can be read"),
        (b"GIF89a", "not a picture that can be read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a damaged picture"),
        (b"<svg><broken", "not a valid SVG"),
        (b"<html><svg ></svg></html>", "not an SVG"),
        (HEAD.encode() + b">" + b" " * 2_000_000 + b"</svg>", "2.0 MB; at most 2 MB"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "logo").write_bytes(content)
    with pytest.raises(PictureError, match=reason):
        read_picture(tmp_path / "logo")


def test_a_folder_and_a_file_of_50_megabytes_are_told_without_reading_them(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="is no file"):
        read_picture(tmp_path)
    (tmp_path / "logo.png").touch()
    os.truncate(tmp_path / "logo.png", 50_000_000)
    with pytest.raises(PictureError, match=r"50.0 MB; at most 20 MB are read. Save it smaller"):
        read_picture(tmp_path / "logo.png")
