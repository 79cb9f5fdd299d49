"""A recorded program's own process, before its first line."""

import sys
from types import ModuleType

import pytest

from reportgen.recording.child import _give_way


class Importing:
    """Names of modules that know all; another thread imports one whenever they are asked."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def __contains__(self, name: object) -> bool:
        self._patch.setitem(sys.modules, f"imported beside {name}", ModuleType("beside"))
        return True


def test_modules_that_another_thread_imports_meanwhile_are_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(sys.modules)
    _give_way(Importing(monkeypatch), ["/nowhere"])
    assert before <= set(sys.modules)
