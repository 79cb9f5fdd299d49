"""What was chosen for a run, as comparable settings: its layers by kind and place, its training, its data.

A key says what a setting is about: `("layer", "Dense", "units", 2)` are the units of the second hidden dense layer,
`("optimizer", "momentum")` the optimizer's momentum. Layers of different models are aligned by their place within
their kind; the last layer that learns stands apart, as "Output". What cannot change a result (names, seeds, times,
logging) is left out, so that runs of equal settings repeat each other.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence

import msgspec

from reportgen.knowledge.architectures import is_spoken, rows_by_name, word_and_size
from reportgen.knowledge.layers import entry_of, kind_of
from reportgen.knowledge.optimizers import schedule_words
from reportgen.knowledge.wording import code_of, shortest_float
from reportgen.language import N_
from reportgen.records.dataset import Dataset
from reportgen.records.model import Layer, Model
from reportgen.records.run import Run
from reportgen.records.training import Optimizer, Training
from reportgen.records.values import JsonValue, Setting

Key = tuple[str | int, ...]
Value = Hashable
Settings = dict[Key, Value]
OUTPUT = "Output"

_NO_SETTING = frozenset(
    "name trainable batch_shape batch_input_shape build_config seed dtype data_format vocabulary_size".split()
)
_MACHINERY = frozenset({"name", "jit_compile", "is_legacy_optimizer", "loss_scale_factor"})
# Callbacks of Keras and of this program that only watch or write.
_WATCHERS = frozenset(
    "BackupAndRestore CSVLogger History ModelCheckpoint ProgbarLogger RemoteMonitor RunRecorder TensorBoard "
    "TerminateOnNaN TqdmCallback".split()
)
_RANGES = {
    (0.0, 1.0): N_("0 to 1"),
    (0.0, 255.0): N_("0 to 255"),
    (-1.0, 1.0): N_("−1 to 1"),
    (0.0, 16.0): N_("0 to 16"),
}


class Configuration(msgspec.Struct, frozen=True):
    """The settings of a run. `sizes` names, for each kind of layer that has one, the setting that is its size.

    `default_rate` if the learning rate is the one that the optimizer has unless told otherwise.
    """

    settings: Mapping[Key, Value]
    sizes: Mapping[str, str]
    default_rate: bool


def configuration_of(run: Run) -> Configuration:
    """Return the settings of `run` that can change what it reaches."""
    found: Settings = {}
    sizes: dict[str, str] = {}
    if run.model:
        found |= _layers(run.model, sizes)
    if run.training:
        found |= dict(_training(run.training))
    if run.dataset:
        found |= dict(_data(run.dataset))
    if run.platform:
        found |= {("platform", "backend"): run.platform.backend, ("platform", "device"): run.platform.device}
    rate = run.training.optimizer.settings.get("learning_rate") if run.training and run.training.optimizer else None
    known: Settings = {key: value for key, value in found.items() if value is not None}
    return Configuration(known, sizes, bool(rate and rate.origin == "default"))


def _layers(model: Model, sizes: dict[str, str]) -> Settings:
    """Return the settings of the layers, and after which others those stand that learn nothing."""
    rows = [row for row in rows_by_name(model.layers) if kind_of(row) != "input"]
    spoken = [row for row in rows if is_spoken(row, model)]
    found: Settings = {("connections",): _connections(rows)}
    counts: dict[str, int] = {}
    places: dict[str, list[Value]] = {}
    before: Value = "input"
    for row in rows:
        learns = any(row is one for one in spoken)
        word = OUTPUT if learns and row is spoken[-1] else word_and_size(row)[0] or row.type
        place = counts[word] = counts.get(word, 0) + 1
        found |= _layer(row, word, place, sizes)
        if learns:
            before = (word, place)
        else:
            places.setdefault(word, []).append(before)
    found |= {("count", word): number for word, number in counts.items() if word not in places and word != OUTPUT}
    return found | {("where", word): tuple(after) for word, after in places.items()}


def _layer(row: Layer, word: str, place: int, sizes: dict[str, str]) -> Iterator[tuple[Key, Value]]:
    entry = entry_of(row)
    if entry and entry.size:
        sizes[word] = entry.size
    for key, setting in row.config.items():
        if key not in _NO_SETTING:
            yield ("layer", word, key, place), essence(setting.value)
    if word == OUTPUT:
        yield ("layer", word, "type", place), row.type


def _connections(rows: Sequence[Layer]) -> Value:
    """Return which layers feed which; "in a row" for a plain stack of any height."""
    places = {row.name: place for place, row in enumerate(rows)}
    inbound = [tuple(places[name] for name in row.inbound if name in places) for row in rows]
    in_a_row = all(found in ((), (place - 1,)) for place, found in enumerate(inbound))
    return "in a row" if in_a_row else tuple(inbound)


def _training(training: Training) -> Iterator[tuple[Key, Value]]:
    if training.optimizer:
        yield from _optimizer(training.optimizer)
    yield ("loss",), tuple((loss.type, loss.output, loss.weight) for loss in training.losses)
    for loss in training.losses:
        for key, setting in loss.settings.items():
            yield ("loss", loss.output or "", key), essence(setting.value)
    yield ("batch_size",), _value(training.batch_size)
    yield ("epochs",), _value(training.epochs)
    steps = training.steps_per_epoch
    if steps and steps.origin == "set":
        yield ("steps_per_epoch",), steps.value
    yield ("shuffle",), _value(training.shuffle)
    yield ("class_weights",), bool(training.class_weights)
    yield ("sample_weights",), training.sample_weights
    yield ("precision",), training.precision_policy
    for callback in training.callbacks:
        if callback.type not in _WATCHERS:
            yield ("callback", callback.type), True
            for key, setting in callback.settings.items():
                if key != "verbose":
                    yield ("callback", callback.type, key), essence(setting.value)
    for key, value in training.extra.items():
        yield ("extra", key), essence(value)


def _optimizer(optimizer: Optimizer) -> Iterator[tuple[Key, Value]]:
    yield ("optimizer",), optimizer.type
    for key, setting in optimizer.settings.items():
        if key == "learning_rate":
            scheduled = optimizer.schedule
            yield ("learning_rate",), schedule_words(scheduled) if scheduled else essence(setting.value)
        elif key not in _MACHINERY:
            yield ("optimizer", key), essence(setting.value)


def _data(data: Dataset) -> Iterator[tuple[Key, Value]]:
    yield ("data", "name"), _value(data.name)
    for role in ("training", "validation"):
        split = data.split(role)
        if split:
            yield ("data", "samples", role), split.samples
    training = data.split("training")
    if training and training.inputs:
        yield ("data", "shape"), tuple(tuple(array.shape[1:]) for array in training.inputs)
        first = training.inputs[0]
        bounds = (first.minimum, first.maximum)
        # Other bounds come and go with the samples that chance put into the training data.
        yield ("data", "range"), _RANGES.get(bounds)  # type: ignore[arg-type]


def _value(setting: Setting | None) -> Value:
    return essence(setting.value) if setting else None


def essence(value: JsonValue) -> Value:
    """Return a setting as something that can be compared: float32 numbers as decimals, objects without their seeds."""
    if isinstance(value, float):
        return shortest_float(value)
    if isinstance(value, list | tuple):
        return tuple(essence(item) for item in value)
    return code_of(_without_seeds(value)) if isinstance(value, dict) else value


def _without_seeds(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _without_seeds(item) for key, item in value.items() if key not in ("seed", "name")}
    return [_without_seeds(item) for item in value] if isinstance(value, list) else value
