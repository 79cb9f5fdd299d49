"""The graphics processors that CUDA shows a process, as NVIDIA's driver describes them (NVML; no CUDA is started).

Takes what CUDA_VISIBLE_DEVICES and CUDA_DEVICE_ORDER say; gives names and memory sizes. A driver that is missing, does
not fit its library or does not answer for a device costs the record this device's facts, never more.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.records.platform import Gpu


@dataclass(frozen=True)
class _Device:
    """What CUDA counts as one: a GPU, or a part of one that is divided (MIG). `uuid` is "GPU-…" or "MIG-…"."""

    gpu: Gpu
    uuid: str


_Divided = tuple[_Device, ...]
"""One GPU of the machine: itself, or the parts it is divided into; () for one that does not answer."""


def visible_gpus(chosen: str | None, order: str | None) -> tuple[Gpu, ...]:
    """Return the GPUs that CUDA shows under CUDA_VISIBLE_DEVICES `chosen` and CUDA_DEVICE_ORDER `order`; None: not set.

    See the CUDA C++ Programming Guide, "CUDA Environment Variables".
    """
    try:
        import pynvml

        pynvml.nvmlInit()
    except Exception:  # no driver, one that does not fit, or a package of this name that is something else
        return ()
    try:
        machine = _machine(pynvml)
    finally:
        with contextlib.suppress(Exception):
            pynvml.nvmlShutdown()
    return tuple(device.gpu for device in _visible(machine, chosen, order))


def _machine(nvml: Any) -> list[_Divided]:
    """Return the GPUs of the machine in the order of their PCI buses, in which the driver counts them."""
    with contextlib.suppress(Exception):
        driver = _text(nvml.nvmlSystemGetDriverVersion())
        return [_divided(nvml, index, driver) for index in range(nvml.nvmlDeviceGetCount())]
    return []


def _divided(nvml: Any, index: int, driver: str) -> _Divided:
    try:
        handle = nvml.nvmlDeviceGetHandleByIndex(index)
        parts = list(_parts(nvml, handle)) if _is_divided(nvml, handle) else [handle]
        return tuple(_device(nvml, part, driver) for part in parts)
    except Exception:  # a GPU that fell off the bus, or one this user may not ask about
        return ()


def _is_divided(nvml: Any, handle: Any) -> bool:
    with contextlib.suppress(Exception):  # most GPUs cannot be divided and say so by an error
        return bool(nvml.nvmlDeviceGetMigMode(handle)[0] == nvml.NVML_DEVICE_MIG_ENABLE)
    return False


def _parts(nvml: Any, handle: Any) -> Iterator[Any]:
    for place in range(nvml.nvmlDeviceGetMaxMigDeviceCount(handle)):
        with contextlib.suppress(nvml.NVMLError):  # a place without a part
            yield nvml.nvmlDeviceGetMigDeviceHandleByIndex(handle, place)


def _device(nvml: Any, handle: Any, driver: str) -> _Device:
    memory = None
    with contextlib.suppress(Exception):  # not every device tells: GPUs that share the machine's memory do not
        memory = int(nvml.nvmlDeviceGetMemoryInfo(handle).total)
    name = _text(nvml.nvmlDeviceGetName(handle))
    return _Device(Gpu(name=name, memory_bytes=memory, driver=driver), _text(nvml.nvmlDeviceGetUUID(handle)))


def _text(value: Any) -> str:
    """Return a text of the driver: older versions of pynvml give bytes."""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _visible(machine: list[_Divided], chosen: str | None, order: str | None) -> list[_Device]:
    counted = [gpu[0] for gpu in machine if gpu]  # of a divided GPU that is not named, CUDA shows one part
    if chosen is None:
        return counted
    names = {device.gpu.name for device in counted}
    words = [word.strip() for word in chosen.split(",")]
    if order != "PCI_BUS_ID" and len(names) > 1 and words[0].isdigit():
        return counted  # CUDA counts the fastest first, and only CUDA knows which that is
    visible: list[_Device] = []
    for word in words:
        found = _named(machine, word)
        if found is None or found in visible:
            break  # CUDA reads no further than the first name of nothing
        visible.append(found)
    return visible


def _named(machine: list[_Divided], word: str) -> _Device | None:
    """Return the device of a number, or of the beginning of a UUID."""
    if word.isdigit():
        index = int(word)
        return machine[index][0] if index < len(machine) and machine[index] else None
    found = [device for gpu in machine for device in gpu if word and device.uuid.startswith(word)]
    return found[0] if len(found) == 1 else None
