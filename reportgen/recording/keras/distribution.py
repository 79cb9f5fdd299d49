"""Trainings spread over several devices or processes: over how many, and which of the processes records."""

from typing import Any

import keras


def records_here(model: Any) -> bool:
    """Return False in a worker that trains `model` together with a chief: the training is one run, not one a worker."""
    strategy = getattr(model, "_distribute_strategy", None)
    return bool(getattr(getattr(strategy, "extended", None), "should_checkpoint", True))


def describe_distribution(model: Any) -> dict[str, Any]:
    """Return what a training is spread over: {"distribution": "MirroredStrategy", "replicas": 2}; {} for most."""
    strategy = getattr(model, "_distribute_strategy", None)
    if strategy is not None:
        kind = type(strategy).__name__.replace("CollectiveAllReduceStrategy", "MultiWorkerMirroredStrategy")
        return {"distribution": kind, "replicas": int(strategy.num_replicas_in_sync)}
    spread = keras.distribution.distribution()
    if spread is None:
        return {}
    return {"distribution": type(spread).__name__, "devices": int(spread.device_mesh.devices.size)}
