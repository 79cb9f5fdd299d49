"""What the notes cite: the publications that the report knows, and those of a BibTeX file beside the notes."""

import logging
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

from reportgen.errors import NotesError
from reportgen.knowledge.references import REFERENCES, Reference

_LARGEST = 5_000_000
_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "school",
    "institution",
    "howpublished",
    "archiveprefix",
)
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "c": "\u0327",
    "v": "\u030c",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "i",
}
_ACCENT = re.compile(r"\\(['`^\"~=.]|[cvuHkr](?![A-Za-z]))\s*\{?\\?([A-Za-z])\}?")
_LETTER = re.compile(r"\\(ss|oe|ae|AE|aa|AA|o|O|l|L|i)(?![A-Za-z])\s*(?:\{\})?")


def bibliography_beside(notes: Path) -> Path | None:
    """Return the only .bib beside the file `notes`; None if there is none, or several."""
    beside = sorted(notes.parent.glob("*.bib"))
    return beside[0] if len(beside) == 1 else None


def read_works(bibliography: Path | None) -> dict[str, Reference]:
    """Return all that can be cited, by key: what is in `bibliography`, then what the report knows.

    Raises:
        NotesError: the file cannot be read, or an entry of it has a mistake.
    """
    return {**REFERENCES, **(_read(bibliography) if bibliography else {})}


def _read(path: Path) -> dict[str, Reference]:
    from bibtexparser.entrypoint import parse_string

    try:
        if path.stat().st_size > _LARGEST:
            raise NotesError(f"{path.stat().st_size / 1e6:.0f} MB; at most {_LARGEST / 1e6:.0f} MB are read", path=path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotesError(f"cannot be read: {error.strerror or error}", path=path) from error
    except UnicodeDecodeError as error:
        raise NotesError("no text in UTF-8; save it in that encoding", path=path) from error
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would log is told as an error
    library = parse_string(text)
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        raise NotesError("not valid BibTeX; look for a brace or a comma that is missing", path=path, line=line)
    return {
        entry.key: _reference({field.key.lower(): field.value for field in entry.fields}) for entry in library.entries
    }


def _reference(fields: dict[str, Any]) -> Reference:
    authors = [_inverted(name) for name in re.split(r"\s+and\s+", _text(fields.get("author") or fields.get("editor")))]
    names = tuple(name for name in authors if name and name != "others")
    year = re.search(r"\d{4}", _text(fields.get("year") or fields.get("date")))
    arxiv = (
        _text(fields.get("eprint"))
        if _text(fields.get("archiveprefix", fields.get("eprinttype"))).lower() == "arxiv"
        else ""
    )
    return Reference(
        authors=names,
        year=int(year[0]) if year else 0,
        title=_text(fields.get("title")),
        venue=_venue(fields),
        more_authors="others" in authors,
        doi=_text(fields.get("doi")).removeprefix("https://doi.org/"),
        arxiv=arxiv,
        page=_address(_text(fields.get("url"))),
    )


def _venue(fields: dict[str, Any]) -> str:
    name = next((text for key in _VENUES if (text := _text(fields.get(key)))), "")
    volume, number, pages = (_text(fields.get(key)) for key in ("volume", "number", "pages"))
    place = f"{volume}({number})" if volume and number else volume
    return ", ".join(filter(None, [f"{name} {place}".strip(), re.sub(r"-+", "–", pages)]))


def _address(text: str) -> str:
    return text if re.match(r"https?://", text) else ""


def _inverted(name: str) -> str:
    """Return "Family, Given" for "Given Family"."""
    if "," in name or " " not in name:
        return name
    given, _space, family = name.rpartition(" ")
    return f"{family}, {given}"


def _text(value: Any) -> str:
    """Return a field without the marks of LaTeX: accents as letters, no braces."""
    text = " ".join(str(value or "").split())
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    text = _ACCENT.sub(lambda found: f"{found[2]}{_ACCENTS[found[1]]}", text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text).replace("---", "—").replace("--", "–")
    return normalize("NFC", re.sub(r"(?<!\\)[{}]", "", text).replace("~", " ").strip())
