"""The end of a message about an unknown name: the nearest ones, else all there are."""

import difflib
from collections.abc import Iterable

_NEAR = 3
_ALL = 24


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ", did you mean 'epochs'?", or "; there are …" if nothing is near."""
    names = list(dict.fromkeys(known))
    by_folded = {name.casefold(): name for name in reversed(names)}
    near = [by_folded[found] for found in difflib.get_close_matches(word.casefold(), by_folded, n=_NEAR)]
    if near:
        return f", did you mean {' or '.join(map(repr, near))}?"
    listed = ", ".join(names[:_ALL]) + (f" and {len(names) - _ALL} more" if len(names) > _ALL else "")
    return f"; there are {listed}" if names else "; there are none"
