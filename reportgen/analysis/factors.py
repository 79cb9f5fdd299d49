"""Factors: what may vary from run to run as one thing, and which settings vary with it as its consequence.

A factor is mostly a single setting. Some are wider: another optimizer has other settings and another default rate;
one more hidden layer brings its own units and activation; dropout after each layer comes with each of them.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from reportgen.analysis.configurations import OUTPUT, Configuration, Key, Value
from reportgen.analysis.selection import NumberedRun

Form = Literal[
    "setting",  # one setting: `key`
    "family",  # one setting of all layers of a kind
    "layers",  # how many layers of a kind there are, and of which sizes
    "presence",  # whether there are layers of a kind that learn nothing, and of which size
    "activation",  # the activation of all hidden layers
    "optimizer",
    "data",
    "samples",
    "callback",
]


class Cell(msgspec.Struct, frozen=True):
    """The runs of one configuration. `settings` are exact; in `loose` a kind of layers counts as one thing.

    `loose` has one value a kind where all of its layers agree, so that nets of different depth can be compared.
    """

    runs: tuple[NumberedRun, ...]
    settings: Mapping[Key, Value]
    loose: Mapping[Key, Value]
    sizes: Mapping[str, str]
    default_rate: bool


class Factor(msgspec.Struct, frozen=True):
    """What varies; `key` says what of: a setting's own key, or its beginning for the wider forms."""

    form: Form
    key: Key

    @property
    def is_loose(self) -> bool:
        """True if runs are compared by their loose settings where this factor varies."""
        return self.form == "layers"

    def absorbs(self, key: Key) -> bool:
        """Return True for a setting that varies with this factor: the factor itself or its consequence."""
        match self.form:
            case "setting":
                return key == self.key
            case "layers":
                return key in (("count", self.key[1]), ("where", self.key[1])) or key[:2] == self.key
            case "presence":
                return key == ("where", self.key[1]) or key[:2] == self.key
            case "activation":
                return key[0] == "layer" and key[2] == "activation" and key[1] != OUTPUT
            case "data":
                return key[0] == "data" or key[:3] == ("layer", OUTPUT, "units")
            case _:
                return key[: len(self.key)] == self.key

    def absorbed(self, keys: Sequence[Key]) -> Sequence[Key]:
        """Return those of `keys` that the factor absorbs."""
        return (self.key,) if self.form == "setting" else [key for key in keys if self.absorbs(key)]

    def level(self, cell: Cell) -> Value:
        """Return the value of the factor in `cell`; None where there is nothing of it."""
        match self.form:
            case "setting":
                return cell.settings.get(self.key)
            case "layers":
                return _sizes(cell, str(self.key[1]))
            case "presence":
                return _presence(cell, str(self.key[1]))
            case "activation":
                return agreed([cell.settings[key] for key in cell.settings if self.absorbs(key)])
            case "family":
                return agreed(_values(cell, self.key))
            case "data":
                return cell.settings.get(("data", "name"))
            case "samples":
                return cell.settings.get(("data", "samples", "training"))
            case _:
                return _parts(cell, self.key)

    def condition(self, cell: Cell) -> Value:
        """Return what else must be equal among cells that have something of the factor; None for one that has not."""
        if self.form not in ("layers", "presence") or self.level(cell) in (None, ()):
            return None
        word = str(self.key[1])
        settings = cell.loose if self.is_loose else cell.settings
        kept = {
            key: value
            for key, value in settings.items()
            if self.absorbs(key) and key[0] != "count" and not (key[0] == "layer" and key[2] == cell.sizes.get(word))
        }
        return tuple(sorted(kept.items(), key=str))

    def varies(self, cells: Sequence[Cell]) -> bool:
        """Return True if it is this factor that varies among `cells`, and not a narrower one."""
        match self.form:
            case "setting":
                return True
            case "family":
                return len(_varying(cells, self)) > 1
            case "layers":
                return len({cell.settings.get(("count", self.key[1]), 0) for cell in cells}) > 1
            case "presence":
                return len({("where", self.key[1]) in cell.settings for cell in cells}) > 1
            case "activation":
                words = {key[1] for key in _varying(cells, self)}
                return len(words) > 1 and not any(isinstance(self.level(cell), tuple) for cell in cells)
            case "data":
                return len({cell.settings.get(("data", "name")) for cell in cells}) > 1
            case "samples":
                return len(_varying(cells, self)) > 1
            case _:
                return len({cell.settings.get(self.key) for cell in cells}) > 1


def _varying(cells: Sequence[Cell], factor: Factor) -> list[Key]:
    keys = {key for cell in cells for key in cell.settings if factor.absorbs(key)}
    return [key for key in keys if len({cell.settings.get(key) for cell in cells}) > 1]


def _values(cell: Cell, family: Key) -> list[Value]:
    places = sorted((key[3], value) for key, value in cell.settings.items() if len(key) == 4 and key[:3] == family)
    return [value for _, value in places]


def agreed(values: Sequence[Value]) -> Value:
    """Return the value if all agree on it, else all of them; None for none."""
    if not values:
        return None
    return values[0] if len(set(values)) == 1 else tuple(values)


def _sizes(cell: Cell, word: str) -> Value:
    """Return the sizes of the layers, in order; how many there are where they have none."""
    size = cell.sizes.get(word)
    return tuple(_values(cell, ("layer", word, size))) if size else cell.settings.get(("count", word), 0)


def _presence(cell: Cell, word: str) -> Value:
    if ("where", word) not in cell.settings:
        return None
    size = cell.sizes.get(word)
    return agreed(_values(cell, ("layer", word, size))) if size else True


def _parts(cell: Cell, start: Key) -> Value:
    """Return a thing with all of its settings: an optimizer, a callback."""
    if start not in cell.settings:
        return None
    parts = {key: value for key, value in cell.settings.items() if key[: len(start)] == start}
    return tuple(sorted(parts.items(), key=lambda part: str(part[0])))


def cells_of(runs: Sequence[tuple[NumberedRun, Configuration]]) -> tuple[Cell, ...]:
    """Put the runs of equal configuration together, in the order of their first run."""
    together: dict[frozenset[tuple[Key, Value]], list[NumberedRun]] = {}
    first: dict[frozenset[tuple[Key, Value]], Configuration] = {}
    for run, configuration in runs:
        content = frozenset(configuration.settings.items())
        together.setdefault(content, []).append(run)
        first.setdefault(content, configuration)
    sizes = {word: size for configuration in first.values() for word, size in configuration.sizes.items()}
    loose = loosened([configuration.settings for configuration in first.values()])
    return tuple(
        Cell(tuple(together[content]), configuration.settings, settings, sizes, configuration.default_rate)
        for (content, configuration), settings in zip(first.items(), loose, strict=True)
    )


def loosened(all_settings: Sequence[Mapping[Key, Value]]) -> list[dict[Key, Value]]:
    """Return settings in which each kind of layer has one value where its layers agree, and a place in words."""
    coverages = [_coverages(settings) for settings in all_settings]
    # After the one layer of its kind is after each, or after the last of them: as it is where there are several.
    last = {key for found in coverages for key, value in found.items() if value == "last"}
    each = {key for found in coverages for key, (value) in found.items() if value == "each"}
    only_last = last - each
    loose = []
    for settings, found in zip(all_settings, coverages, strict=True):
        places = {
            ("where", *key): ("last" if key in only_last else "each") if value == "the one" else value
            for key, value in found.items()
        }
        loose.append({**_merged(settings), **places})
    return loose


def _merged(settings: Mapping[Key, Value]) -> dict[Key, Value]:
    merged: dict[Key, Value] = {key: value for key, value in settings.items() if key[0] not in ("layer", "where")}
    families: dict[Key, list[tuple[Value, Value]]] = {}
    for key, value in settings.items():
        if key[0] == "layer":
            families.setdefault(key[:3], []).append((key[3], value))
    for family, values in families.items():
        merged[family] = agreed([value for _, value in sorted(values, key=lambda pair: int(str(pair[0])))])
    return merged


def _coverages(settings: Mapping[Key, Value]) -> dict[Key, Value]:
    """Return, by a kind that learns nothing and a kind that does, after which of the latter the former stands."""
    found: dict[Key, Value] = {}
    for key, places in settings.items():
        if key[0] != "where" or not isinstance(places, tuple):
            continue
        for before in dict.fromkeys(places):
            word, _ = before if isinstance(before, tuple) else (before, 1)
            after = {place[1] for place in places if isinstance(place, tuple) and place[0] == word}
            number = int(str(settings.get(("count", word), 1)))
            found[(key[1], str(word))] = _coverage(after, number)
    return found


def _coverage(after: set[int], number: int) -> Value:
    if number == 1:
        return "the one"
    if len(after) == number:
        return "each"
    return "last" if after == {number} else tuple(sorted(after))
