"""Names for the notes from words of the report: in English, whatever language it is written in."""

import re


def name_of(words: str) -> str:
    """Return "batch_size" for "Batch size"."""
    return re.sub(r"\W+", "_", words.lower()).strip("_")
