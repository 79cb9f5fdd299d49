"""The facts of a run as label and value: its data, its training, its platform."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.analysis.outcome import validation_is_test
from reportgen.knowledge.optimizers import describe_settings, entry_of, references_of
from reportgen.records.dataset import Split
from reportgen.records.platform import Gpu
from reportgen.records.run import Run
from reportgen.records.training import Optimizer
from reportgen.records.values import Origin, Setting
from reportgen.sections.conditions import describe_losses, special_conditions
from reportgen.sections.names import clip, short_name
from reportgen.sections.numerals import MISSING, count, counted, duration, moment, size

_IMAGE_AXES = (3, 4)
_WEIGHTS_SHOWN = 3
_SETTINGS_SHOWN = 24


@dataclass(frozen=True)
class Detail:
    """A hyperparameter below its fact: Beta 1 0.9; `origin` says who chose it."""

    label: str
    value: str
    origin: Origin = "set"


@dataclass(frozen=True)
class Fact:
    """A label, its value, and the details that belong to it. `code` values are paths, set in the mono face.

    `cited` are the keys of the publications that stand behind the value.

    Details that the program did not set stand apart: `default_details` are Keras's own.
    """

    label: str
    value: str
    details: tuple[Detail, ...] = ()
    code: bool = False
    cited: tuple[str, ...] = ()

    @property
    def chosen_details(self) -> tuple[Detail, ...]:
        """The details that are not Keras's defaults."""
        return tuple(detail for detail in self.details if detail.origin != "default")

    @property
    def default_details(self) -> tuple[Detail, ...]:
        """The details that Keras chose."""
        return tuple(detail for detail in self.details if detail.origin == "default")


def dataset_facts(run: Run) -> Iterator[Fact]:
    """Yield the facts of the data: name, split sizes, image size, classes."""
    data = run.dataset
    if data is None:
        return
    if data.name:
        # The name of a loader that the program called is known, not guessed.
        yield Fact("Name", str(data.name.value) if data.loader else _setting(data.name))
    if data.splits:
        yield Fact("Train-Test-Dev split", _split_sizes(run))
    training = data.split("training")
    if training:
        yield from _shape_facts(training)


def _split_sizes(run: Run) -> str:
    roles = {"Training set": "training", "Test set": "test", "Dev set": "validation"}
    if validation_is_test(run):
        roles = {"Training set": "training", "Test set": "validation", "Dev set": ""}
    assert run.dataset is not None  # the caller asked for its splits
    splits = {split.role: split for split in run.dataset.splits}
    return ", ".join(f"{label}: {_samples(splits.get(role))}" for label, role in roles.items())  # type: ignore[call-overload]


def _samples(split: Split | None) -> str:
    return "0" if split is None else count(split.samples) if split.samples is not None else "unknown"


def _shape_facts(training: Split) -> Iterator[Fact]:
    for array in training.inputs:
        sizes = [size for size in array.shape[1:] if size is not None]
        is_image = len(array.shape) in _IMAGE_AXES and array.dtype != "str"
        label = "Image size" if is_image else "Input shape"
        named = f" ({array.name})" if array.name and len(training.inputs) > 1 else ""
        yield Fact(label + named, "[" + ", ".join(map(str, sizes[:2] if is_image else sizes)) + "]")
    if training.class_counts:
        yield Fact("Classes", count(len(training.class_counts)))


def training_facts(run: Run) -> Iterator[Fact]:
    """Yield the facts of the training: epochs, optimizer with its hyperparameters, loss, batch size, time."""
    training = run.training
    if training:
        if training.epochs:
            yield Fact("Number of epochs", _setting(training.epochs))
        if training.optimizer:
            yield _optimizer_fact(training.optimizer)
        for name, optimizer in training.optimizers.items():
            yield _optimizer_fact(optimizer, f"Optimizer ({name})")
        if training.losses:
            yield Fact("Loss", describe_losses(training.losses))
        if training.batch_size:
            yield Fact("Batch size", _setting(training.batch_size))
        if training.shuffle:
            yield Fact("Shuffle", _setting(training.shuffle))
        yield from (Fact(label, value) for label, value in special_conditions(training))
        settings = list(training.extra.items())
        yield from (Fact(short_name(name), clip(str(value))) for name, value in settings[:_SETTINGS_SHOWN])
        if len(settings) > _SETTINGS_SHOWN:
            yield Fact("Further settings", f"{len(settings) - _SETTINGS_SHOWN} more")
    if run.duration_seconds is not None:
        yield Fact("Training time", duration(run.duration_seconds))


def _optimizer_fact(optimizer: Optimizer, label: str = "Optimizer") -> Fact:
    entry = entry_of(optimizer)
    settings = describe_settings(optimizer)
    details = tuple(Detail(item.label, _marked(item.value, item.origin), item.origin) for item in settings)
    return Fact(label, entry.name, details, cited=references_of(optimizer))


def platform_facts(run: Run) -> Iterator[Fact]:
    """Yield the facts of the platform: weights file, device, processor, versions, time."""
    for weights in run.weights[-_WEIGHTS_SHOWN:]:
        extent = f" ({size(weights.bytes)})" if weights.bytes is not None else ""
        yield Fact("Weights exported to path", f"{weights.path}{extent}", code=True)
    if len(run.weights) > _WEIGHTS_SHOWN:
        yield Fact("Earlier weights", counted(len(run.weights) - _WEIGHTS_SHOWN, "more file"))
    platform = run.platform
    if platform:
        yield Fact("Device used", _device(platform.device, platform.gpus))
        yield Fact("CPU", ", ".join(filter(None, [platform.cpu, platform.architecture])) or MISSING)
        if platform.memory_bytes:
            yield Fact("Memory", size(platform.memory_bytes))
        yield from _software_facts(run)
    if run.git:
        changed = ", with uncommitted changes" if run.git.dirty else ""
        yield Fact("Git commit", f"{run.git.commit[:12]}{changed}")
    for name, seed in run.seeds.items():
        yield Fact("Seed", f"{seed} ({name})")
    yield Fact("Time stamp", moment(run.started_at))


def _software_facts(run: Run) -> Iterator[Fact]:
    platform = run.platform
    assert platform is not None  # the caller has looked
    if platform.os:
        yield Fact("Operating system", platform.os)
    if platform.python:
        yield Fact("Python Version", platform.python)
    if platform.keras:
        backend = f" (Backend: {platform.backend})" if platform.backend else ""
        yield Fact("Keras Version", f"{platform.keras}{backend}")
    if platform.backend and platform.backend_version:
        yield Fact(f"{platform.backend.capitalize()} Version", platform.backend_version)


def _device(device: str | None, gpus: tuple[Gpu, ...]) -> str:
    if device is None:
        return MISSING
    if device.upper().startswith("GPU") and gpus:
        return f"GPU ({', '.join(dict.fromkeys(gpu.name for gpu in gpus))})"
    return device.split(":")[0].upper()


def _setting(setting: Setting) -> str:
    """Write a value with where it came from, unless the program set it."""
    text = {True: "Yes", False: "No"}[setting.value] if isinstance(setting.value, bool) else str(setting.value)
    if setting.value is None:
        return MISSING
    return f"{text} (default)" if setting.origin == "default" else _marked(text, setting.origin)


def _marked(text: str, origin: Origin) -> str:
    return f"{text} (inferred)" if origin == "inferred" else text
