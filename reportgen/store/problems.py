"""What went wrong while reading a store, in words that can be shown: one line each, short, nothing that acts.

Takes messages and names out of files that anybody may have written; gives text that neither moves the
cursor of a terminal nor fills a page.
"""

from dataclasses import dataclass
from pathlib import Path

_LONGEST = 300


@dataclass(frozen=True)
class Problem:
    """A file that could not be read, or not wholly. `skipped` if its run is missing from the library.

    `reason` continues a sentence that begins with the file: "is missing", "line 3 is not JSON".
    """

    path: Path
    reason: str
    skipped: bool = True


def one_line(text: str) -> str:
    """Return `text` on one line of at most 300 characters, control characters written as escapes."""
    shown = text[: 2 * _LONGEST]
    harmless = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in shown
    )
    return harmless if len(harmless) <= _LONGEST else f"{harmless[: _LONGEST - 1]}…"


def system_reason(error: OSError | ValueError) -> str:
    """Return the system's words for why a file could not be opened: "Permission denied"."""
    return one_line((error.strerror if isinstance(error, OSError) else None) or str(error))
