"""The engine's own style sheets at hand: as it reads them itself."""

import subprocess
import sys
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from reportgen.outputs.engine import own_sheets, read_sheets
from tests.own_sheets import TEXTS, read

# In a process of its own, for in this one they may be read already. It reads none of them, which would take longer.
_PROGRAM = """
import pickle, sys
from pathlib import Path
import tinycss2

def none_is_parsed(text):
    raise AssertionError(text)

tinycss2.parse_stylesheet = none_is_parsed
from reportgen.outputs.engine.loading import load_weasyprint
load_weasyprint()
assert tinycss2.parse_stylesheet is none_is_parsed
import weasyprint
from weasyprint import html
from tests.unit.outputs.engine.test_own_sheets import plain

assert weasyprint.UA_STYLESHEET is html.UA_STYLESHEET
for name in ("UA_STYLESHEET", "UA_FORM_STYLESHEET", "PH_STYLESHEET"):
    print(plain(vars(getattr(html, name))))
print(plain(dict(html.UA_COUNTER_STYLE)))
"""


def plain(value: Any) -> Any:
    """Return what `value` says, to the last token and instruction, whatever its identity."""
    if isinstance(value, FunctionType):
        return plain(value.__code__)
    if isinstance(value, CodeType):
        return value.co_code, value.co_names, plain(value.co_consts)
    if isinstance(value, dict):
        return [(key, plain(item)) for key, item in value.items()]
    if isinstance(value, set):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return type(value).__name__, [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    names = {*getattr(value, "__dict__", ()), *(name for kind in type(value).__mro__ for name in slots(kind))}
    return type(value).__name__, [(name, plain(getattr(value, name, None))) for name in sorted(names)]


def slots(kind: type) -> tuple[str, ...]:
    return tuple(getattr(kind, "__slots__", ()))


def test_the_sheets_at_hand_are_those_that_the_engine_reads() -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=root, capture_output=True, text=True, check=False)
    assert not done.stderr
    found = [read(name) for name in TEXTS]
    styles = {name: style for _, counted in found for name, style in counted.items()}
    assert done.stdout.splitlines() == [*(str(plain(sheet)) for sheet, _ in found), str(plain(styles))]


@pytest.mark.parametrize("other", [{"VERSIONS": {}}, {"NAMES": {}}])
def test_other_sheets_and_what_other_versions_read_are_read(
    monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
) -> None:
    import tinycss2  # type: ignore[import-untyped]

    for name, value in other.items():
        monkeypatch.setattr(read_sheets, name, value)
    with own_sheets.own_sheets_at_hand():
        assert tinycss2.parse_stylesheet(TEXTS["PH_STYLESHEET"])
