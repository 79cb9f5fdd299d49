"""What the pages mean, for those who hear them: the structure tree of the PDF (ISO 14289-1, PDF/UA).

`own_structure` puts the tree in the place of WeasyPrint's own while a PDF is written.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint.pdf

from reportgen.outputs.engine.replacing import Replacement, replaced
from reportgen.outputs.tagging.content import PageContent
from reportgen.outputs.tagging.headers import name_headers
from reportgen.outputs.tagging.links import join_areas, remove_areas
from reportgen.outputs.tagging.nodes import Node
from reportgen.outputs.tagging.pieces import marked
from reportgen.outputs.tagging.tree import TreeBuilder
from reportgen.outputs.tagging.writing import write_tree


@contextmanager
def own_structure(levels: Sequence[int] = (), tables: str = "table") -> Iterator[None]:
    """Write PDFs with this package's structure tree. WeasyPrint has no option for it, and its version is pinned.

    `levels` are those of the headings that the first page stands under; `tables` begins the names of tables' cells.
    """
    structure = Replacement(weasyprint.pdf, "add_tags", partial(_add_structure, levels, tables))
    with replaced(structure, Replacement(weasyprint.pdf.Stream, "marked", marked)):
        yield


def _add_structure(
    levels: Sequence[int], tables: str, pdf: Any, document: Any, _version: Any, page_streams: Sequence[Any]
) -> None:
    builder = TreeBuilder(document.metadata.lang or "", levels)
    groups = _groups(pdf, page_streams)
    contents = []
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        pieces = stream._tags  # noqa: SLF001  # the engine's own tree takes them from there too
        content = PageContent(number, pieces, groups[id(pieces)])
        builder.add_page(page._page_box, number, content)  # noqa: SLF001
        contents.append(content)
    builder.root.prune()
    pages = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
    remove_areas(builder.untold_areas, pages)
    for number, node in enumerate(_all_nodes(builder.root)):
        if node.role == "Link":
            join_areas(node, pages)
        elif node.role == "Table":
            name_headers(node, f"{tables}-{number}")
    write_tree(pdf, builder.root, contents)


def _groups(pdf: Any, page_streams: Sequence[Any]) -> dict[int, list[Any]]:
    """Return the streams of groups of each page, which share its dictionary of pieces."""
    groups = defaultdict(list)
    for entry in pdf.objects:
        pieces = getattr(entry, "_tags", None)
        if pieces and entry not in page_streams:
            groups[id(pieces)].append(entry)
    return groups


def _all_nodes(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.nodes():
        yield from _all_nodes(kid)
