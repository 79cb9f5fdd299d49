"""`reportgen run` with real notebooks in real kernels: what is kept of them, what the person is told, how they end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from reportgen.records.session import Session
from reportgen.store.reading import StoredRun, read_library, read_session
from tests.conftest import Command, quiet_environment
from tests.notebooks import LOOP, read_cells, shown, write_notebook
from tests.read_pdf import text_of

ENDLESS = "print('begun', flush=True)\nopen('begun', 'w').close()\nfor _ in range(600):\n    time.sleep(0.1)"


def session_in(folder: Path) -> tuple[Path, Session]:
    (kept,) = (folder / "runs" / "sessions").iterdir()
    return kept, read_session(kept)


def runs_in(folder: Path) -> list[StoredRun]:
    return list(read_library([folder / "runs"]).runs)


def test_a_notebook_is_executed_where_it_lies_and_kept_with_its_results(tmp_path: Path, command: Command) -> None:
    (tmp_path / "labs").mkdir()
    (tmp_path / "labs" / "net.py").write_text("layers = 3\n")
    path = write_notebook(
        tmp_path / "labs" / "lab.ipynb",
        "# Heading",
        "import net, os\nprint(os.getcwd(), __name__)\nprint(os.environ['MY_TOKEN'], repr(os.environ['PYTHONPATH']))",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "!echo from a shell",
        "%%bash\necho from bash",
        "%%time\n" + LOOP,
        kernel=None,
    )
    path.chmod(0o600)
    before = path.read_bytes()

    done = command("run", "labs/lab.ipynb", "--inplace", "-o", "lab.pdf", MY_TOKEN="s3cr3t-value", PYTHONPATH="")

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    *lines, last = done.stderr.splitlines()
    assert re.fullmatch(r"reportgen: lab\.pdf: 1 run, \d+ pages?", last)
    firsts = ["import net, os", "%matplotlib inline", "!echo from a shell", "%%bash", "%%time"]
    for number, (line, first) in enumerate(zip(lines, firsts, strict=False), start=1):
        assert re.fullmatch(rf"reportgen: cell {number} of 5: {re.escape(first)} \(\d+(\.\d)? s\)", line)
    kept, session = session_in(tmp_path)
    assert lines[5:] == [f"reportgen: the notebook with its results: {kept.relative_to(tmp_path) / 'lab.ipynb'}"]
    cells = read_cells(kept / "lab.ipynb")
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5]
    assert shown(cells[0]) == f"{tmp_path / 'labs'} __main__\n<redacted> ''\n"
    assert "image/png" in shown(cells[1])
    assert [shown(cell).strip() for cell in cells[2:4]] == ["from a shell", "from bash"]
    assert (session.kind, session.program, session.failed_cell) == ("notebook", "labs/lab.ipynb", None)
    assert session.notebook is not None
    assert (session.notebook.name, session.notebook.path) == ("lab.ipynb", "labs/lab.ipynb")
    assert [file.path for file in session.sources] == ["labs/lab.ipynb", "net.py"]
    assert (kept / session.sources[0].name).read_bytes() == before
    assert "s3cr3t-value" in shown(read_cells(path)[0])
    assert path.stat().st_mode & 0o777 == 0o600
    (run,) = runs_in(tmp_path)
    assert (run.run.name, run.run.state, run.run.session_id) == ("by hand", "completed", session.id)


def test_a_cell_that_fails_ends_the_notebook_and_the_report_is_still_written(tmp_path: Path, command: Command) -> None:
    path = write_notebook(
        tmp_path / "lab.ipynb", LOOP, "# Heading", "print('so far')\n\nrun.missing\n", "print('never')"
    )
    before = path.read_bytes()

    done = command("run", "--inplace", "lab.ipynb")

    assert (done.returncode, done.stdout) == (1, "")
    kept, session = session_in(tmp_path)
    *lines, last = done.stderr.splitlines()
    assert last.startswith("reportgen: report.pdf: 1 run,")
    assert lines[2:] == [
        "reportgen: error: cell 2 of 3 (In [2]) of lab.ipynb failed at line 3:",
        "    1 print('so far')",
        "    2",
        "--> 3 run.missing",
        "AttributeError: 'LoopRun' object has no attribute 'missing'",
        "reportgen: warning: lab.ipynb is left as it was, because it did not run to its end",
        f"reportgen: the notebook with its results: {kept.relative_to(tmp_path) / 'lab.ipynb'}",
    ]
    assert [shown(cell) for cell in read_cells(kept / "lab.ipynb")] == ["", "so far\nAttributeError", ""]
    assert path.read_bytes() == before
    assert (session.exit_status, session.failed_cell, session.signal) == (1, 2, None)
    assert "by hand" in text_of(tmp_path / "report.pdf")


def test_errors_that_are_allowed_do_not_end_the_notebook(tmp_path: Path, command: Command) -> None:
    write_notebook(tmp_path / "tagged.ipynb", "print('first')", "1 / 0", tags=["raises-exception"])
    write_notebook(tmp_path / "lab.ipynb", "1 / 0", LOOP)

    tagged = command("run", "tagged.ipynb")
    allowed = command("run", "lab.ipynb", "--allow-errors", "--no-report")

    assert (tagged.returncode, allowed.returncode) == (0, 0)
    assert "ZeroDivisionError)" in allowed.stderr.splitlines()[0]
    assert "error:" not in tagged.stderr + allowed.stderr
    assert [run.run.name for run in runs_in(tmp_path)] == ["by hand"]


def test_input_has_nobody_to_ask_and_says_what_to_do(tmp_path: Path, command: Command) -> None:
    write_notebook(tmp_path / "lab.ipynb", "epochs = int(input('epochs? '))", kernel="no-such-kernel")

    done = command("run", "lab.ipynb", stdin="3\n")

    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith(
        "reportgen: the kernel 'no-such-kernel' is not installed; lab.ipynb runs"
    )
    assert "--> 1 epochs = int(input('epochs? '))\nit asks for input" in done.stderr
    assert "write the value into the cell" in done.stderr


@pytest.mark.parametrize(
    ("death", "status", "words"),
    [
        ("os.kill(os.getpid(), 9)", 137, "was killed by SIGKILL, as the system does when memory runs out,"),
        ("os._exit(3)", 3, "ended itself with exit status 3"),
    ],
)
def test_a_kernel_that_dies_is_told_with_its_cell_and_what_was_recorded_is_reported(
    tmp_path: Path, command: Command, death: str, status: int, words: str
) -> None:
    write_notebook(tmp_path / "lab.ipynb", LOOP, f"print('last words', flush=True)\n{death}", "print('never')")

    report = ["--no-report"] if status == 3 else []
    done = command("run", *report, "lab.ipynb")

    assert done.returncode == status
    assert f"reportgen: error: the kernel of lab.ipynb {words} in cell 2 of 3\n" in done.stderr
    assert ("report.pdf: 1 run," in done.stderr) == (not report)
    assert [run.run.state for run in runs_in(tmp_path)] == ["completed"]
    _, session = session_in(tmp_path)
    assert (session.exit_status, session.failed_cell) == (status, 2)
    assert session.signal == ("SIGKILL" if status == 137 else None)


def test_a_cell_that_quits_ends_the_notebook_well(tmp_path: Path, command: Command) -> None:
    write_notebook(tmp_path / "lab.ipynb", LOOP, "quit()", "print('never')")

    done = command("run", "--no-report", "lab.ipynb")

    assert done.returncode == 0
    assert "reportgen: cell 2 ended the notebook\n" in done.stderr


PATIENT = f"""try:
    {ENDLESS.replace(chr(10), chr(10) + "    ")}
except KeyboardInterrupt:
    print('stopped')"""
STUBBORN = """open('begun', 'w').close()
while True:
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        pass"""


def started(folder: Path, *cells: str, options: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a notebook of `cells` after one that trains, and wait for the file "begun" that one of them writes."""
    write_notebook(folder / "lab.ipynb", LOOP, *cells)
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "run", *options, "lab.ipynb"],
        cwd=folder,
        env=quiet_environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not (folder / "begun").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process


def assert_ends(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert not alive


def test_ctrl_c_interrupts_the_cell_and_the_results_so_far_are_kept(tmp_path: Path) -> None:
    process = started(tmp_path, "with reportgen.record('long') as run:\n    " + ENDLESS.replace("\n", "\n    "), "1")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "reportgen: interrupting cell 2" in told
    assert "reportgen: lab.ipynb was interrupted in cell 2 of 3\n" in told
    assert [(run.run.name, run.run.state) for run in runs_in(tmp_path)] == [
        ("by hand", "completed"),
        ("long", "interrupted"),
    ]
    kept, session = session_in(tmp_path)
    assert shown(read_cells(kept / "lab.ipynb")[1]) == "begun\nKeyboardInterrupt"
    assert (session.exit_status, session.signal, session.failed_cell) == (130, "SIGINT", 2)
    assert (tmp_path / "report.pdf").exists()


def test_a_cell_that_takes_the_interrupt_itself_goes_on_and_a_second_one_ends_the_kernel(tmp_path: Path) -> None:
    process = started(tmp_path, PATIENT, STUBBORN, options=("--no-report",))
    (tmp_path / "begun").unlink()
    process.send_signal(signal.SIGINT)
    while not (tmp_path / "begun").exists():
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "reportgen: lab.ipynb was interrupted in cell 3 of 3\n" in told
    kept, _ = session_in(tmp_path)
    assert shown(read_cells(kept / "lab.ipynb")[1]) == "begun\nstopped\n"


def test_sigterm_ends_the_kernel_and_everything_it_started(tmp_path: Path) -> None:
    process = started(tmp_path, "import subprocess\nsubprocess.Popen(['sleep', '600'])\n" + ENDLESS, options=("-q",))
    descendants = psutil.Process(process.pid).children(recursive=True)
    assert len(descendants) == 2
    process.terminate()
    _, told = process.communicate(timeout=60)

    assert process.returncode == 143
    assert told == ""
    assert_ends(descendants)
    _, session = session_in(tmp_path)
    assert (session.exit_status, session.signal) == (143, "SIGTERM")
    assert (tmp_path / "report.pdf").exists()


def test_a_reportgen_that_is_killed_leaves_no_kernel_and_the_cells_before(tmp_path: Path) -> None:
    process = started(tmp_path, ENDLESS)
    descendants = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate(timeout=60)

    assert_ends(descendants)
    kept, session = session_in(tmp_path)
    assert [cell.execution_count for cell in read_cells(kept / "lab.ipynb")] == [1, None]
    assert (session.kind, session.ended_at) == ("notebook", None)


def test_a_notebook_that_is_saved_while_it_runs_is_not_written_over(tmp_path: Path, command: Command) -> None:
    path = write_notebook(tmp_path / "lab.ipynb", "open('lab.ipynb', 'a').write(' \\n')")

    done = command("run", "lab.ipynb", "--inplace")

    assert done.returncode == 0
    assert "reportgen: warning: lab.ipynb was changed while it ran, and is left as it is\n" in done.stderr
    assert read_cells(path)[0].execution_count is None


def test_a_kernel_of_another_python_just_runs(tmp_path: Path, command: Command) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "msgspec.py").write_text("raise ImportError('none in here')")
    packages = next(entry for entry in sys.path if entry.endswith("site-packages"))
    python = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    specs = {
        "other": {
            "argv": [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            "env": {"PYTHONPATH": f"{tmp_path}/other:{packages}"},
        },
        "bare": {"argv": [sys.executable, "-c", "raise SystemExit('no kernel in here')"]},
    }
    for name, spec in specs.items():
        (tmp_path / "kernels" / name).mkdir(parents=True)
        (tmp_path / "kernels" / name / "kernel.json").write_text(json.dumps({**spec, "language": "python"}))
    source = "import os, sys\nprint(sys.prefix, os.environ['PYTHONPATH'])"
    write_notebook(tmp_path / "lab.ipynb", source, kernel="other")
    write_notebook(tmp_path / "bare.ipynb", source, kernel="bare")

    done, failed = (command("run", name, JUPYTER_PATH=str(tmp_path)) for name in ("lab.ipynb", "bare.ipynb"))

    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("reportgen: nothing is recorded: ImportError: none in here\n")
    assert "no training was recorded: lab.ipynb" in done.stderr
    (path,) = (tmp_path / "runs" / "sessions").glob("*/lab.ipynb")
    assert shown(read_cells(path)[0]) == f"{sys.base_prefix} {tmp_path}/other:{packages}\n"
    assert failed.returncode == 1
    assert "error: the kernel of bare.ipynb could not be started:\nno kernel in here\n" in failed.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("lab.ipynb", "--epochs", "5"), "lab.ipynb is a notebook, which takes no arguments: leave out --epochs 5"),
        (("lab.ipynb", "fast"), "leave out fast"),
        (("--inplace", "train.py"), "--inplace and --allow-errors are for notebooks"),
        (("missing.ipynb",), "no such notebook: missing.ipynb"),
        (("broken.ipynb",), "broken.ipynb is no notebook"),
    ],
)
def test_wrong_use_is_told_before_anything_starts(
    tmp_path: Path, command: Command, arguments: tuple[str, ...], reason: str
) -> None:
    write_notebook(tmp_path / "lab.ipynb", "1")
    (tmp_path / "train.py").touch()
    (tmp_path / "broken.ipynb").write_text("{")

    done = command("run", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "runs").exists()


TRAINS = """import keras, numpy
keras.utils.set_random_seed(1)
x, y = numpy.zeros((8, 4)), numpy.zeros(8)
def train(model, **more):
    model.compile("sgd", "mse", run_eagerly=True)
    return model.fit(x, y, verbose=0, **more)"""
FAILS = """class Fails(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        1 / 0

other_net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
try:
    train(other_net, callbacks=[Fails()])
except ZeroDivisionError:
    pass"""


def test_a_notebook_that_records_and_renders_itself_does_so_in_the_session(tmp_path: Path, command: Command) -> None:
    (tmp_path / "labs").mkdir()
    path = write_notebook(
        tmp_path / "labs" / "lab.ipynb",
        "import reportgen\nreportgen.autolog(dataset='Zeros')",
        TRAINS,
        "shallow_net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\ntrain(shallow_net);",
        FAILS,
        "reportgen.render()",
    )

    done = command("run", "--runs", "elsewhere", path.relative_to(tmp_path))

    assert done.returncode == 0, done.stderr
    assert "report.pdf: 2 runs," in done.stderr
    good, bad = (stored.run for stored in read_library([tmp_path / "elsewhere"]).runs)
    assert (good.name, good.state, bad.name, bad.state) == ("shallow_net", "completed", "other_net", "failed")
    assert good.dataset is not None
    assert good.dataset.name is not None
    assert good.dataset.name.value == "Zeros"
    assert bad.failure is not None
    assert bad.failure.frames == (
        "cell 4, line 7: train(other_net, callbacks=[Fails()])",
        "cell 2, line 6, in train: return model.fit(x, y, verbose=0, **more)",
        "cell 4, line 3, in on_epoch_end: 1 / 0",
    )
    (kept,) = (tmp_path / "elsewhere" / "sessions").glob("*/lab.ipynb")
    cells = read_cells(kept)
    assert "reportgen records every fit into" in shown(cells[0])
    assert (tmp_path / "elsewhere").as_uri() in shown(cells[0])
    assert '<a href="report.pdf" target="_blank">report.pdf</a>: 2 runs,' in shown(cells[4])
    assert "data:image/png;base64," in shown(cells[4])
    assert (tmp_path / "labs" / "report.pdf").exists()


def test_in_jupyter_itself_autolog_and_render_show_links(tmp_path: Path) -> None:
    from nbclient import NotebookClient
    from nbformat import read

    path = write_notebook(tmp_path / "lab.ipynb", "import reportgen\nreportgen.autolog()", LOOP, "reportgen.render()")
    node = read(path, as_version=4)

    NotebookClient(node, resources={"metadata": {"path": str(tmp_path)}}).execute(env=quiet_environment())

    assert 'into <a href="runs" target="_blank">runs</a>' in shown(node.cells[0])
    assert '<a href="report.pdf" target="_blank">report.pdf</a>: 1 run,' in shown(node.cells[2])
    assert [run.run.name for run in runs_in(tmp_path)] == ["by hand"]
