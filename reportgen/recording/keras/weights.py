"""Whether a model still has the weights a training left it with: a look at a few of its small variables."""

import hashlib
import math
import weakref
from typing import Any

from reportgen.recording.keras.tensors import as_array

_MOST_VARIABLES = 4
_MOST_VALUES = 65_536


class WeightsLook:
    """The values of a few trainable variables of `model` as they are now. Keeps no variable alive."""

    def __init__(self, model: Any) -> None:
        sizes = [(math.prod(variable.shape), variable) for variable in model.trainable_variables]
        small = sorted((item for item in sizes if 0 < item[0] <= _MOST_VALUES), key=lambda item: item[0])
        self._variables = [weakref.ref(variable) for _, variable in small[:_MOST_VARIABLES]]
        self._digest = self._now()

    def is_unchanged(self) -> bool:
        """Return True if there were variables to look at, and their values are what they were."""
        return bool(self._variables) and self._now() == self._digest

    def _now(self) -> str | None:
        digest = hashlib.blake2b()
        for reference in self._variables:
            variable = reference()
            if variable is None:
                return None
            digest.update(as_array(variable).tobytes())
        return digest.hexdigest()
