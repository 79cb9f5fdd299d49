"""What somebody may do to a report: each function changes an open PDF."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pikepdf

from reportgen.outputs.manifest import MANIFEST_FILE


def attached(document: pikepdf.Pdf) -> Any:
    return pikepdf.NameTree(document.Root.Names.EmbeddedFiles)


def content_of(document: pikepdf.Pdf, name: str) -> bytes:
    return attached(document)[name].EF.F.read_bytes()


def put(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    """Put `content` in the place of an attachment, or beside the others."""
    stream = document.make_stream(content)
    tree = attached(document)
    if name in tree:
        tree[name].EF.F = stream
        return
    names = pikepdf.Dictionary(F=name, UF=name, EF=pikepdf.Dictionary(F=stream))
    tree[name] = document.make_indirect(names)


def edit(document: pikepdf.Pdf, name: str, old: bytes, new: bytes, *, in_manifest: bool = False) -> None:
    """Replace `old` in an attachment, and its hash in the manifest, too, if wished."""
    content = content_of(document, name)
    assert old in content
    content = content.replace(old, new, 1)
    put(document, name, content)
    if in_manifest:
        manifest = json.loads(content_of(document, MANIFEST_FILE))
        entry = next(entry for entry in manifest["files"] if entry["name"].replace("/", "~") == name)
        entry |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        put(document, MANIFEST_FILE, json.dumps(manifest).encode())


def change_manifest(document: pikepdf.Pdf, change: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads(content_of(document, MANIFEST_FILE))
    change(manifest)
    put(document, MANIFEST_FILE, json.dumps(manifest).encode())


def name_ending(document: pikepdf.Pdf, ending: str) -> str:
    return next(str(name) for name in attached(document) if str(name).endswith(ending))


def draw_over(document: pikepdf.Pdf, page: int, painting: bytes) -> None:
    document.pages[page].contents_add(b"q " + painting + b" Q")


def annotate(document: pikepdf.Pdf, page: int) -> None:
    look = document.make_stream(b"1 1 1 rg 0 0 60 20 re f")
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 60, 20])
    stamp = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp,
        Rect=pikepdf.Array([100, 500, 160, 520]),
        F=4,
        AP=pikepdf.Dictionary(N=look),
    )
    known = list(document.pages[page].obj.get("/Annots", []))
    document.pages[page].obj.Annots = pikepdf.Array([*known, document.make_indirect(stamp)])


def swap_glyphs(document: pikepdf.Pdf, page: int, shown: Callable[[int], bool]) -> None:
    """Turn the glyphs of the texts round whose place among those of the page `shown` chooses."""
    painted = list(pikepdf.parse_content_stream(document.pages[page]))
    texts = [place for place, item in enumerate(painted) if str(item.operator) in ("Tj", "TJ")]
    for number, place in enumerate(texts):
        if shown(number):
            painted[place] = _turned(painted[place])
    document.pages[page].Contents = document.make_stream(pikepdf.unparse_content_stream(painted))


def _turned(item: Any) -> Any:
    operand = item.operands[0]
    parts = list(operand) if str(item.operator) == "TJ" else [operand]
    whole = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    turned = b"".join(whole[start : start + 2] for start in range(len(whole) - 2, -1, -2))
    return pikepdf.ContentStreamInstruction([pikepdf.Array([pikepdf.String(turned)])], pikepdf.Operator("TJ"))
