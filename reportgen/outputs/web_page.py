"""The report as one page for a browser: everything within the file, nothing fetched, readable without JavaScript.

The sections are those of the PDF; templates/web.html is the skeleton, templates/web holds style sheet and script.
"""

from collections.abc import Sequence
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from reportgen.errors import TemplateError
from reportgen.figures.drawing import Drawing
from reportgen.outputs.formats import Written
from reportgen.outputs.html import Page, fill
from reportgen.outputs.parts.figure_numbers import MARK
from reportgen.outputs.target import check_target, write_target
from reportgen.outputs.templates import template_file, template_folders
from reportgen.outputs.web.faces import font_faces
from reportgen.outputs.web.figures import Figures, colours_of
from reportgen.outputs.web.properties import dark_or_light, families, page_colours
from reportgen.outputs.web.tables import prepare_tables
from reportgen.progress import Progress
from reportgen.sections.report import Report

_SKELETON = "web.html"
_SHEETS = ("css/kinds.css", "web/page.css")
_SCRIPT, _FIRST_SCRIPT = "web/page.js", "web/first.js"


def write_web_page(report: Report, target: Path, progress: Progress) -> Written:
    """Write `report` to `target`; an existing file is replaced only when the new one is complete.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: the figures could not be drawn, or `target` could not be written.
    """
    check_target(target)
    folders = template_folders(report.settings.templates)
    with Drawing(report.look, "svg") as drawing:
        page = fill(report, folders, _SKELETON)
        progress.stage("Drawing", None)
        drawing.submit(page.charts)
        root = html.document_fromstring(page.html)
        figures = _prepared(root, page)
        drawn = drawing.finish()
        drawings = [image.decode() for image in drawn.images]
    markup = figures.placed(_body(root), drawings)
    progress.stage("Writing", None)
    write_target(target, _document(root, markup, report, folders).encode())
    return Written(0, (*page.warnings, *drawn.warnings))


def _prepared(root: HtmlElement, page: Page) -> Figures:
    """Take what belongs to paper out of the tree, and put in what belongs to a screen."""
    for sheet in root.xpath("//head/link | //head/style"):
        sheet.drop_tree()
    for numbered in root.xpath(f"//*[@{MARK}]"):
        del numbered.attrib[MARK]
    figures = Figures(page.charts)
    figures.hold_places(root, page.pictures)
    prepare_tables(root)
    return figures


def _body(root: HtmlElement) -> str:
    return str(html.tostring(root.find("body"), encoding="unicode"))


def _document(root: HtmlElement, body: str, report: Report, folders: Sequence[Path]) -> str:
    """Return the whole document: the head with style and script, and `body`."""
    head = html.tostring(root.find("head"), encoding="unicode").removeprefix("<head>").rpartition("</head>")[0]
    scripts = {name: _text(folders, name) for name in (_FIRST_SCRIPT, _SCRIPT)}
    sheets = [_text(folders, name) for name in _SHEETS]
    styles = "\n".join([*_properties(report, body), *sheets])
    language = root.get("lang", "en")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{head.rstrip()}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{styles}</style>\n<script>{scripts[_FIRST_SCRIPT]}</script>\n</head>\n"
        f"{body.rstrip().removesuffix('</body>')}<script>\n{scripts[_SCRIPT]}</script>\n</body>\n</html>\n"
    )


def _properties(report: Report, body: str) -> list[str]:
    faces = font_faces(report.theme, set(html.fragment_fromstring(body, create_parent="div").text_content()))
    colours = {*page_colours(report.theme), *colours_of(body)}
    return [faces, f":root{{{families(report.theme)}}}", dark_or_light(colours)]


def _text(folders: Sequence[Path], name: str) -> str:
    path = template_file(folders, name)
    if path is None:
        raise TemplateError(f"there is no template {name!r} in {' or '.join(map(str, folders))}")
    return path.read_text(encoding="utf-8")
