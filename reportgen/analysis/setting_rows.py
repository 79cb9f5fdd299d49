"""Settings as rows of one value a key: which rows agree in all but some of the keys.

Asked for each of the hundreds of settings that vary, this must not look at all values each time: a row has a sum of
hashes, from which those of the keys in question are taken away. Rows whose sums agree then are compared in full.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from reportgen.analysis.configurations import Key, Value


class Rows(msgspec.Struct, frozen=True):
    """One value a key, None for none, in the order of the keys. `hashes` are those of values in their places."""

    keys: tuple[Key, ...]
    values: tuple[tuple[Value, ...], ...]
    hashes: tuple[tuple[int, ...], ...]
    sums: tuple[int, ...]
    places: Mapping[Key, int]

    @classmethod
    def of(cls, keys: Sequence[Key], all_settings: Sequence[Mapping[Key, Value]]) -> "Rows":
        """Return the values that `all_settings` have at `keys`, a row each."""
        values = tuple(tuple(settings.get(key) for key in keys) for settings in all_settings)
        hashes = tuple(tuple(map(hash, enumerate(row))) for row in values)
        places = {key: place for place, key in enumerate(keys)}
        return cls(tuple(keys), values, hashes, tuple(map(sum, hashes)), places)

    def may_agree_without(self, keys: Collection[Key]) -> list[int]:
        """Return the numbers of all rows that agree with another one in all but `keys`; hardly ever of any others."""
        left_out = [self.places[key] for key in keys if key in self.places]
        sums = [
            whole - sum(hashes[place] for place in left_out)
            for whole, hashes in zip(self.sums, self.hashes, strict=True)
        ]
        found = Counter(sums)
        return [number for number, rest in enumerate(sums) if found[rest] > 1]

    def without(self, keys: Collection[Key], number: int, replaced: Mapping[Key, Value]) -> tuple[Value, ...]:
        """Return the values of row `number` but for those at `keys`, some `replaced`."""
        named = zip(self.keys, self.values[number], strict=True)
        return tuple(replaced.get(key, value) for key, value in named if key not in keys)
