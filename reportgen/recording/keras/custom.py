"""What a training loop of the program's own can say of its Keras model."""

from typing import Any

import msgspec

from reportgen.recording.environment import imported_packages
from reportgen.recording.keras.device import with_keras
from reportgen.recording.keras.layers import describe_model
from reportgen.recording.keras.losses import describe_losses, describe_metrics
from reportgen.recording.keras.optimizer import describe_optimizer, describe_others
from reportgen.records.platform import Platform
from reportgen.records.run import Run
from reportgen.records.training import Training


def describe_custom(model: Any, run: Run) -> dict[str, Any]:
    """Return the fields of `run` that `model` tells: its architecture, how it was compiled, where it lives."""
    training = msgspec.structs.replace(
        run.training or Training(),
        optimizer=describe_optimizer(model),
        optimizers=describe_others(model),
        losses=describe_losses(model),
        metrics=describe_metrics(model) if getattr(model, "compiled", False) else (),
        precision_policy=str(model.dtype_policy.name),
    )
    platform = with_keras(run.platform or Platform(), model, imported_packages())
    return {"model": describe_model(model), "training": training, "platform": platform}
