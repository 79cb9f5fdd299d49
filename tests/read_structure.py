"""The structure of a PDF, read back: who hears the document hears these elements in this order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """An element: its role, its attributes, what it holds; `links` are the targets of the annotations in it."""

    role: str
    alternative: str
    attributes: dict[str, Any]
    kids: tuple["Element", ...]
    links: tuple[str, ...]
    pieces: int

    def all(self, *roles: str) -> list["Element"]:
        """Return the elements of these roles in reading order, this one too."""
        return [element for element in self._walk() if element.role in roles]

    def _walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.kids:
            yield from kid._walk()


def structure_of(path: Path) -> Element:
    """Return the root of the structure."""
    return _structure(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _structure(path: Path, _written_at: int) -> Element:
    """Read a report once for the tests that follow each other."""
    with pikepdf.open(path) as document:
        return _element(document.Root.StructTreeRoot.K[0])


def listed(entry: pikepdf.Object, key: str) -> list[Any]:
    """Return what an element has under `key`, where one of a kind may stand without a list: ISO 32000-1, table 323."""
    found = entry.get(key, pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _element(entry: pikepdf.Object) -> Element:
    kids = listed(entry, "/K")
    entries = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    attributes = {name: value for owner in listed(entry, "/A") for name, value in owner.items() if name != "/O"}
    return Element(
        str(entry.S)[1:],
        str(entry.get("/Alt", "")),
        attributes,
        tuple(_element(kid) for kid in entries if "/S" in kid),
        tuple(str(kid.Obj.get("/Dest", "")) for kid in entries if kid.get("/Type") == "/OBJR"),
        len(kids) - len(entries),
    )
