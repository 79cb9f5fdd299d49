"""Puts the parts of a report together to one PDF: pages, margins, links, outline, structure and fonts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from reportgen.outputs.attaching import begun
from reportgen.outputs.attachments import Prepared
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import DrawnMargins, LaidOutPart
from reportgen.outputs.parts.fonts import UsedFont, joined_fonts
from reportgen.outputs.parts.outline import add_outline
from reportgen.outputs.parts.structure import Structure
from reportgen.outputs.placeholders import number_places


def join_parts(
    parts: Sequence[Part], laid_out: Sequence[LaidOutPart], margins: Sequence[DrawnMargins], attached: Prepared
) -> pikepdf.Pdf:
    """Return the document of all `parts`, in order; what describes it as a whole is that of the first one.

    It has room for what is to be `attached`.
    """
    with pikepdf.open(laid_out[0].file) as source:
        document = begun(source, attached)
    structure = Structure(document)
    places = dict(_destinations(document.Root.get("/Names")))
    used = _add_margins(document, list(document.pages), parts[0].charts, margins[0].file)
    for part, pages, around in list(zip(parts, laid_out, margins, strict=True))[1:]:
        with pikepdf.open(pages.file) as source:
            added = _added_pages(document, source)
            structure.add(document.copy_foreign(source.Root.StructTreeRoot), added, part.joined)
            places = dict(_destinations(_copied_names(document, source))) | places
        used += _add_margins(document, added, part.charts, around.file)
    structure.finish()
    _name_destinations(document, places)
    add_outline(document, [page.bookmarks for part in laid_out for page in part.pages])
    _fill(used, document, [drawn.fonts for pair in zip(laid_out, margins, strict=True) for drawn in pair])
    return document


def _copied_names(document: pikepdf.Pdf, source: pikepdf.Pdf) -> pikepdf.Object | None:
    names = source.Root.get("/Names")
    return None if names is None else document.copy_foreign(source.make_indirect(names))


def _added_pages(document: pikepdf.Pdf, source: pikepdf.Pdf) -> list[pikepdf.Page]:
    first = len(document.pages)
    for page in source.pages:
        document.pages.append(page)
    return list(document.pages)[first:]


def _destinations(names: pikepdf.Object | None) -> Iterator[tuple[bytes, pikepdf.Object]]:
    """Yield the places that links lead to, by their names."""
    listed = [] if names is None else list(names.Dests.Names)
    for name, place in zip(listed[::2], listed[1::2], strict=True):
        yield bytes(name), place


def _name_destinations(document: pikepdf.Pdf, places: dict[bytes, pikepdf.Object]) -> None:
    named: list[Any] = []
    for name in sorted(places):
        named += [pikepdf.String(name), places[name]]
    document.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(named)))


def _add_margins(
    document: pikepdf.Pdf, pages: Sequence[pikepdf.Page], charts: Sequence[int], file: Path
) -> list[pikepdf.Object]:
    """Make the margins of each page the form that it draws last; return the lists of fonts of pages and margins.

    The charts on the pages get their numbers in the whole report.
    """
    resources = pages[0].resources
    # One object for all pages: who looks through what they draw sees it once.
    resources.XObject = document.make_indirect(resources.XObject)
    number_places(resources.XObject, charts)
    with pikepdf.open(file) as source:
        for number, margins in enumerate(source.pages):
            form = margins.obj.Contents
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox, form.Resources = margins.mediabox, margins.resources
            resources.XObject[f"/margins{number}"] = document.copy_foreign(form)
    return [resources.Font, resources.XObject["/margins0"].Resources.Font]


def _fill(used: Sequence[pikepdf.Object], document: pikepdf.Pdf, uses: Sequence[tuple[UsedFont, ...]]) -> None:
    """Put the fonts of the whole document into the lists in use."""
    with joined_fonts(uses) as source:
        fonts = document.copy_foreign(source.Root.Fonts)
        for listed in used:
            for name, font in fonts.items():
                listed[name] = font
