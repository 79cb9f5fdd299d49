"""Versions of installed packages."""

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from reportgen.installed import installed_versions


def described(folder: Path, entry: str, text: str, file: str = "METADATA") -> None:
    (folder / entry).mkdir()
    (folder / entry / file).write_text(text)


def test_versions_are_those_that_python_tells() -> None:
    names = ["weasyprint", "pydyf", "Pillow", "tinycss2", "python-docx", "keras_reportgen"]
    assert installed_versions([*names, "no-such-package"]) == {name: version(name) for name in names}


def test_a_name_is_found_however_it_is_written_and_the_first_folder_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, number in ((first, "2.0+local"), (second, "1.0")):
        folder.mkdir()
        text = f"Metadata-Version: 2.1\nName: x\nVersion: {number}\n\nWords"
        described(folder, f"Some_Thing-{number}.dist-info", text)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "missing"), str(first), str(second)])
    assert installed_versions(["some.thing"]) == {"some.thing": "2.0+local"} == {"some.thing": version("some.thing")}


def test_what_was_not_installed_from_a_wheel_is_found_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    described(tmp_path, "older-3.0-py3.11.egg-info", "Name: older\nVersion: 3.0\n", "PKG-INFO")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert installed_versions(["older"]) == {"older": "3.0"}


def test_a_package_whose_description_tells_no_version_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    described(tmp_path, "broken-3.0.dist-info", "Name: broken\n\nVersion: in its description\n")
    (tmp_path / "empty-3.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert installed_versions(["broken", "empty"]) == {}
