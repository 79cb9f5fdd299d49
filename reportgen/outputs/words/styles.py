"""The styles of a Word document: a page of the wanted size, faces that every Word has, headings, captions, code."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

_PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
MARGIN_MM = 24.0
TEXT_WIDTH_MM = {name: width - 2 * MARGIN_MM for name, (width, _) in _PAPERS.items()}
_TEXT, _MONO = "Cambria", "Consolas"
_INK, _SOFT, _WARNING = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x5C, 0x5C, 0x5C), RGBColor(0x8F, 0x2D, 0x0C)
ACCENT = RGBColor(0x0B, 0x4F, 0x7D)
_SIZES = {"Title": 25.0, "Heading 1": 16.0, "Heading 2": 12.5, "Heading 3": 10.8, "Heading 4": 10.0}

CODE, CALLOUT, CELL, NOTES, CONTENTS = "Code", "Callout", "Table Text", "Notes", "Contents {}"


def styled_document(paper: str, language: str) -> WordDocument:
    """Return an empty document on `paper`, its text in `language`."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(edge) for edge in _PAPERS[paper])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    _text_styles(document, language)
    for name, size in _SIZES.items():
        _heading(document, name, size)
    for name, size, colour in ((CELL, 8.5, _INK), (NOTES, 8.5, _SOFT), (CALLOUT, 10.0, _WARNING)):
        _added(document, name, size).font.color.rgb = colour
    _code_style(document)
    for level, indent in ((1, 0.0), (2, 8.0)):
        _contents_style(document, level, indent, TEXT_WIDTH_MM[paper])
    return document


def _text_styles(document: WordDocument, language: str) -> None:
    normal = document.styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(10), _INK
    _face(normal, _TEXT)
    normal.paragraph_format.space_after = Pt(4)
    spoken = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        spoken.set(qn(name), language)
    normal.element.get_or_add_rPr().append(spoken)
    for existing in document.styles.element.iter(qn("w:lang")):
        existing.set(qn("w:val"), language)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9), False, _INK
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_after = Pt(8)


def _face(style: ParagraphStyle, family: str) -> None:
    """Set the family for all scripts: Word looks for that of Greek in the same place as for Latin."""
    style.font.name = family
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), family)


def _heading(document: WordDocument, name: str, size: float) -> None:
    style = document.styles[name]
    _face(style, _TEXT)
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), True, False, _INK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(size / 2.5)
    style.paragraph_format.keep_with_next = True
    for rule in style.element.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)
        break


def _added(document: WordDocument, name: str, size: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # as asked for
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    style.paragraph_format.space_after = Pt(2)
    return style


def _code_style(document: WordDocument) -> None:
    style = _added(document, CODE, 8.5)
    _face(style, _MONO)
    style.paragraph_format.left_indent = Mm(4)


def _contents_style(document: WordDocument, level: int, indent: float, width: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # as asked for
    style.base_style = document.styles["Normal"]
    style.font.bold = level == 1
    style.paragraph_format.left_indent, style.paragraph_format.space_after = Mm(indent), Pt(1)
    style.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
