"""Which losses can be set beside each other: numbers of one function, with settings that give it one scale."""

from collections.abc import Hashable, Iterator, Sequence

from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.losses import loss_class
from reportgen.records.training import Component
from reportgen.records.values import JsonValue

# The same number for the same predictions, only the targets are written in another way.
_SAME = {"SparseCategoricalCrossentropy": "CategoricalCrossentropy"}
# What names the numbers that go into a loss, and does not change what comes out.
_WITHOUT_EFFECT = frozenset({"axis", "dtype", "from_logits", "name"})
_USUAL: dict[str, JsonValue] = {"label_smoothing": 0.0, "reduction": "sum_over_batch_size"}


def losses_compare(runs: Sequence[NumberedRun]) -> bool:
    """Return True if a lower loss of one of `runs` says something beside a loss of another one."""
    return len({_kind(run) for run in runs}) < 2


def _kind(run: NumberedRun) -> Hashable:
    training = run.stored.run.training
    return tuple(_function(loss) for loss in training.losses) if training else ()


def _function(loss: Component) -> Hashable:
    name = loss_class(loss.type)
    return _SAME.get(name, name), loss.weight, tuple(sorted(_settings(loss)))


def _settings(loss: Component) -> Iterator[tuple[str, str]]:
    """Yield what the program chose of the function itself, as text."""
    for key, setting in loss.settings.items():
        is_own = setting.origin == "set" and setting.value not in (None, _USUAL.get(key))
        if is_own and key not in _WITHOUT_EFFECT:
            yield key, repr(setting.value)
