"""Which runs share an architecture, told by the fingerprint of their models, never by their names."""

from collections.abc import Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.records.model import Model


class Architecture(msgspec.Struct, frozen=True):
    """One architecture and the runs that trained it, in the order of the report. `model` is the first run's."""

    model: Model
    runs: tuple[NumberedRun, ...]


def architectures_of(runs: Sequence[NumberedRun]) -> tuple[Architecture, ...]:
    """Group the runs that recorded a model by its architecture, in the order of their first use."""
    groups: dict[str, list[NumberedRun]] = {}
    for run in runs:
        model = run.stored.run.model
        if model and model.layers:
            groups.setdefault(model.fingerprint or run.stored.run.id, []).append(run)
    return tuple(Architecture(_model(group[0]), tuple(group)) for group in groups.values())


def _model(run: NumberedRun) -> Model:
    model = run.stored.run.model
    assert model is not None  # the groups hold only runs that recorded one
    return model
