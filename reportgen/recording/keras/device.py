"""Where a model's variables live, and the versions of Keras and the framework below it."""

import contextlib
import re
import sys
from typing import Any

import keras
import msgspec

from reportgen.records.platform import Platform


def with_keras(platform: Platform, model: Any, packages: dict[str, str]) -> Platform:
    """Return `platform` with what Keras knows of it, and the versions of `packages`."""
    backend = keras.backend.backend()
    return msgspec.structs.replace(
        platform,
        device=device_of(model),
        keras=str(keras.__version__),
        backend=backend,
        backend_version=_version(backend),
        packages=packages,
    )


def _version(module: str) -> str | None:
    version = getattr(sys.modules.get(module), "__version__", None)
    return str(version) if version is not None else None


def device_of(model: Any) -> str | None:
    """Return the device of the model's first variable, "CPU:0" or "GPU:0"; None for a model without any."""
    variable = next(iter(model.variables), None)
    if variable is None:
        return None
    value, text = variable.value, ""
    with contextlib.suppress(Exception):
        text = str(getattr(value, "device", "") or "")
        if callable(getattr(value, "devices", None)):  # a JAX array may be spread over several
            first = min(value.devices(), key=lambda device: device.id)
            text = f"{first.platform}:{first.id}"
    found = re.search(r"(cpu|gpu|cuda|tpu|mps|xpu|metal)(?::(\d+))?", text.lower())
    if not found:
        return None
    return f"{found[1].replace('cuda', 'gpu').upper()}:{found[2] or 0}"
