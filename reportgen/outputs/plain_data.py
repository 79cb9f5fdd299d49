"""Reads back pickled data of kinds that are known: whoever can write to where it is kept cannot run anything."""

import pickle
from collections.abc import Mapping
from typing import IO, Any

Known = Mapping[tuple[str, str], Any]
"""What is made of a name, by the module that has it and the name there."""


class PlainReader(pickle.Unpickler):
    """Reads what has nothing in it but builtin data and what is `known`."""

    def __init__(self, written: IO[bytes], known: Known) -> None:
        super().__init__(written)
        self._known = known

    def find_class(self, module: str, name: str) -> Any:
        """Return what is known by this name. Raises UnpicklingError for any other."""
        if (module, name) not in self._known:
            raise pickle.UnpicklingError(f"{module}.{name} is not kept")
        return self._known[module, name]


def known_kinds(*kinds: type) -> dict[tuple[str, str], Any]:
    """Return classes as they are known by their names."""
    return {(kind.__module__, kind.__qualname__): kind for kind in kinds}
