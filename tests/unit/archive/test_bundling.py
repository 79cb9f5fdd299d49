"""The zip that is handed in: what is in it, its name, and its bytes."""

import hashlib
import json
import tomllib
import zipfile
from pathlib import Path

import pytest

from reportgen.archive.bundling import Bundled, bundle
from reportgen.archive.naming import bundle_name
from reportgen.archive.programs import kept_programs
from reportgen.archive.toml import toml_text
from reportgen.archive.weights import saved_weights
from reportgen.errors import UsageError
from reportgen.records.run import Weights
from reportgen.sections.report import make_report
from reportgen.settings import Settings, load_settings
from reportgen.store.reading import read_library
from tests.sample_runs import sample_run, write_store
from tests.unit.archive.conftest import PROGRAM, SETTINGS

NAME = "Ada-Lovelace_Archimidis_Machine-Learning"


@pytest.fixture(scope="module")
def bundled(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "data.md").write_text("Where the data are from.")
    return bundle(small_store, folder / "hand-in.zip", settings=SETTINGS, added=[folder / "data.md"])


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix(f"{NAME}/"): archive.read(name) for name in archive.namelist()}


def test_a_bundle_holds_what_somebody_needs_to_repeat_the_work(bundled: Bundled) -> None:
    found = contents(bundled.path)
    assert {name.split("/")[0] for name in found} == {
        "data.md", "manifest.json", "program", "report.pdf", "report.toml", "requirements.txt", "runs", "summary.csv",
    }  # fmt: skip
    assert found["program/train.py"] == PROGRAM
    assert b"keras==3.15" in found["requirements.txt"]
    assert any("<redacted> stands in 1 place" in part for part in bundled.parts)


def test_its_manifest_has_the_hash_of_every_other_file(bundled: Bundled) -> None:
    found = contents(bundled.path)
    listed = {entry["name"]: entry["sha256"] for entry in json.loads(found.pop("manifest.json"))["files"]}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


def test_the_unpacked_bundle_has_the_settings_of_its_report(bundled: Bundled, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundled.path) as archive:
        archive.extract(f"{NAME}/report.toml", tmp_path)
    assert load_settings([tmp_path / NAME]) == SETTINGS


def test_what_makes_bytes_differ_is_fixed(bundled: Bundled) -> None:
    with zipfile.ZipFile(bundled.path) as archive:
        entries = archive.infolist()
    assert len({entry.date_time for entry in entries}) == 1
    assert entries[0].date_time[0] == 2026
    assert {(entry.external_attr >> 16, entry.create_system) for entry in entries} == {(0o100644, 3)}
    names = [entry.filename for entry in entries]
    assert names[:-1] == sorted(names[:-1])


def test_weights_are_put_in_if_they_are_still_those_that_were_saved(tmp_path: Path) -> None:
    kept, other = b"weights", b"trained on"
    saved = [
        Weights(path="kept.h5", bytes=len(kept), sha256=hashlib.sha256(kept).hexdigest()),
        Weights(path="other.h5", bytes=len(kept)),
        Weights(path="gone.h5"),
        Weights(path="/etc/passwd"),
    ]
    store = write_store(tmp_path / "runs", [sample_run(weights=tuple(saved))])
    (tmp_path / "kept.h5").write_bytes(kept)
    (tmp_path / "other.h5").write_bytes(other)
    found = saved_weights(make_report(read_library([store]), Settings()), "weights")
    assert found.files == {"weights/1/kept.h5": tmp_path / "kept.h5"}
    said = "\n".join(found.missing)
    assert "other.h5 of model 1 are others now" in said
    assert "gone.h5 of model 1 are no longer there" in said
    assert "/etc/passwd of model 1 are others now" in said
    assert found.left_out == ["the weights (1 file, 0.0 MB) are left out: put them in with --weights"]


def test_a_program_that_was_not_kept_is_told(tmp_path: Path) -> None:
    store = write_store(tmp_path / "runs", [sample_run()])
    programs = kept_programs(make_report(read_library([store]), Settings()), "program")
    assert programs.files == {}
    assert programs.warnings[0].startswith("the program that trained model 1 was not kept")


def test_a_file_to_add_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot add .*nothing\.md"):
        bundle(tmp_path, added=[tmp_path / "nothing.md"])


@pytest.mark.parametrize(
    ("authors", "course", "title", "name"),
    [
        (["Γιώργος Παπαδόπουλος", "Ελένη Ευαγγέλου"], "Μάθηση", None, "Giorgos-Papadopoulos_Eleni-Evangelou_Mathisi"),
        (["Łukasz Żak", "Пётр", "王小明", "D"], "C/S: 101", "x", "Lukasz-Zak_Petr_WangXiaoMing_et-al_C-S-101"),
        ([], None, "Lab 3", "Lab-3"),
        ([], None, None, "report"),
        (["Con"], None, None, "Con-report"),
        (["../.."], None, None, "report"),
        (["A" * 300], None, None, "A" * 48),
    ],
)
def test_the_name_is_made_of_authors_and_course_in_letters_of_any_file_system(
    authors: list[str], course: str | None, title: str | None, name: str
) -> None:
    assert bundle_name(authors, course, title) == name


def test_settings_survive_their_way_through_a_report_toml() -> None:
    values = {
        "title": 'a "b" \\ c\nd\x7f é',
        "authors": [{"name": "Ἀ", "student_number": "1"}],
        "x": {"My data": ["a"]},
    }
    assert tomllib.loads(toml_text(values)) == values
