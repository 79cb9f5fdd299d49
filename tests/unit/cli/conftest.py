"""The command line in this process, in a folder of its own."""

from pathlib import Path

import pytest

from reportgen.cli.main import main
from tests.sample_runs import first_document_runs, write_store

Output = tuple[int, str, str]


class Terminal:
    """Calls `reportgen` with arguments; gives its exit status, output and errors."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: object) -> Output:
        with pytest.raises(SystemExit) as exited:
            main([str(argument) for argument in arguments])
        assert isinstance(exited.value.code, int)
        return exited.value.code, *self.capture.readouterr()


@pytest.fixture
def reportgen(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    return Terminal(capsys)


@pytest.fixture
def five(tmp_path: Path) -> Path:
    return write_store(tmp_path / "runs", first_document_runs())
