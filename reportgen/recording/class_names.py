"""What the classes 0, 1, … are called: as a person writes it, and as a source of data tells it. Knows no framework."""

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.recording.recorder import reason, warn

ClassNames = str | Iterable[object] | Mapping[Any, Any]

_MOST_STEPS = 100


def listed(names: ClassNames | None) -> tuple[str, ...]:
    """Return the names in the order of their classes; none, and one line of warning, where they cannot be read.

    Takes a list, an array, a text with commas, or a mapping between numbers and names, whichever is the key.
    """
    try:
        return _listed(names)
    except Exception as error:
        warn(f"class_names={names!r:.80} is no list of names, and the classes keep their numbers: {reason(error)}")
        return ()


def _listed(names: ClassNames | None) -> tuple[str, ...]:
    if names is None:
        return ()
    if isinstance(names, str):
        return tuple(name.strip() for name in names.split(",") if name.strip())
    if isinstance(names, Mapping):
        pairs = [(key, name) if isinstance(name, str) else (name, key) for key, name in names.items()]
        by_number = {int(number): str(name) for number, name in pairs}
        return tuple(by_number[number] for number in range(len(names)))
    return tuple(str(name) for name in names)


def names_in(source: Any) -> tuple[str, ...]:
    """Return the names that a source of data carries, or one that it was made from; none if it carries none.

    `image_dataset_from_directory` sets `class_names`, which `map`, `cache` and `prefetch` leave behind; iterators over
    folders of pictures have `class_indices`.
    """
    left = [source]
    for _ in range(_MOST_STEPS):
        if not left:
            return ()
        found = left.pop(0)
        for attribute in ("class_names", "class_indices"):
            names = getattr(found, attribute, None)
            if isinstance(names, list | tuple | dict) and names:
                return _listed(names)
        inputs = getattr(found, "_inputs", None)
        left += inputs() if callable(inputs) else []
    return ()
