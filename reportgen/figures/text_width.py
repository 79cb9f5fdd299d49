"""How wide a text is in the report's own typeface: what needs to know it before matplotlib is loaded, asks here."""

_MILLIMETRES_PER_POINT = 25.4 / 72

# The advance of each ASCII character in thousandths of the size, the wider of Source Serif 4 Regular and Semibold.
_ADVANCES = tuple(
    int(advance)
    for advance in (
        "233 316 398 545 520 883 720 207 357 357 439 537 300 325 300 356 520 520 520 520 520 520 520 520 520 520 "
        "300 300 537 537 537 431 861 669 639 631 710 603 579 682 788 379 384 681 596 902 735 707 600 707 666 526 "
        "618 729 674 971 651 633 557 333 356 333 537 525 400 519 592 500 580 515 358 530 609 307 291 571 310 904 "
        "611 557 596 569 443 444 341 594 515 776 538 522 460 344 301 344 537 "
    ).split()
)
# What is not ASCII may come from another face: a whole square is enough for all but a few symbols.
_OTHER = 1100
_KNOWN = {"·": 300, "×": 537, "–": 525, "…": 833, "→": 840}


def width_mm(text: str, points: float) -> float:
    """Return the width of `text`, rather too much than too little, in either weight."""
    return sum(map(_advance, text)) * points * _MILLIMETRES_PER_POINT / 1000


def cut_to(text: str, most_mm: float, points: float) -> str:
    """Return `text`, its middle left out if it is wider than `most_mm`: names differ at their ends."""
    if width_mm(text, points) <= most_mm:
        return text
    for kept in range(len(text) - 1, 1, -1):
        head, tail = (kept + 1) // 2, kept // 2
        shorter = f"{text[:head]}…{text[len(text) - tail :]}"
        if width_mm(shorter, points) <= most_mm:
            return shorter
    return "…"


def _advance(character: str) -> int:
    place = ord(character) - 32
    return _ADVANCES[place] if 0 <= place < len(_ADVANCES) else _KNOWN.get(character, _OTHER)
