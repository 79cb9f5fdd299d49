"""The commands beside other programs: in a pipe, on a terminal that knows no letters but ASCII."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.store.reading import read_library
from tests.conftest import Command, quiet_environment
from tests.sample_runs import first_document_runs, nasty_runs, write_store


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["list", "runs"], ["show", "1"], ["--help"]])
def test_a_closed_pipe_ends_a_command_quietly(tmp_path: Path, arguments: list[str], unbuffered: str) -> None:
    write_store(tmp_path / "runs", first_document_runs())
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=tmp_path,
        env=quiet_environment(PYTHONUNBUFFERED=unbuffered),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1


def test_names_that_the_output_cannot_encode_are_escaped(tmp_path: Path, command: Command) -> None:
    write_store(tmp_path / "runs", nasty_runs())

    done = command("list", PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(nasty_runs()) + 1


def test_render_names_what_it_left_out_and_leaves_the_report_alone_behind(tmp_path: Path, command: Command) -> None:
    store = write_store(tmp_path / "runs", first_document_runs())
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    broken = sorted(store.glob("2*"))[2] / "run.json"
    broken.write_text("{")
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}

    done = command("render", TMPDIR=str(temporary))

    assert done.returncode == 0
    assert not list(temporary.iterdir())
    assert done.stdout.startswith("report.pdf: 4 runs, ")
    assert done.stderr.startswith(f"reportgen: warning: {broken.relative_to(tmp_path)}")
    assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("output", "reason"), [("missing/report.pdf", "there is no folder"), ("runs", "runs is a folder")]
)
def test_render_says_why_the_output_cannot_be_written(
    tmp_path: Path, command: Command, output: str, reason: str
) -> None:
    write_store(tmp_path / "runs", first_document_runs())

    done = command("render", "-o", output)

    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_settings_beside_the_runs_and_flags_reach_the_report(tmp_path: Path, command: Command) -> None:
    store = write_store(tmp_path / "elsewhere" / "runs", first_document_runs())
    (store.parent / "report.toml").write_text('select = "MLP*"\nauthor = "Ada Lovelace"\n')

    assert command("render", store).stdout.startswith("report.pdf: 3 runs, ")
    assert command("render", store, "--select", "1-2", "--select", "5").stdout.startswith("report.pdf: 3 runs, ")
    assert command("render", store, "--select", "4").stdout.startswith("report.pdf: 1 run, ")
    assert len(read_library([store]).runs) == 5
