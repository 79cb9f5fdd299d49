"""The name of the zip that is handed in: authors and course in letters that every file system takes."""

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

_MOST_AUTHORS = 3
_LONGEST_PART = 48
# As names are spelled in passports (ELOT 743); the library goes letter by letter.
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "αυ": "av", "ευ": "ev", "μπ": "mp", "ντ": "nt"}
# What Windows takes for devices, whatever their endings.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def bundle_name(authors: Sequence[str], course: str | None, title: str | None) -> str:
    """Return the name of the zip without its ending: "Ada-Lovelace_Alan-Turing_Machine-Learning-1"."""
    people = [_part(author) for author in authors[:_MOST_AUTHORS]]
    more = ["et-al"] if len(authors) > _MOST_AUTHORS else []
    parts = [part for part in (*people, *more, _part(course or title or "")) if part]
    name = "_".join(parts) or "report"
    return f"{name}-report" if _DEVICES.match(name) else name


def _part(text: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")
    for pair, letters in _GREEK_PAIRS.items():
        plain = plain.replace(pair, letters).replace(pair.capitalize(), letters.capitalize())
        plain = plain.replace(pair.upper(), letters.upper())
    return re.sub(r"[^A-Za-z0-9]+", "-", anyascii(plain)).strip("-")[:_LONGEST_PART].strip("-")
