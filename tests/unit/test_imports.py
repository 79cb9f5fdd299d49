"""What is loaded when: a command must answer before a framework could even be imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample_runs import first_document_runs, write_store

FRAMEWORKS = {"tensorflow", "keras", "torch", "jax"}
HEAVY = FRAMEWORKS | {"numpy", "pandas", "matplotlib", "weasyprint", "jinja2", "sklearn"}
HEAVY |= {"IPython", "jupyter_client", "nbclient", "nbformat", "pypdfium2", "zmq"}


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a new process has loaded after `code`."""
    tail = "\nimport sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def command(*arguments: object) -> str:
    words = [str(argument) for argument in arguments]
    return (
        f"from reportgen.cli.main import main\ntry: main({words!r})\nexcept SystemExit as end: assert not end.code, end"
    )


@pytest.mark.parametrize(
    "code", ["import reportgen", command("--help"), command("--version"), command("run", "--help")]
)
def test_help_loads_next_to_nothing(code: str) -> None:
    assert not loaded_by(code) & (HEAVY | {"msgspec", "rich", "psutil"})


def test_switching_recording_on_loads_no_framework_and_nothing_of_the_report() -> None:
    assert not loaded_by("import reportgen; reportgen.autolog()") & HEAVY


def test_listing_runs_loads_nothing_heavy(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", first_document_runs())
    assert not loaded_by(command("list", store)) & HEAVY


def test_rendering_loads_no_framework_and_nothing_else_that_takes_long(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", first_document_runs())
    loaded = loaded_by(command("render", store, "-o", tmp_path / "report.pdf"))
    assert "weasyprint" in loaded
    assert not loaded & (FRAMEWORKS | {"pandas", "scipy", "sklearn"})
