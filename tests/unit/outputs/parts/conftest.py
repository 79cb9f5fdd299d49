"""A cache of one's own."""

from pathlib import Path

import pytest

from reportgen.outputs.parts import kept


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a cache of one's own, and return the folder of parts in it; code that is edited meanwhile does not count."""
    monkeypatch.setattr(kept, "_CODE", tmp_path / "code")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "reportgen" / "parts"
