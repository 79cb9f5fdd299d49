"""Values of Keras's tensors and variables as NumPy arrays, read without a warning."""

import sys
from typing import Any

import keras
import numpy as np


def as_array(value: Any) -> Any:
    """Return a tensor or variable of any backend as a NumPy array of its own.

    Keras 3.15 asks TensorFlow's tensors in a way that NumPy 2 warns of: a line more in a program that shows every
    warning, and an exception in one that turns warnings into errors.
    """
    held = value.value if isinstance(value, keras.Variable) else value
    tf = sys.modules.get("tensorflow") if keras.config.backend() == "tensorflow" else None
    if tf is not None and isinstance(held, tf.Tensor | tf.Variable):
        return np.asarray(held.numpy())
    return np.array(keras.ops.convert_to_numpy(held))  # that of Torch shares the memory of the tensor
