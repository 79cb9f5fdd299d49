"""Notebooks as files: what is read, what is kept of them, and what is written back."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_output

from reportgen.errors import ProgramError
from reportgen.recording.cells import Client
from reportgen.recording.kernel import choose_kernel
from reportgen.recording.notebook_file import KeptNotebook, Notebook, read_notebook, write_back
from reportgen.recording.redaction import Secrets
from tests.notebooks import read_cells, write_notebook

CODE_CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 7, "source": ["a = 1\n", "b = 2"]}


def write_json(path: Path, **fields: object) -> Path:
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, **fields}))
    return path


def sources(notebook: Notebook) -> list[str]:
    return [cell.source for cell in notebook.cells]


def test_cells_of_code_are_numbered_and_blank_ones_left_out(tmp_path: Path) -> None:
    notebook = read_notebook(write_notebook(tmp_path / "lab.ipynb", "# Heading", "a = 1", " \n", "\n# load\nb = 2"))

    assert [(cell.place, cell.number, cell.total) for cell in notebook.cells] == [(1, 1, 3), (3, 3, 3)]
    assert [cell.first_line for cell in notebook.cells] == ["a = 1", "# load"]


@pytest.mark.parametrize(
    ("version", "content"),
    [
        (1, {"cells": [{"cell_type": "code", "code": "a = 1", "prompt_number": 1}]}),
        (
            2,
            {"worksheets": [{"cells": [{"cell_type": "code", "input": "a = 1", "language": "python", "outputs": []}]}]},
        ),
        (
            3,
            {
                "nbformat_minor": 0,
                "worksheets": [
                    {"cells": [{"cell_type": "code", "input": ["a = 1"], "language": "python", "outputs": []}]}
                ],
            },
        ),
    ],
)
def test_old_formats_are_converted(tmp_path: Path, version: int, content: dict[str, Any]) -> None:
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps({"nbformat": version, "metadata": {"name": "old"}, **content}))

    assert sources(read_notebook(path)) == ["a = 1"]


@pytest.mark.parametrize(
    "more",
    [
        {"nbformat_minor": 9},
        {"cells": [{**CODE_CELL, "id": "not in 4.4"}]},
        {"cells": [{**CODE_CELL, "made_up": 1}]},
        {"metadata": {"kernelspec": 3, "language_info": []}},
    ],
)
def test_small_deviations_from_the_format_are_read_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], more: dict[str, Any]
) -> None:
    notebook = read_notebook(write_json(tmp_path / "lab.ipynb", **{"cells": [CODE_CELL], **more}))

    assert sources(notebook) == ["a = 1\nb = 2"]
    assert (notebook.kernel_name, notebook.language) == (None, None)
    assert capfd.readouterr() == ("", "")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "lab.ipynb", "a = 1")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert sources(read_notebook(path)) == ["a = 1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"print('a script')", "does not hold JSON"),
        (b"\xff\xfe{\x00}\x00", "does not hold JSON"),
        (b"{}", "is no notebook"),
        (b"[]", "is no notebook"),
        (b'{"nbformat": 4, "metadata": {}, "cells": null}', "is no notebook"),
        (b'{"nbformat": 4, "metadata": {}, "cells": [3]}', "is no notebook"),
        (b'{"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []}', "Unsupported nbformat version 5"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "there is no code"),
        (b"[" * 100_000, "is no notebook"),
    ],
)
def test_what_is_no_notebook_is_refused_in_one_line_that_names_it(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "lab.ipynb"
    path.write_bytes(content)

    with pytest.raises(ProgramError, match=reason) as told:
        read_notebook(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_notebook_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"no such notebook: .*lab.ipynb"):
        read_notebook(tmp_path / "lab.ipynb")
    with pytest.raises(ProgramError, match=r"cannot read .*Is a directory"):
        read_notebook(tmp_path)


def test_results_of_earlier_executions_are_not_kept_as_those_of_this_one(tmp_path: Path) -> None:
    old = {"output_type": "stream", "name": "stdout", "text": "of last year"}
    notebook = read_notebook(write_json(tmp_path / "lab.ipynb", cells=[{**CODE_CELL, "outputs": [old]}]))
    kept = KeptNotebook(notebook, tmp_path, Secrets())
    kept.save()

    (cell,) = read_cells(kept.path)
    assert (cell.outputs, cell.execution_count) == ([], None)
    assert "of last year" in notebook.content.decode()


def test_secrets_are_taken_out_of_the_copy_that_is_kept_but_not_out_of_the_notebook(tmp_path: Path) -> None:
    secret = 's3cr3t "quoted" välue'
    path = write_notebook(tmp_path / "lab.ipynb", f"key = '{secret}'")
    notebook = read_notebook(path)
    notebook.node.cells[0].outputs = [new_output("stream", text=f"half \ud83d, {secret}\n")]
    (tmp_path / "session").mkdir()
    kept = KeptNotebook(notebook, tmp_path / "session", Secrets([secret]))
    kept.save()

    (cell,) = read_cells(kept.path)
    assert cell.source == "key = '<redacted>'"
    assert cell.outputs[0].text == "half \ud83d, <redacted>\n"
    assert write_back(notebook) is None
    assert read_cells(path)[0].source == f"key = '{secret}'"
    described = kept.described("labs/lab.ipynb")
    assert described is not None
    assert (described.name, described.path) == ("lab.ipynb", "labs/lab.ipynb")
    assert described.bytes == described.kept_bytes == kept.path.stat().st_size


@pytest.mark.parametrize("name", ["program.ipynb", "a\\b.ipynb", "line\nbreak.ipynb"])
def test_a_name_that_would_not_do_in_the_folder_of_the_session_is_replaced(tmp_path: Path, name: str) -> None:
    notebook = read_notebook(write_notebook(tmp_path / name, "a = 1"))

    assert KeptNotebook(notebook, tmp_path, Secrets()).path.name == "notebook.ipynb"


def test_what_cannot_be_kept_is_told_and_forgotten_once_it_can(tmp_path: Path) -> None:
    notebook = read_notebook(write_notebook(tmp_path / "lab.ipynb", "a = 1"))
    kept = KeptNotebook(notebook, tmp_path / "gone", Secrets())
    kept.save()

    assert kept.problem is not None
    assert "gone" in kept.problem
    assert kept.described("lab.ipynb") is None
    (tmp_path / "gone").mkdir()
    kept.save()
    assert kept.problem is None


def test_writing_back_keeps_the_links_and_the_permissions_of_the_file(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "real.ipynb", "a = 1")
    path.chmod(0o640)
    link = tmp_path / "lab.ipynb"
    link.symlink_to(path)
    notebook = read_notebook(link)
    notebook.node.cells[0].execution_count = 1

    assert write_back(notebook) is None
    assert link.is_symlink()
    assert read_cells(path)[0].execution_count == 1
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [link, path]


def test_a_notebook_that_was_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "lab.ipynb", "a = 1")
    notebook = read_notebook(path)
    write_notebook(path, "a = 2")

    assert "was changed while it ran" in (write_back(notebook) or "")
    assert sources(read_notebook(path)) == ["a = 2"]
    path.unlink()
    assert "could not be written" in (write_back(notebook) or "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [None, "no-such-kernel", "../../etc"])
def test_without_an_installed_kernel_of_its_name_a_notebook_runs_in_this_python(
    tmp_path: Path, name: str | None
) -> None:
    chosen = choose_kernel(read_notebook(write_notebook(tmp_path / "lab.ipynb", "a = 1", kernel=name)))

    assert chosen.spec.argv[0] == chosen.python == sys.executable
    assert (chosen.remark is None) == (name is None)
    assert (name or "") in (chosen.remark or "")


def test_a_notebook_in_another_language_without_its_kernel_is_refused(tmp_path: Path) -> None:
    metadata = {"kernelspec": {"name": "no-such-ir", "display_name": "R"}, "language_info": {"name": "R"}}
    path = write_json(tmp_path / "lab.ipynb", cells=[CODE_CELL], metadata=metadata)

    with pytest.raises(ProgramError, match="is written in R, and its kernel 'no-such-ir' is not installed"):
        choose_kernel(read_notebook(path))


def test_the_kernel_that_a_notebook_names_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kernels" / "own"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(
        json.dumps({"argv": ["/opt/own/bin/python", "-m", "ipykernel_launcher"], "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    chosen = choose_kernel(read_notebook(write_notebook(tmp_path / "lab.ipynb", "a = 1", kernel="own")))

    assert (chosen.python, chosen.remark) == ("/opt/own/bin/python", None)


def message(text: str, stream: str = "stdout") -> dict[str, Any]:
    header = {"msg_type": "stream"}
    return {"msg_type": "stream", "header": header, "parent_header": {}, "content": {"name": stream, "text": text}}


def outputs_of(tmp_path: Path, *messages: dict[str, Any]) -> list[tuple[str, str]]:
    client = Client(read_notebook(write_notebook(tmp_path / "lab.ipynb", "a = 1")).node)
    client.clear_before_next_output = False
    outputs: list[Any] = []
    for one in messages:
        client.output(outputs, one, None, 0)
    return [(output.name, output.text) for output in outputs]


def test_what_a_cell_prints_in_pieces_is_joined_in_its_order(tmp_path: Path) -> None:
    pieces = (message("one "), message("two\n"), message("oh", "stderr"), message("three"))

    assert outputs_of(tmp_path, *pieces) == [("stdout", "one two\n"), ("stderr", "oh"), ("stdout", "three")]


def test_a_line_that_is_written_again_and_again_is_kept_as_it_last_was(tmp_path: Path) -> None:
    pieces = [message(text) for text in ("Epoch 1\n", "10%", "\r50%", "\r", "100%\r\n", "Epoch 2\r\ndone\r")]

    assert outputs_of(tmp_path, *pieces) == [("stdout", "Epoch 1\n100%\r\nEpoch 2\r\ndone\r")]


def test_of_a_cell_that_prints_without_end_the_beginning_and_the_end_are_kept(tmp_path: Path) -> None:
    lines = [f"line {number}\n" for number in range(100_000)]
    pieces = [message("".join(lines[start : start + 10_000])) for start in range(0, len(lines), 10_000)]

    ((_, text),) = outputs_of(tmp_path, *pieces)
    assert text.startswith("line 0\nline 1\n")
    assert text.endswith("\nline 99998\nline 99999\n")
    assert text.count("left out]") == 1
    assert len(text) < 401_000
