"""What is known of cells, in a real IPython shell of this process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from reportgen.recording.jupyter import cell_of, in_notebook, show_recording
from reportgen.recording.program_code import describe_failure


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_a_failure_names_the_cells_of_its_frames_and_shows_their_lines(shell: InteractiveShell) -> None:
    shell.run_cell("def train(model):\n    return model.missing", store_history=True)
    shell.run_cell("1 + 1", store_history=True)
    result = shell.run_cell("model = 3\n\ntrain(\n    model)", store_history=True)

    failure = describe_failure(result.error_in_exec)

    assert failure is not None
    assert failure.type == "AttributeError"
    assert failure.frames[-2:] == ("cell 3, line 3: train(", "cell 1, line 2, in train: return model.missing")
    assert not [frame for frame in failure.frames if "IPython" in frame or "ipykernel" in frame]


def test_a_file_of_the_program_is_no_cell(shell: InteractiveShell) -> None:
    assert cell_of(__file__) is None


def test_without_ipython_there_is_no_cell_and_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "IPython")
    assert cell_of("/tmp/ipykernel_42/31415.py") is None
    assert not in_notebook()

    show_recording(Path("runs"))

    assert "IPython" not in sys.modules
    assert capfd.readouterr() == ("", "")


def test_a_shell_on_a_terminal_is_shown_nothing(shell: InteractiveShell, capfd: pytest.CaptureFixture[str]) -> None:
    show_recording(Path("runs"))

    assert not in_notebook()
    assert capfd.readouterr() == ("", "")
