"""GPUs of machines that are not here: a driver in Python that answers as NVML does, or does not."""

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pynvml
import pytest

from reportgen.recording.gpus import visible_gpus

GIGABYTE = 1_000_000_000


class Driver:
    """GPUs as dictionaries: `name`, `memory` in bytes, `parts` if the GPU is divided. Raises NVML's own errors."""

    NVMLError = pynvml.NVMLError
    NVML_DEVICE_MIG_ENABLE = pynvml.NVML_DEVICE_MIG_ENABLE

    def __init__(self, gpus: list[dict[str, Any] | None], broken: int | None = None) -> None:
        self.gpus, self.broken, self.users = gpus, broken, 0

    def nvmlInit(self) -> None:  # noqa: N802
        if self.broken is not None:
            raise pynvml.NVMLError(self.broken)
        self.users += 1

    def nvmlShutdown(self) -> None:  # noqa: N802
        self.users -= 1

    def nvmlSystemGetDriverVersion(self) -> str:  # noqa: N802
        return "560.35.03"

    def nvmlDeviceGetCount(self) -> int:  # noqa: N802
        return len(self.gpus)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> dict[str, Any]:  # noqa: N802
        gpu = self.gpus[index]
        if gpu is None:
            raise pynvml.NVMLError(pynvml.NVML_ERROR_GPU_IS_LOST)
        return gpu

    def nvmlDeviceGetName(self, gpu: dict[str, Any]) -> Any:  # noqa: N802
        return gpu["name"]

    def nvmlDeviceGetUUID(self, gpu: dict[str, Any]) -> str:  # noqa: N802
        return gpu.get("uuid", "GPU-" + str(gpu["name"]))

    def nvmlDeviceGetMemoryInfo(self, gpu: dict[str, Any]) -> Any:  # noqa: N802
        if "memory" not in gpu:
            raise pynvml.NVMLError(pynvml.NVML_ERROR_NOT_SUPPORTED)
        return SimpleNamespace(total=gpu["memory"])

    def nvmlDeviceGetMigMode(self, gpu: dict[str, Any]) -> list[int]:  # noqa: N802
        if "parts" not in gpu:
            raise pynvml.NVMLError(pynvml.NVML_ERROR_NOT_SUPPORTED)
        return [1, 1]

    def nvmlDeviceGetMaxMigDeviceCount(self, gpu: dict[str, Any]) -> int:  # noqa: N802
        return 7

    def nvmlDeviceGetMigDeviceHandleByIndex(self, gpu: dict[str, Any], place: int) -> dict[str, Any]:  # noqa: N802
        if place >= len(gpu["parts"]) or gpu["parts"][place] is None:
            raise pynvml.NVMLError(pynvml.NVML_ERROR_NOT_FOUND)
        return gpu["parts"][place]


def card(name: str = "RTX 4090", uuid: str = "GPU-4090", memory: int = 24 * GIGABYTE) -> dict[str, Any]:
    return {"name": name, "uuid": uuid, "memory": memory}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Driver]:
    def install(*gpus: dict[str, Any] | None, broken: int | None = None) -> Driver:
        driver = Driver(list(gpus), broken)
        monkeypatch.setitem(sys.modules, "pynvml", driver)
        return driver

    return install


def names(chosen: str | None = None, order: str | None = None) -> list[str]:
    return [gpu.name for gpu in visible_gpus(chosen, order)]


def test_each_gpu_is_named_with_its_memory_and_the_driver(machine: Callable[..., Driver]) -> None:
    driver = machine(card(), card("RTX 3060", "GPU-3060", 12 * GIGABYTE))

    first, second = visible_gpus(None, None)

    assert (first.name, first.memory_bytes, first.driver) == ("RTX 4090", 24 * GIGABYTE, "560.35.03")
    assert (second.name, second.memory_bytes) == ("RTX 3060", 12 * GIGABYTE)
    assert driver.users == 0


@pytest.mark.parametrize(
    "broken",
    [
        pynvml.NVML_ERROR_LIBRARY_NOT_FOUND,
        pynvml.NVML_ERROR_DRIVER_NOT_LOADED,
        pynvml.NVML_ERROR_LIB_RM_VERSION_MISMATCH,
        pynvml.NVML_ERROR_FUNCTION_NOT_FOUND,
    ],
)
def test_a_machine_whose_driver_is_missing_or_does_not_fit_has_no_gpus(
    machine: Callable[..., Driver], broken: int
) -> None:
    machine(card(), broken=broken)

    assert names() == []


def test_this_machine_answers_whether_it_has_a_gpu_or_not() -> None:
    assert all(gpu.name for gpu in visible_gpus(None, None))


def test_a_gpu_that_fell_off_the_bus_is_left_out_and_the_others_keep_their_numbers(
    machine: Callable[..., Driver],
) -> None:
    machine(None, card(uuid="GPU-a"), card(uuid="GPU-b"))

    assert len(names()) == 2
    assert len(names("1,2")) == 2
    assert names("0,1") == []


def test_names_in_bytes_are_read_as_text(machine: Callable[..., Driver]) -> None:
    machine({"name": b"GeForce GTX 1060", "uuid": b"GPU-1060", "memory": GIGABYTE})

    assert names("GPU-10") == ["GeForce GTX 1060"]


def test_a_gpu_that_does_not_tell_its_memory_is_named(machine: Callable[..., Driver]) -> None:
    machine({"name": "GB10"})

    (gpu,) = visible_gpus(None, None)

    assert (gpu.name, gpu.memory_bytes) == ("GB10", None)


@pytest.mark.parametrize("chosen", ["", "-1", "none", "5"])
def test_gpus_that_the_program_was_not_given_are_not_named(machine: Callable[..., Driver], chosen: str) -> None:
    machine(card())

    assert names(chosen) == []


def test_chosen_gpus_are_named_in_the_order_of_the_choice_up_to_the_first_mistake(
    machine: Callable[..., Driver],
) -> None:
    machine(card("A", "GPU-aa"), card("B", "GPU-ab"), card("C", "GPU-c"))

    assert names("2,0", "PCI_BUS_ID") == ["C", "A"]
    assert names("2,7,0", "PCI_BUS_ID") == ["C"]
    assert names("GPU-c,GPU-ab") == ["C", "B"]
    assert names("GPU-a") == []  # the beginning of two


def test_different_gpus_chosen_by_numbers_that_only_cuda_understands_are_all_named(
    machine: Callable[..., Driver],
) -> None:
    machine(card("GT 710", "GPU-710"), card("RTX 4090", "GPU-4090"))

    assert names("0") == ["GT 710", "RTX 4090"]
    assert names("0", "PCI_BUS_ID") == ["GT 710"]


def test_of_a_divided_gpu_the_part_is_named_that_the_program_was_given(machine: Callable[..., Driver]) -> None:
    parts = [
        {"name": "A100 MIG 1g.5gb", "uuid": "MIG-1", "memory": 5 * GIGABYTE},
        None,
        {"name": "A100 MIG 3g.20gb", "uuid": "MIG-3", "memory": 20 * GIGABYTE},
    ]
    machine({"name": "A100", "uuid": "GPU-100", "memory": 40 * GIGABYTE, "parts": parts})

    assert names() == names("0") == ["A100 MIG 1g.5gb"]
    (gpu,) = visible_gpus("MIG-3", None)
    assert (gpu.name, gpu.memory_bytes) == ("A100 MIG 3g.20gb", 20 * GIGABYTE)
