"""The states of all random generators that a layer of the program's own may draw from, kept over a call of it."""

import contextlib
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
from keras.src.backend.common import global_state
from keras.src.random.seed_generator import GLOBAL_SEED_GENERATOR

_Restore = Callable[[], None]

# One that no program is likely to set.
_OTHER_SEED = 1_836_311_903


@contextlib.contextmanager
def random_states_kept() -> Iterator[None]:
    """Put back the generators of Python, NumPy, Keras, TensorFlow and Torch that have no owner."""
    restore = [restored for look in (_python, _numpy, _keras, _tensorflow, _torch) for restored in look()]
    try:
        yield
    finally:
        for put_back in restore:
            put_back()


def _python() -> Iterator[_Restore]:
    state = random.getstate()
    yield lambda: random.setstate(state)


def _numpy() -> Iterator[_Restore]:
    state = np.random.get_state()
    yield lambda: np.random.set_state(state)


def _keras() -> Iterator[_Restore]:
    """One that is made by the call is forgotten: the program's next draw makes it, with the seed it would have had."""
    generator = global_state.get_global_attribute(GLOBAL_SEED_GENERATOR)
    if generator is None:
        yield lambda: global_state.set_global_attribute(GLOBAL_SEED_GENERATOR, None)
    else:
        state = np.array(keras.ops.convert_to_numpy(generator.state))
        yield lambda: generator.state.assign(state)


def _tensorflow() -> Iterator[_Restore]:
    """Give eager operations other seeds: TensorFlow keeps a generator for each, whose state nobody can put back."""
    module: Any = sys.modules.get("tensorflow.python.eager.context")
    eager: Any = module.context() if module else None
    if isinstance(getattr(eager, "_rng", None), random.Random):
        seed, generator = eager._seed, eager._rng  # noqa: SLF001
        eager._seed, eager._rng = _OTHER_SEED, random.Random(_OTHER_SEED)  # noqa: SLF001
        yield lambda: eager.__dict__.update(_seed=seed, _rng=generator)
    owned: Any = sys.modules.get("tensorflow.python.ops.stateful_random_ops")
    shared = getattr(owned, "global_generator", None)
    if shared is not None:
        values = shared.state.numpy()
        yield lambda: shared.state.assign(values)


def _torch() -> Iterator[_Restore]:
    torch: Any = sys.modules.get("torch") if keras.backend.backend() == "torch" else None
    if torch is not None:
        state = torch.get_rng_state()
        yield lambda: torch.set_rng_state(state)
        if torch.cuda.is_initialized():
            states = torch.cuda.get_rng_state_all()
            yield lambda: torch.cuda.set_rng_state_all(states)
