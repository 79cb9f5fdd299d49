"""The facts of a run as label and value: its data, its training, its platform."""

from collections.abc import Iterator

import msgspec

from reportgen.analysis.outcome import validation_is_test
from reportgen.knowledge.optimizers import describe_settings, entry_of, references_of
from reportgen.language import _, ngettext
from reportgen.records.dataset import Split
from reportgen.records.platform import Gpu
from reportgen.records.run import Run
from reportgen.records.training import Optimizer
from reportgen.records.values import Origin, Setting
from reportgen.sections.conditions import describe_losses, special_conditions
from reportgen.sections.names import clip, short_name
from reportgen.sections.numerals import MISSING, count, duration, moment, size

_IMAGE_AXES = (3, 4)
_WEIGHTS_SHOWN = 3
_SETTINGS_SHOWN = 24


class Detail(msgspec.Struct, frozen=True):
    """A hyperparameter below its fact: Beta 1 0.9; `origin` says who chose it."""

    label: str
    value: str
    origin: Origin = "set"


class Fact(msgspec.Struct, frozen=True):
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
        yield Fact(_("Name"), str(data.name.value) if data.loader else _setting(data.name))
    if data.splits:
        yield Fact(_("Train-Test-Dev split"), _split_sizes(run))
    training = data.split("training")
    if training:
        yield from _shape_facts(training)


def _split_sizes(run: Run) -> str:
    assert run.dataset is not None  # the caller asked for its splits
    splits: dict[str, Split] = {split.role: split for split in run.dataset.splits}
    test, dev = ("validation", "") if validation_is_test(run) else ("test", "validation")
    return _("Training set: {training}, Test set: {test}, Dev set: {dev}").format(
        training=_samples(splits.get("training")), test=_samples(splits.get(test)), dev=_samples(splits.get(dev))
    )


def _samples(split: Split | None) -> str:
    return "0" if split is None else count(split.samples) if split.samples is not None else _("unknown")


def _shape_facts(training: Split) -> Iterator[Fact]:
    for array in training.inputs:
        sizes = [size for size in array.shape[1:] if size is not None]
        is_image = len(array.shape) in _IMAGE_AXES and array.dtype != "str"
        label = _("Image size") if is_image else _("Input shape")
        named = f" ({array.name})" if array.name and len(training.inputs) > 1 else ""
        yield Fact(label + named, "[" + ", ".join(map(str, sizes[:2] if is_image else sizes)) + "]")
    if training.class_counts:
        yield Fact(_("Classes"), count(len(training.class_counts)))


def training_facts(run: Run) -> Iterator[Fact]:
    """Yield the facts of the training: epochs, optimizer with its hyperparameters, loss, batch size, time."""
    training = run.training
    if training:
        if training.epochs:
            yield Fact(_("Number of epochs"), _setting(training.epochs))
        if training.optimizer:
            yield _optimizer_fact(training.optimizer)
        for name, optimizer in training.optimizers.items():
            yield _optimizer_fact(optimizer, _("Optimizer ({name})").format(name=name))
        if training.losses:
            yield Fact(_("Loss"), describe_losses(training.losses))
        if training.batch_size:
            yield Fact(_("Batch size"), _setting(training.batch_size))
        if training.shuffle:
            yield Fact(_("Shuffle"), _setting(training.shuffle))
        yield from (Fact(label, value) for label, value in special_conditions(training))
        settings = list(training.extra.items())
        yield from (Fact(short_name(name), clip(str(value))) for name, value in settings[:_SETTINGS_SHOWN])
        more = len(settings) - _SETTINGS_SHOWN
        if more > 0:
            yield Fact(_("Further settings"), ngettext("{number} more", "{number} more", more).format(number=more))
    if run.duration_seconds is not None:
        yield Fact(_("Training time"), duration(run.duration_seconds))


def _optimizer_fact(optimizer: Optimizer, label: str = "") -> Fact:
    entry = entry_of(optimizer)
    settings = describe_settings(optimizer)
    details = tuple(Detail(item.label, _marked(item.value, item.origin), item.origin) for item in settings)
    return Fact(label or _("Optimizer"), _(entry.name), details, cited=references_of(optimizer))


def platform_facts(run: Run) -> Iterator[Fact]:
    """Yield the facts of the platform: weights file, device, processor, versions, time."""
    for weights in run.weights[-_WEIGHTS_SHOWN:]:
        extent = f" ({size(weights.bytes)})" if weights.bytes is not None else ""
        yield Fact(_("Weights exported to path"), f"{weights.path}{extent}", code=True)
    more = len(run.weights) - _WEIGHTS_SHOWN
    if more > 0:
        yield Fact(
            _("Earlier weights"), ngettext("{number} more file", "{number} more files", more).format(number=more)
        )
    platform = run.platform
    if platform:
        yield Fact(_("Device used"), _device(platform.device, platform.gpus))
        yield Fact(_("CPU"), ", ".join(filter(None, [platform.cpu, platform.architecture])) or MISSING)
        if platform.memory_bytes:
            yield Fact(_("Memory"), size(platform.memory_bytes))
        yield from _software_facts(run)
    if run.git:
        changed = _("{commit}, with uncommitted changes") if run.git.dirty else "{commit}"
        yield Fact(_("Git commit"), changed.format(commit=run.git.commit[:12]))
    for name, seed in run.seeds.items():
        yield Fact(_("Seed"), f"{seed} ({name})")
    yield Fact(_("Time stamp"), moment(run.started_at))


def _software_facts(run: Run) -> Iterator[Fact]:
    platform = run.platform
    assert platform is not None  # the caller has looked
    if platform.os:
        yield Fact(_("Operating system"), platform.os)
    if platform.python:
        yield Fact(_("Python Version"), platform.python)
    if platform.keras:
        both = _("{version} (Backend: {backend})") if platform.backend else "{version}"
        yield Fact(_("Keras Version"), both.format(version=platform.keras, backend=platform.backend))
    if platform.backend and platform.backend_version:
        label = _("{program} Version").format(program=platform.backend.capitalize())
        yield Fact(label, platform.backend_version)


def _device(device: str | None, gpus: tuple[Gpu, ...]) -> str:
    if device is None:
        return MISSING
    if device.upper().startswith("GPU") and gpus:
        return f"GPU ({', '.join(dict.fromkeys(gpu.name for gpu in gpus))})"
    return device.split(":")[0].upper()


def _setting(setting: Setting) -> str:
    """Write a value with where it came from, unless the program set it."""
    if setting.value is None:
        return MISSING
    text = str(setting.value)
    if isinstance(setting.value, bool):
        text = _("Yes") if setting.value else _("No")
    default = _("{value} (default)")
    return default.format(value=text) if setting.origin == "default" else _marked(text, setting.origin)


def _marked(text: str, origin: Origin) -> str:
    return _("{value} (inferred)").format(value=text) if origin == "inferred" else text
