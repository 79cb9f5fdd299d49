"""What the classes of a run are called: as report.toml says, else the program, else the data set's documentation."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from reportgen.knowledge.datasets import class_names
from reportgen.records.dataset import Dataset
from reportgen.records.run import Run
from reportgen.setting_values import ClassNames
from reportgen.store.reading import StoredRun


def names_of_classes(run: Run, number: int) -> tuple[str, ...]:
    """Return a name for each of `number` classes; their numbers where there are no names, or not one for each."""
    return _names(run.dataset, number) or tuple(str(place) for place in range(number))


def _names(data: Dataset | None, number: int) -> tuple[str, ...]:
    if data is None:
        return ()
    return data.class_names if len(data.class_names) == number else class_names(data.loader, _name(data), number)


def _name(data: Dataset) -> str:
    return str(data.name.value) if data.name else ""


def number_of_classes(run: Run) -> int:
    """Return how many classes the model of `run` tells apart, by what it predicted, else by its shape and its data.

    0 where nothing tells.
    """
    outputs = run.predictions.outputs if run.predictions else ()
    if len(outputs) == 1 and outputs[0].task != "numbers":
        return outputs[0].classes or 2
    splits = run.dataset.splits if run.dataset else ()
    labels = [int(label) for split in splits for label in split.class_counts or () if label.isdecimal()]
    if not labels:
        return 0
    shapes = run.model.output_shapes if run.model else ()
    width = shapes[0][-1] if len(shapes) == 1 and len(shapes[0]) > 1 else None
    return max(*labels, (width or 1) - 1, 1) + 1


class Named(msgspec.Struct, frozen=True):
    """Runs with the class names that count, and what to tell of names that do not."""

    runs: tuple[StoredRun, ...]
    warnings: tuple[str, ...]


def name_classes(runs: Sequence[StoredRun], chosen: ClassNames) -> Named:
    """Put the names of report.toml in the place of those recorded, wherever they are as many as there are classes."""
    told = list(_unknown(runs, chosen))
    everywhere = dict(chosen).get("", ())
    fits_some = any(number_of_classes(stored.run) == len(everywhere) for stored in runs)
    named = []
    for stored in runs:
        wanted = _chosen(stored.run, chosen)
        is_wrong = _is_wrong(stored.run, wanted)
        recorded = stored.run.dataset.class_names if stored.run.dataset else ()
        if is_wrong and not (wanted == everywhere and fits_some):
            told.append(_wrong(stored.run, "class_names in report.toml", wanted))
        if _is_wrong(stored.run, recorded) and (is_wrong or not wanted):
            told.append(_wrong(stored.run, "class_names as recorded", recorded))
        named.append(_with(stored, wanted) if wanted and not is_wrong else stored)
    return Named(tuple(named), tuple(dict.fromkeys(told)))


def _chosen(run: Run, chosen: ClassNames) -> tuple[str, ...]:
    by_name = {name.casefold(): names for name, names in chosen}
    return by_name.get(_name(run.dataset or Dataset()).casefold()) or by_name.get("", ())


def _with(stored: StoredRun, names: tuple[str, ...]) -> StoredRun:
    data = msgspec.structs.replace(stored.run.dataset or Dataset(), class_names=names)
    return replace(stored, run=msgspec.structs.replace(stored.run, dataset=data))


def _is_wrong(run: Run, names: tuple[str, ...]) -> bool:
    number = number_of_classes(run)
    return bool(names and number) and len(names) != number


def _wrong(run: Run, source: str, names: tuple[str, ...]) -> str:
    number = number_of_classes(run)
    data = _name(run.dataset or Dataset()) or f"the data of {run.name[:40]!r}"
    instead = "the names known of the data" if _names(run.dataset, number) else "numbers"
    return f"{source}: {len(names)} names for the {number} classes of {data}; shown are {instead}. Name each class once"


def _unknown(runs: Sequence[StoredRun], chosen: ClassNames) -> Iterator[str]:
    """Yield what to tell of names for data sets that no run has."""
    known = sorted({_name(stored.run.dataset) for stored in runs if stored.run.dataset} - {""})
    for name, _ in chosen:
        if name and name.casefold() not in [other.casefold() for other in known]:
            import difflib  # only a mistake needs it

            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known) or 'none with a name'}"
            yield f"class_names in report.toml: no run has the data set {name[:40]!r}; {hint}"
