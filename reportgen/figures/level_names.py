"""Names of levels beside an axis: on two lines where one is too short for them, cut where two are."""

import textwrap

# Width of a character of the tick labels, and the room that names may take, in millimetres.
CHARACTER, WIDEST = 1.35, 34.0


def folded(name: str, room_mm: float) -> str:
    """Return `name` on as many lines as its room of `room_mm` asks for, two at most."""
    lines = textwrap.wrap(name, int(room_mm / CHARACTER), max_lines=2, placeholder="…")
    return "\n".join(lines) or name


def width_of(name: str) -> float:
    """Return the width of a folded name in millimetres."""
    return CHARACTER * max(len(line) for line in name.split("\n"))
