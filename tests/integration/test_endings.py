"""A rendering that is ended by a signal: at chosen moments, what is left of it and what is said."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import quiet_environment
from tests.sample_runs import first_document_runs, write_store

# Imported in the place of a module that is needed: by the command, or by a process that works for it.
SENDS_A_SIGNAL = """
import os, signal, sys
from importlib import import_module
is_worker = any("worker" in word for word in sys.orig_argv)
os.kill(os.getppid() if is_worker else os.getpid(), {number})
sys.path = [entry for entry in sys.path if entry != os.path.dirname(__file__)]
del sys.modules["{module}"]
import_module("{module}")
open(os.environ["IMPORTED"], "a").close()
"""
# In groups of their own: pytest must not get what is sent.
STARTS_A_WORKER = """
import os, signal, sys
from reportgen.processes import start_worker
signal.signal(signal.SIGINT, lambda *_: None)
worker = start_worker(*sys.argv[1:], said=sys.stdout.buffer, environment={{}})
{then}
"""
IS_INTERRUPTED_WITH_IT = "os.killpg(0, signal.SIGINT); print(worker.communicate(b'[7]'), worker.returncode)"
IS_KILLED = "os.kill(os.getpid(), signal.SIGKILL)"


class Rendering:
    """`reportgen render` of a store, in a folder with a report already, that gets a signal as it imports a module."""

    def __init__(self, folder: Path) -> None:
        self.target = folder / "out" / "report.pdf"
        self.temporary = folder / "tmp"
        self.imported = folder / "imported"
        self._modules = folder / "modules"
        for made in (self.target.parent, self.temporary, self._modules):
            made.mkdir()
        self.target.write_bytes(b"old")
        self._store = write_store(folder / "runs", first_document_runs()[:1])
        self._cache = folder / "cache"

    def gets(self, number: int, module: str, *, is_ignored: bool = False) -> tuple[int, str]:
        """Return the exit status and what was said on standard error."""
        (self._modules / f"{module}.py").write_text(SENDS_A_SIGNAL.format(number=int(number), module=module))
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", "render", self._store, "-o", self.target],
            env=quiet_environment(
                PYTHONPATH=str(self._modules),
                TMPDIR=str(self.temporary),
                XDG_CACHE_HOME=str(self._cache),
                IMPORTED=str(self.imported),
            ),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            preexec_fn=lambda: signal.signal(number, signal.SIG_IGN if is_ignored else signal.SIG_DFL) and None,
        )
        return done.returncode, done.stderr

    def left(self) -> list[Path]:
        """Return what is there besides the report."""
        return [*self.temporary.iterdir(), *(path for path in self.target.parent.iterdir() if path != self.target)]


@pytest.fixture
def rendering(tmp_path: Path) -> Rendering:
    return Rendering(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_an_extension_module_is_imported_ends_the_rendering_in_order_after_the_import(
    rendering: Rendering, number: signal.Signals
) -> None:
    status, said = rendering.gets(number, "pikepdf")

    assert (status, said) == (128 + number, "\n" if number == signal.SIGINT else "")
    assert rendering.imported.exists()
    assert rendering.target.read_bytes() == b"old"
    assert rendering.left() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_pages_are_laid_out_ends_the_rendering_in_order(
    rendering: Rendering, number: signal.Signals
) -> None:
    status, said = rendering.gets(number, "PIL")

    assert (status, said) == (128 + number, "\n" if number == signal.SIGINT else "")
    assert rendering.target.read_bytes() == b"old"
    assert rendering.left() == []


def test_an_interrupt_before_the_command_line_is_read_is_told_as_any_other(rendering: Rendering) -> None:
    assert rendering.gets(signal.SIGINT, "click") == (128 + signal.SIGINT, "\n")
    assert rendering.target.read_bytes() == b"old"


def test_a_rendering_that_is_to_outlive_its_terminal_does(rendering: Rendering) -> None:
    assert rendering.gets(signal.SIGHUP, "pikepdf", is_ignored=True) == (0, "")
    assert rendering.target.read_bytes().startswith(b"%PDF-")


def lines_of(then: str, *worker: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", STARTS_A_WORKER.format(then=then), *worker],
        env=quiet_environment(PYTHONPATH=str(Path(__file__).parents[2])),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
        start_new_session=True,
    )
    return done.stdout.splitlines()


def test_ctrl_c_does_not_reach_a_worker_from_its_first_moment_on() -> None:
    assert lines_of(IS_INTERRUPTED_WITH_IT, "json.tool", "--compact") == ["(b'[7]\\n', None) 0"]


@pytest.mark.parametrize(
    "worker",
    [("reportgen.outputs.parts.worker",), ("reportgen.figures.worker", "en", "pdf")],
    ids=lambda words: words[0],
)
def test_a_worker_ends_when_the_process_that_started_it_was_killed(worker: tuple[str, ...]) -> None:
    # The pipe of what is said has an end as soon as nobody holds it any more.
    assert lines_of(IS_KILLED, *worker)[-1].startswith(("EOFError", "_pickle", "BrokenPipeError"))
