"""Puts the parts of a report together to one PDF: pages, margins, links, outline, structure and fonts."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from reportgen.outputs.attaching import begun, put_first
from reportgen.outputs.attachments import Prepared
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import DrawnMargins, LaidOutPart
from reportgen.outputs.parts.fonts import Once, WriteFonts, joined_fonts
from reportgen.outputs.parts.outline import add_outline
from reportgen.outputs.parts.structure import Structure
from reportgen.outputs.placeholders import number_places


@dataclass(frozen=True)
class _Added:
    """A part whose pages are in the document, with its structure and the places that links lead to."""

    part: Part
    pages: Sequence[pikepdf.Page]
    tree: pikepdf.Object
    places: Mapping[bytes, pikepdf.Object]


class JoinedParts:
    """A document that gets its parts, with room for what is `attached`. For `write_fonts`, `once` see `joined_fonts`.

    Call `add` once for each part but the first, in order, and then `finish`: the first one is laid out last.
    """

    def __init__(self, attached: Prepared, write_fonts: WriteFonts, once: Once | None = None) -> None:
        self._document = begun(attached)
        self._added: list[_Added] = []
        self._write_fonts = write_fonts
        self._once = once

    def add(self, part: Part, laid_out: LaidOutPart) -> None:
        """Put the pages of a part behind those that are there."""
        document = self._document
        first = len(document.pages)
        with pikepdf.open(laid_out.file) as source:
            _compress(source)
            for page in source.pages:
                document.pages.append(page)
            tree = document.copy_foreign(source.Root.StructTreeRoot)
            names = source.Root.get("/Names")
            copied = None if names is None else document.copy_foreign(source.make_indirect(names))
        self._added.append(_Added(part, document.pages[first:], tree, dict(_destinations(copied))))

    def finish(self, part: Part, laid_out: Sequence[LaidOutPart], margins: Sequence[DrawnMargins]) -> pikepdf.Pdf:
        """Return the document with the first part; what describes it as a whole is that of this one.

        `laid_out` and `margins` are those of all parts, in order.
        """
        document = self._document
        _put_first(document, laid_out[0].file)
        structure = Structure(document)
        places = dict(_destinations(document.Root.get("/Names")))
        used = _add_margins(document, document.pages[: len(laid_out[0].pages)], part.charts, margins[0].file)
        for added, around in zip(self._added, margins[1:], strict=True):
            structure.add(added.tree, added.pages, added.part.joined)
            places = {**added.places, **places}
            used += _add_margins(document, added.pages, added.part.charts, around.file)
        structure.finish()
        _name_destinations(document, places)
        add_outline(document, [page.bookmarks for part in laid_out for page in part.pages])
        fonts = [drawn.fonts for pair in zip(laid_out, margins, strict=True) for drawn in pair]
        with joined_fonts(fonts, self._write_fonts, self._once) as joined:
            _fill(used, document, joined)
        return document


def _put_first(document: pikepdf.Pdf, file: Path) -> None:
    # A function of its own: what was read from a file takes memory as long as there is a name for it.
    with pikepdf.open(file) as source:
        _compress(source)
        put_first(document, source)


def _compress(source: pikepdf.Pdf) -> None:
    """Compress what is drawn on the pages: what is copied from `source` is in memory until all is saved."""
    for page in source.pages:
        page.Contents.write(zlib.compress(page.Contents.read_bytes()), filter=pikepdf.Name.FlateDecode)


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


def _fill(used: Sequence[pikepdf.Object], document: pikepdf.Pdf, joined: pikepdf.Pdf) -> None:
    """Put the fonts of the whole document into the lists in use."""
    fonts = document.copy_foreign(joined.Root.Fonts)
    for listed in used:
        for name, font in fonts.items():
            listed[name] = font
