"""How a model was trained: optimizer, loss, metrics, batch size, epochs, callbacks."""

from typing import Literal

from reportgen.records.values import Integer, JsonValue, Measurement, Record, Setting


class Component(Record, frozen=True, kw_only=True):
    """A named thing with settings: an optimizer, a loss, a metric, a schedule, a callback.

    `type` is the class or function name ("Adam", "CategoricalCrossentropy"), `module` where it is defined,
    `settings` every effective argument. `output` names the model output it belongs to where there are several.
    """

    type: str
    module: str = ""
    name: str = ""
    output: str | None = None
    weight: Measurement | None = None
    settings: dict[str, Setting] = {}


class Optimizer(Record, frozen=True, kw_only=True):
    """The optimizer that trained, the inner one under loss scaling.

    `settings["learning_rate"]` is the rate at the start of the training, as the shortest decimal that gives the
    same float32; `schedule` is set when the rate came from a schedule object.
    """

    type: str
    module: str = ""
    name: str = ""
    settings: dict[str, Setting] = {}
    schedule: Component | None = None
    loss_scaling: bool = False


class Validation(Record, frozen=True, kw_only=True):
    """Where the validation data came from: `source` none, a split of the training data, or data of their own."""

    source: Literal["none", "split", "data"] = "none"
    split: float | None = None
    frequency: JsonValue = 1


class Training(Record, frozen=True, kw_only=True):
    """One call of `fit`, or one training loop of the program's own (`optimizer` is then None if unknown).

    `optimizers` are those that a model keeps beside its own, by the attributes that hold them: the two of a GAN.
    `optimizer` is None where only they took steps. `recompiled` if the model was compiled anew since the fit that
    this one continues.
    """

    optimizer: Optimizer | None = None
    optimizers: dict[str, Optimizer] = {}
    losses: tuple[Component, ...] = ()
    metrics: tuple[Component, ...] = ()
    batch_size: Setting | None = None
    steps_per_epoch: Setting | None = None
    epochs: Setting | None = None
    initial_epoch: Integer = 0
    shuffle: Setting | None = None
    validation: Validation = Validation()
    class_weights: dict[str, Measurement] | None = None
    sample_weights: bool = False
    callbacks: tuple[Component, ...] = ()
    precision_policy: str | None = None
    compile_settings: dict[str, Setting] = {}
    recompiled: bool = False
    extra: dict[str, JsonValue] = {}
