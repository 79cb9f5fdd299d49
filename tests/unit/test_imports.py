"""What is loaded when: a command must answer before a framework could even be imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.processes import processors
from reportgen.sections import datasets, judgement
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.benchmarks.stores import write_realistic_store
from tests.sample_runs import first_document_runs, write_store

FRAMEWORKS = {"tensorflow", "keras", "torch", "jax"}
HEAVY = FRAMEWORKS | {"numpy", "pandas", "matplotlib", "weasyprint", "jinja2", "sklearn"}
HEAVY |= {"IPython", "jupyter_client", "nbclient", "nbformat", "pypdfium2", "zmq"}
HEAVY |= {"scipy", "PIL", "pikepdf", "lxml", "fontTools", "babel", "docx", "ziamath", "tinycss2"}


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


@pytest.mark.parametrize("words", [("list",), ("show", 1, "--runs")])
def test_looking_at_runs_loads_nothing_heavy(tmp_path: Path, words: tuple[object, ...]) -> None:
    store = write_store(tmp_path / "runs", first_document_runs())
    assert not loaded_by(command(*words, store)) & HEAVY


def test_naming_what_notes_can_use_loads_nothing_that_draws_or_lays_out(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", first_document_runs())
    assert not loaded_by(command("names", store)) & (HEAVY - {"numpy", "jinja2", "tinycss2"})


def test_rendering_and_verifying_load_no_framework_and_nothing_else_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store, report = write_realistic_store(tmp_path / "runs", 1), tmp_path / "report.pdf"
    for sections in (judgement, datasets):
        assert sections.build(make_report(read_library([store]), Settings()))  # what needs NumPy is kept from now on
    for words, others in ((("render", store, "-o", report), {"numpy"}), (("verify", report), set())):
        loaded = loaded_by(command(*words))
        # Charts are drawn by processes of their own, and pages laid out, where there is a processor for them.
        assert ("weasyprint" in loaded) == (processors() == 1)
        assert not loaded & (FRAMEWORKS | {"pandas", "scipy", "sklearn", "matplotlib"} | others)


@pytest.mark.skipif(sys.platform != "linux", reason="the number of threads is asked of Linux")
def test_numpy_has_no_threads_of_its_own_in_a_rendering_and_the_environment_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)  # the tests have it set for themselves
    store = write_realistic_store(tmp_path / "runs", 1)
    before = "import os; before = dict(os.environ)\n"
    after = "\nimport sys; assert 'numpy' in sys.modules and before == dict(os.environ)"
    after += "\nassert len(os.listdir('/proc/self/task')) == 1"
    loaded_by(f"{before}{command('render', store, '-o', tmp_path / 'tables.json', '--no-cache')}{after}")


def test_a_process_that_lays_parts_out_loads_the_engine_the_quick_way_and_nothing_that_fills_pages() -> None:
    begun = "import io; from reportgen.outputs.parts.worker import work"
    # It ends when nobody tells it what parts are made from.
    begun += "\ntry: work(io.BytesIO(), io.BytesIO())\nexcept EOFError: pass"
    loaded = loaded_by(begun + "\nfrom PIL import Image; assert 'PNG' in Image.OPEN")
    assert "weasyprint" in loaded
    assert not loaded & {"pycparser", "jinja2", "pikepdf", "msgspec", "matplotlib"}


def test_what_writes_a_pdf_loads_what_fills_and_lays_out_pages_when_other_processes_have_begun() -> None:
    loaded = loaded_by("import reportgen.outputs.pdf, reportgen.outputs.parts.sharing")
    assert not loaded & {"jinja2", "weasyprint", "pikepdf"}
