"""What the classes are called: by the program, by the data set's own documentation, else by their numbers."""

from reportgen.knowledge.datasets import class_names
from reportgen.records.run import Run

_LONGEST = 18


def labels_of_classes(run: Run, number: int) -> tuple[str, ...]:
    """Return a label for each of `number` classes; names count only if there is one for each."""
    data = run.dataset
    for names in (data.class_names, class_names(data.loader)) if data else ():
        if len(names) == number:
            return tuple(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in names)
    return tuple(str(place) for place in range(number))
