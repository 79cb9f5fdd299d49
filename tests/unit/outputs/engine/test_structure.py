"""The tree of boxes built in fewer steps: the engine's tree."""

from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint.document
from weasyprint import HTML

from reportgen.outputs.engine.quicker import quicker_layout

_STYLE = """.row { display: table-row } .cell { display: table-cell } .flex { display: flex } .grid { display: grid }
.up { text-transform: uppercase } .pre { white-space: pre-line } .running { position: running(head) }
.block { display: block } .left { float: left } .abs { position: absolute } .none { hyphens: none }"""


def _tree(box: Any) -> Any:
    spaces = (box.leading_collapsible_space, box.trailing_collapsible_space)
    children = [_tree(child) for child in box.children]
    return type(box).__name__, box.element_tag, getattr(box, "text", None), spaces, box.is_flex_item, children


def _built(page: str, monkeypatch: pytest.MonkeyPatch, *, quick: bool) -> Any:
    """Return the tree that is about to be laid out."""
    trees: list[Any] = []
    monkeypatch.setattr(
        weasyprint.document, "layout_document", lambda html, root, context: trees.append(_tree(root)) or ()
    )
    with quicker_layout() if quick else nullcontext():
        HTML(string=page).render()
    return trees


@pytest.mark.parametrize(
    "body",
    [
        "<table>\n<tbody> <tr> <td> a </td>\n<td>b</td> </tr>\n\n<tr><td>c</td></tr> </tbody> </table>",
        "<table><tr>\n</tr><tr></tr><tr> </tr><caption> a </caption><col><colgroup></colgroup></table>",
        "<div class=row> a <span class=cell> b </span> <i>c</i> <span class=cell>d</span> </div>",
        "<div class=cell>a</div> <div class=cell>b</div> c <div class=row>\u00a0</div> <span class=row>d</span>",
        "<p>a <b> b <i>c</i> </b> <br> d</p> <p>\n\t e\r\n f  g </p> <p> </p>",
        "<pre> h\n  i </pre> <p class=pre> j \n k </p>",
        "<p>a<span class=block>b</span> c <span class=left> d </span> e<span class=abs>f</span> </p>",
        "<div class=flex> <i>a</i> b <p>c</p> </div> <div><div class=grid> a <b>b</b> </div></div>",
        "<p class=running>a<b>b</b></p> <p class=up>stra\u00dfe</p> <p class=none>a\u00adb</p>",
        "<ul> <li> a </li> <li>b </ul>",
    ],
)
def test_boxes_are_those_of_the_engine(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<!DOCTYPE html><html><head><style>{_STYLE}</style></head><body>{body}</body></html>"
    assert _built(page, monkeypatch, quick=True) == _built(page, monkeypatch, quick=False) != []
