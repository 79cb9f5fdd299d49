"""What the classes are called where there is little room: names cut to a length that fits axes and tables."""

from reportgen.analysis.class_names import names_of_classes, number_of_classes
from reportgen.records.run import Run

_LONGEST = 18


def labels_of_classes(run: Run, number: int) -> tuple[str, ...]:
    """Return a label for each of `number` classes: their names if there is one for each, else their numbers."""
    return tuple(
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names_of_classes(run, number)
    )


def label_of_class(run: Run, number: str) -> str:
    """Return the label of the class that the data number `number`; the number itself where it has no other."""
    labels = labels_of_classes(run, number_of_classes(run))
    return labels[int(number)] if number.isdecimal() and int(number) < len(labels) else number
