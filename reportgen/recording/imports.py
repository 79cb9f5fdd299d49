"""Hooks on modules that the program has not imported yet, and on those it has.

Recording must not import Keras before the program does, which may choose its backend first. So each
watched module is patched right after the program's own import has executed it (PEP 451 loaders).
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

Hook = Callable[[ModuleType], None]


class _Finder(MetaPathFinder):
    """Finds nothing of its own: passes the spec of the other finders on, with hooks on its loader."""

    def __init__(self) -> None:
        self.hooks: dict[str, list[Hook]] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self.hooks:
            return None
        spec = next(filter(None, (self._ask(finder, fullname, path, target) for finder in sys.meta_path)), None)
        if spec is not None and spec.loader is not None:
            self._watch(spec.loader, fullname)
        return spec

    def _ask(
        self, finder: Any, fullname: str, path: Sequence[str] | None, target: ModuleType | None
    ) -> ModuleSpec | None:
        if finder is self or not hasattr(finder, "find_spec"):
            return None
        found: ModuleSpec | None = finder.find_spec(fullname, path, target)
        return found

    def _watch(self, loader: Any, fullname: str) -> None:
        """Shadow `exec_module` on this one loader object, so that the module's loader keeps its type."""
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            for hook in self.hooks.pop(fullname, []):
                _call(hook, module)

        loader.exec_module = exec_module


_finder = _Finder()


def after_import(name: str, hook: Hook) -> None:
    """Call `hook` with the module `name`: now if it is imported, else right after its import."""
    module = sys.modules.get(name)
    if module is not None:
        _call(hook, module)
        return
    _finder.hooks.setdefault(name, []).append(hook)
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def _call(hook: Hook, module: ModuleType) -> None:
    from reportgen.recording.recorder import warn

    try:
        hook(module)
    except Exception as error:
        warn(f"{module.__name__} is not watched: {error!r}")


def replace_everywhere(module: ModuleType, attribute: str, make: Callable[[Any], Any]) -> None:
    """Replace `module.attribute` by `make(it)`, also where other modules have imported it by its name."""
    original = vars(module).get(attribute)
    if original is None:
        return
    replacement = make(original)
    setattr(module, attribute, replacement)
    for other in list(sys.modules.values()):
        names = getattr(other, "__dict__", None)
        if isinstance(names, dict) and names.get(attribute) is original:
            names[attribute] = replacement
