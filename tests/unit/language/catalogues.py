"""The program behind `make catalogues`, as a module."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]


def load() -> ModuleType:
    """Return `.ci/catalogues.py`, which lies in no package."""
    found = importlib.util.spec_from_file_location("catalogues_of_all_languages", ROOT / ".ci" / "catalogues.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module
