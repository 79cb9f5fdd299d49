"""Capital letters of labels that stand inside a sentence, and the colon behind one."""

from reportgen.language.catalogues import current_language, pgettext

# Where nouns keep their capital letter anywhere.
_WITH_CAPITALS = frozenset({"de"})


def inside(label: str) -> str:
    """Return a label for the middle of a sentence: "mean absolute error", but still "AUC", "F1 score", "Verlust"."""
    first = label.partition(" ")[0]
    is_name = first[1:] != first[1:].lower() or any(letter.isdigit() for letter in first)
    return label if is_name or current_language() in _WITH_CAPITALS else f"{label[:1].lower()}{label[1:]}"


def with_details(label: str, details: str) -> str:
    """Return "label: details"; French has a space before the colon."""
    colon = pgettext("punctuation", ":")
    return f"{label}{colon} {details}"
