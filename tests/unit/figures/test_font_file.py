"""Family and advances read from font files are those that fontTools reads; a damaged font is told."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from matplotlib import get_data_path

from reportgen.built_in import built_in_folder
from reportgen.figures.font_file import FontFile

FONTS = [*sorted((built_in_folder() / "fonts").glob("*.ttf")), *sorted(Path(get_data_path()).rglob("DejaVuS*.ttf"))]
CODES = [*range(32, 0x250), *map(ord, "αΩЖ–…→≤∞"), 0xE000, 0x1D400, 0x1F600]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_family_and_advances_are_those_of_font_tools(path: Path) -> None:
    with TTFont(path) as font:
        names, glyphs, advances = font["name"], font.getBestCmap(), font["hmtx"].metrics
        size = font["head"].unitsPerEm
        expected = {code: round(advances[glyphs[code]][0] * 1000 / size) for code in CODES if code in glyphs}
        family = names.getDebugName(16) or names.getDebugName(1)
    assert FontFile(path).family == family
    assert FontFile(path).advances(CODES) == expected


def made(folder: Path, forms: tuple[tuple[int, int, int], ...], family: dict[str, str]) -> Path:
    """Return a font with "A" and "😀", whose character maps have these platforms, encodings and forms."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "A", "grin"])
    builder.setupCharacterMap({65: "A", 0x1F600: "grin"})
    builder.setupGlyf({name: builder_glyph() for name in (".notdef", "A", "grin")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (611, 0), "grin": (999, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": family})
    builder.setupPost()
    builder.font["cmap"].tables = [character_map(*form) for form in forms]
    builder.save(folder / "made.ttf")
    return folder / "made.ttf"


def builder_glyph():  # type: ignore[no-untyped-def]
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def character_map(platform: int, encoding: int, form: int) -> CmapSubtable:
    table = CmapSubtable.newSubtable(form)
    table.platformID, table.platEncID, table.language = platform, encoding, 0
    table.cmap = {65: "A", 0x1F600: "grin"} if form == 12 else {65: "A"}
    return table


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (((3, 1, 4),), {65: 611}),
        (((3, 1, 4), (3, 10, 12)), {65: 611, 0x1F600: 999}),
        (((0, 4, 12),), {65: 611, 0x1F600: 999}),
        (((0, 3, 4), (1, 0, 6)), {65: 611}),
    ],
)
def test_the_most_complete_map_of_characters_counts(
    tmp_path: Path, forms: tuple[tuple[int, int, int], ...], expected: dict[int, int]
) -> None:
    font = FontFile(made(tmp_path, forms, {"en": "Mine"}))
    assert font.advances([65, 66, 0x1F600]) == expected


def test_a_family_of_several_names_is_called_as_in_english(tmp_path: Path) -> None:
    assert FontFile(made(tmp_path, ((3, 1, 4),), {"de": "Meine", "en": "Mine", "fr": "Mienne"})).family == "Mine"
    assert FontFile(made(tmp_path, ((3, 1, 4),), {"de": "Meine"})).family == "Meine"


def test_a_font_that_ends_anywhere_is_read_or_told(tmp_path: Path) -> None:
    content = made(tmp_path, ((3, 1, 4),), {"en": "Mine"}).read_bytes()
    cut = tmp_path / "cut.ttf"
    told = 0
    for length in range(0, len(content), 7):
        cut.write_bytes(content[:length])
        try:
            font = FontFile(cut)
            font.advances([65])
            str(font.family)
        except ValueError as error:
            told += 1
            assert str(cut) in str(error)
    assert told > 10


def test_a_font_without_a_map_that_is_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no map of Unicode"):
        FontFile(made(tmp_path, ((1, 0, 6),), {"en": "Mine"})).advances([65])
    with pytest.raises(ValueError, match="has the form 6"):
        FontFile(made(tmp_path, ((3, 1, 6),), {"en": "Mine"})).advances([65])
