"""The names of attached files: which are plain, and the folders in the archive that runs, notes and the like go to.

The same rule holds when files are attached and when those of a PDF that anybody may have written are unpacked.
"""

import os
from collections.abc import Iterable
from pathlib import Path

RECORDS_FOLDER = "records"
NOTES_FOLDER = "notes"
TEMPLATES_FOLDER = "templates"
THEME_FOLDER = "theme"

_LONGEST_PART_BYTES = 255
_LONGEST_BYTES = 1_000
_FORBIDDEN = '\\:*?"<>|' if os.name == "nt" else "\\"


def is_plain(name: str) -> bool:
    """Return True for the name of a file that lies inside whatever folder it is put into."""
    parts = name.split("/")
    return all(_is_plain_part(part) for part in parts) and len(name.encode()) <= _LONGEST_BYTES


def _is_plain_part(part: str) -> bool:
    if part in ("", ".", "..") or not part.isprintable() or any(character in _FORBIDDEN for character in part):
        return False
    return len(part.encode()) <= _LONGEST_PART_BYTES


def store_names(stores: Iterable[Path]) -> dict[Path, str]:
    """Return the folder in the archive of each folder of runs: "records/runs"; of a second such name "records-2/runs".

    The last part stays as it was, for the report prints it.
    """
    found: dict[Path, str] = {}
    for store in dict.fromkeys(stores):
        own = store.name if _is_plain_part(store.name) else "runs"
        number = 1
        while (name := f"{RECORDS_FOLDER}{f'-{number}' if number > 1 else ''}/{own}") in found.values():
            number += 1
        found[store] = name
    return found
