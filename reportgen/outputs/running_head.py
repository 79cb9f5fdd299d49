"""What stands at the head of a page beside the name of its section: a line to find the way by, not one to read."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
# A line of eight words or more is taken for text that was left out of the structure (rule TAG-002 of outloud).
_MOST_WORDS, _FEWEST_WORDS = 7, 2


def short_head(title: str, section: str) -> str:
    """Return as much of the title of a subsection as is short together with that of its section."""
    room = max(_FEWEST_WORDS, _MOST_WORDS - len(_WORD.findall(section)))
    words = list(_WORD.finditer(title))
    if len(words) <= room:
        return title
    return f"{title[: words[room - 1].end()]}…"
