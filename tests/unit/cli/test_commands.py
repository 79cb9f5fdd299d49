"""The commands that read a store, called in this process; `tests/integration` runs them as a person does."""

import gc
import signal
from pathlib import Path

import msgspec
import pytest

from reportgen.records.run import Failure
from reportgen.store.reading import read_library
from tests.sample_runs import NASTY_NAMES, first_document_runs, nasty_runs, odd_runs, write_store
from tests.unit.cli.conftest import Terminal


@pytest.mark.usefixtures("five")
def test_list_gives_each_run_a_line_with_its_number_name_parameters_and_id(reportgen: Terminal, five: Path) -> None:
    status, output, _ = reportgen("list")

    heads, *lines = output.splitlines()
    assert status == 0
    assert heads.split()[:3] == ["№", "Name", "State"]
    for number, (line, stored) in enumerate(zip(lines, read_library([five]).runs, strict=True), start=1):
        assert line.split()[:3] == [str(number), stored.run.name, "completed"]
        assert line.split()[-1] == stored.run.id
        assert stored.run.model is not None
        assert f"{stored.run.model.parameters:,}".replace(",", " ") in line
    assert len({line.index("completed") for line in lines}) == 1


@pytest.mark.parametrize("runs", [odd_runs, nasty_runs])
def test_list_and_show_print_whatever_was_recorded_without_steering_the_terminal(
    reportgen: Terminal, tmp_path: Path, runs: object
) -> None:
    assert callable(runs)
    store = write_store(tmp_path / "runs", runs())
    count = len(read_library([store]).runs)

    status, output, _ = reportgen("list")

    assert status == 0
    assert len(output.splitlines()) == count + 1
    for number in range(1, count + 1):
        status, shown, _ = reportgen("show", number)
        assert status == 0
        assert all(char.isprintable() or char in "\n " or ord(char) > 0x9F for char in output + shown)


def test_nasty_names_are_printed_as_they_are(reportgen: Terminal, tmp_path: Path) -> None:
    write_store(tmp_path / "runs", nasty_runs())

    _, output, _ = reportgen("list")

    for kind in ("markup", "template", "path", "address"):
        assert f"  {NASTY_NAMES[kind]}  " in output


@pytest.mark.parametrize("wanted", ["5", "MLP5layers"])
def test_show_finds_a_run_by_number_and_by_name(reportgen: Terminal, five: Path, wanted: str) -> None:
    run = read_library([five]).runs[4].run

    status, output, _ = reportgen("show", wanted)

    assert status == 0
    assert run.id in output
    assert "1 457 674 parameters" in output


def test_show_finds_a_run_by_id_and_by_its_beginning(reportgen: Terminal, five: Path) -> None:
    first, second = (stored.run for stored in read_library([five]).runs[:2])
    shared = next(place for place in range(len(first.id)) if first.id[place] != second.id[place])

    assert reportgen("show", first.id)[1] == reportgen("show", first.id[: shared + 1])[1]


def test_show_lists_the_runs_that_share_a_name(reportgen: Terminal, five: Path) -> None:
    status, output, error = reportgen("show", "ConvNet2layers")

    assert (status, output) == (2, "")
    assert error.startswith("reportgen: error: 2 runs are called 'ConvNet2layers': 1 (")
    assert read_library([five]).runs[1].run.id in error


@pytest.mark.usefixtures("five")
def test_show_prints_every_epoch_and_layer(reportgen: Terminal) -> None:
    _, output, _ = reportgen("show", 1)

    assert "conv2d" in output.lower()
    epochs = output.split("\nEpochs\n")[1].splitlines()
    assert [line.split()[0] for line in epochs] == ["№", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "no command 'rendr'; did you mean 'render'? See 'reportgen --help'."),
        (["render", "--papr", "a4"], "No such option '--papr'. Did you mean '--paper'? See 'reportgen render --help'."),
        (["render", "--paper", "a5"], "the command line: paper = 'a5': allowed are a4, letter"),
        (["show"], "Missing argument 'RUN'. See 'reportgen show --help'."),
        (["list", "missing"], "missing does not exist"),
        (["show", "1"], "runs does not exist: record a training with 'reportgen run"),
        (["train.py"], "no command 'train.py'; to run a program: 'reportgen run train.py'. See 'reportgen --help'."),
        (
            ["all"],
            "no command 'all'; there are init, run, render, list, show, names, verify, bundle, demo. "
            "See 'reportgen --help'.",
        ),
        (["run", "--epochs", "3", "train.py"], "No such option '--epochs'. Those of a program stand behind it. See"),
        (["run", "--run", "a", "train.py"], "No such option '--run'. Did you mean '--runs'? See"),
        (["run", "python", "my train.py", "-v"], "program: python. Leave it out: reportgen run 'my train.py' -v"),
        (["run", "somewhere/train.py"], "no such program: somewhere/train.py. Name a Python file or a notebook"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(reportgen: Terminal, arguments: list[str], message: str) -> None:
    status, output, error = reportgen(*arguments)

    assert (status, output) == (2, "")
    assert error.startswith("reportgen: error: ")
    assert message in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trian.py", "train.py"),
        ("train", "train.py"),
        ("TRAIN.PY", "train.py"),
        ("labs/lab1.ipynb", "labs/lab 1.ipynb"),
    ],
)
def test_a_program_that_is_not_there_is_answered_with_the_nearest_that_is(
    reportgen: Terminal, tmp_path: Path, typed: str, meant: str
) -> None:
    (tmp_path / "labs").mkdir()
    for name in ("train.py", "evaluate.py", "labs/lab 1.ipynb"):
        (tmp_path / name).touch()

    status, _, error = reportgen("run", typed)

    assert status == 2
    kind = "notebook" if typed.endswith(".ipynb") else "program"
    assert error.endswith(f"no such {kind}: {typed}. Did you mean {meant!r}?\n")


def test_an_empty_folder_and_a_file_are_told_apart(reportgen: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()

    assert "empty holds no runs" in reportgen("list", "empty")[2]
    assert "file is a file" in reportgen("render", "file")[2]


def test_a_broken_run_is_a_warning_beside_the_others(reportgen: Terminal, five: Path) -> None:
    broken = sorted(five.glob("2*"))[0] / "run.json"
    broken.write_text(broken.read_text()[:100])

    status, output, error = reportgen("list")

    assert status == 0
    assert len(output.splitlines()) == 5
    assert str(broken.relative_to(five)) in error
    assert "run left out" in error


def test_an_unexpected_error_is_called_a_mistake_of_reportgen_and_debug_shows_where(
    reportgen: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(paths: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("reportgen.archive.opening.read_library", fail)

    status, _, error = reportgen("list")
    assert (status, len(error.splitlines())) == (1, 1)
    assert "a mistake in reportgen" in error
    assert "ZeroDivisionError: inside" in error
    assert "Traceback" in reportgen("list", "--debug")[2]
    assert "Traceback" in reportgen("--debug", "list")[2]


def test_every_command_has_a_help_with_examples(reportgen: Terminal) -> None:
    _, overview, _ = reportgen("--help")
    for name in ("run", "render", "list", "show", "demo"):
        status, output, _ = reportgen(name, "--help")
        assert status == 0
        assert f"\n  reportgen {name}" in output
        assert f"\n  {name} " in overview


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (Failure(type="KeyboardInterrupt"), "completed: KeyboardInterrupt"),
        (Failure(type="ValueError", message="no such metric"), "completed: ValueError: no such metric"),
    ],
)
def test_a_failure_is_shown_with_its_message_if_it_has_one(
    reportgen: Terminal, tmp_path: Path, failure: Failure, state: str
) -> None:
    run, epochs = first_document_runs()[0]
    write_store(tmp_path / "runs", [(msgspec.structs.replace(run, failure=failure), epochs)])

    _, output, _ = reportgen("show", "1")

    assert state in [line.strip().removeprefix("State").strip() for line in output.splitlines()]


def test_a_message_without_end_and_a_depth_without_bottom_are_cut(reportgen: Terminal, tmp_path: Path) -> None:
    run, epochs = first_document_runs()[0]
    assert run.model is not None
    layers = tuple(msgspec.structs.replace(layer, depth=2**62) for layer in run.model.layers)
    model = msgspec.structs.replace(run.model, layers=layers)
    failure = Failure(type="RuntimeError", message="m" * 2**20)
    odd = msgspec.structs.replace(run, failure=failure, model=model)
    write_store(tmp_path / "runs", [(odd, epochs)])

    status, output, errors = reportgen("show", "1")

    assert (status, errors) == (0, "")
    assert len(output) < 100_000


@pytest.mark.parametrize("collects", [True, False])
def test_nothing_is_collected_while_a_report_is_rendered_and_all_can_be_afterwards(
    reportgen: Terminal, five: Path, monkeypatch: pytest.MonkeyPatch, collects: bool
) -> None:
    seen = []
    monkeypatch.setattr("reportgen.cli.writing.write_report", lambda *_: seen.append(gc.isenabled()))
    was_enabled = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        assert reportgen("render", five)[0] == 0
        assert (seen, gc.isenabled(), gc.get_freeze_count()) == ([False], collects, 0)
    finally:
        (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("five")
def test_a_program_that_calls_the_command_line_keeps_its_signals(reportgen: Terminal) -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]

    status, _, _ = reportgen("list")

    assert status == 0
    assert [signal.getsignal(number) for number in numbers] == before
