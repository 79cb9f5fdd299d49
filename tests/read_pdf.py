"""Reads a PDF back as a person, a screen reader and a link would: words with their places, links, bookmarks."""

import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

import pikepdf

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the upper left corner of page `page` (from 1)."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def text_of(path: Path, page: int | None = None) -> str:
    """Return the text of a PDF in reading order, every kind of space as a plain one."""
    return re.sub(r"[^\S\n]+", " ", _text(path, page).replace("\f", "\n"))


def lines_of(path: Path, page: int | None = None) -> str:
    """Return the text of a PDF as it stands on the page, columns side by side."""
    return re.sub(r"[^\S\n]+", " ", _text(path, page, "-layout"))


def _text(path: Path, page: int | None, *options: str) -> str:
    pages = _pages(path, path.stat().st_mtime_ns, options)
    return pages[page - 1] if page else "".join(pages)


@lru_cache(maxsize=8)
def _pages(path: Path, _written_at: int, options: tuple[str, ...]) -> tuple[str, ...]:
    """Read the text of a report once for the tests that follow each other; each page ends with a form feed."""
    read = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
    return tuple(re.findall(r"[^\f]*\f", read.stdout))


def words_of(path: Path) -> list[Word]:
    """Return every word with its box."""
    return list(_words(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _words(path: Path, _written_at: int) -> tuple[Word, ...]:
    """Read a report once for the tests that follow each other."""
    read = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    return tuple(
        Word(number, unescape(word[4]), *(float(edge) for edge in word[:4]))
        for number, page in enumerate(_PAGE.findall(read), start=1)
        for word in _WORD.findall(page[2])
    )


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Return width and height of each page in millimetres."""
    with pikepdf.open(path) as document:
        return [tuple(round(float(edge) / 72 * 25.4, 1) for edge in page.mediabox[2:]) for page in document.pages]


def bookmarks_of(path: Path) -> list[tuple[int, str, int]]:
    """Return (depth from 0, title, page from 1) of each bookmark."""

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> list[tuple[int, str, int]]:
        found = []
        for item in items:
            found.append((depth, str(item.title), page_of[item.destination[0].objgen]))
            found += walk(item.children, depth + 1)
        return found

    with pikepdf.open(path) as document, document.open_outline() as outline:
        page_of = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        return walk(outline.root, 0)


def links_of(path: Path) -> list[tuple[int, str, int]]:
    """Return (page of the link, its target's name, page of the target) of each link inside the document."""
    with pikepdf.open(path) as document:
        page_of = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        names = _named_destinations(document)
        links = []
        for number, page in enumerate(document.pages, start=1):
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") == "/Link" and "/URI" not in annotation.get("/A", {}):
                    target = str(annotation.get("/Dest", annotation.get("/A", {}).get("/D", "")))
                    links.append((number, target, page_of[names[target].objgen]))
    return links


def addresses_of(path: Path) -> list[str]:
    """Return the address of each link that leads out of the document."""
    with pikepdf.open(path) as document:
        actions = [annotation.get("/A", {}) for page in document.pages for annotation in page.get("/Annots", [])]
        return [str(action["/URI"]) for action in actions if "/URI" in action]


def _named_destinations(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    tree = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(name): target[0] for name, target in tree.items()}


def draws_pixels(path: Path) -> bool:
    """Return True if any page places an image of pixels, figures inside forms included."""
    with pikepdf.open(path) as document:
        return any(image.get("/Subtype") == "/Image" for image in document.objects if isinstance(image, pikepdf.Stream))
