"""`reportgen verify` and `reportgen bundle`, called in this process."""

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from reportgen.archive import unpacking
from tests.sample_runs import sample_run, write_store
from tests.unit.cli.conftest import Terminal


@pytest.fixture
def one(tmp_path: Path) -> Path:
    (tmp_path / "report.toml").write_text('sections = ["summary"]\nauthors = ["Ελένη"]\n', encoding="utf-8")
    return write_store(tmp_path / "runs", [sample_run()])


@pytest.mark.usefixtures("one")
def test_a_bundle_is_named_lists_what_it_holds_and_its_report_agrees(reportgen: Terminal, tmp_path: Path) -> None:
    status, output, error = reportgen("bundle")

    assert status == 0
    assert output.splitlines()[0].startswith("Eleni.zip: 0.")
    assert "report.pdf: 1 run, 1 page" in output
    assert "the program that trained model 1 was not kept" in error

    with zipfile.ZipFile(tmp_path / "Eleni.zip") as archive:
        archive.extractall(tmp_path)
    status, output, _ = reportgen("verify", "Eleni/report.pdf")
    assert (status, output) == (0, "Eleni/report.pdf: agrees with its attachments, byte for byte\n")


@pytest.mark.usefixtures("one")
def test_a_report_that_is_rendered_again_is_unpacked_once_and_has_its_settings(
    reportgen: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reportgen("render", "-o", "first.pdf")[0] == 0
    (tmp_path / "report.toml").unlink()
    folders: list[Path] = []
    unpack = unpacking.unpack
    monkeypatch.setattr(unpacking, "unpack", lambda path, folder: (folders.append(folder), unpack(path, folder))[1])

    assert reportgen("render", "first.pdf", "-o", "again.pdf")[0] == 0
    assert len(folders) == 1
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()


def test_verify_lists_a_folder_of_hand_ins_and_fails_if_one_cannot_be_verified(
    reportgen: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.pdf").write_bytes(b"")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(tmp_path / "in/other.pdf")

    status, output, _ = reportgen("verify", "in")
    assert status == 1
    assert [line.split()[:4] for line in output.splitlines()[1:3]] == [
        ["in/empty.pdf", "cannot", "be", "verified"],
        ["in/other.pdf", "cannot", "be", "verified"],
    ]
    assert "is no report of reportgen's" in output

    status, output, _ = reportgen("verify", "in", "--json")
    assert status == 1
    assert [found["answer"] for found in json.loads(output)] == ["unreadable", "unreadable"]


def test_verify_of_nothing_is_wrong_use(reportgen: Terminal) -> None:
    status, _, error = reportgen("verify", "nothing.pdf")

    assert status == 2
    assert "there is no such file" in error
