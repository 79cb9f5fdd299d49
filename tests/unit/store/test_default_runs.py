"""The folder that a program means when it names none."""

from pathlib import Path

import pytest

from reportgen.store import default_runs
from reportgen.store.default_runs import keep_by_default_in, named_or_default


def test_in_a_session_the_folder_that_nobody_chose_is_that_of_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_runs, "_of_session", [])
    assert named_or_default("runs") == Path("runs")

    keep_by_default_in(tmp_path / "runs")

    assert named_or_default("runs") == named_or_default(Path("runs")) == tmp_path / "runs"
    assert named_or_default("other") == Path("other")
    assert named_or_default("./other/runs") == Path("other/runs")
