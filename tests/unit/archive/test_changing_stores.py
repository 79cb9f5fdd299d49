"""Stores that change while a report is made from them: what is attached is what the pages were made from."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

from reportgen.api import render
from reportgen.archive.bundling import bundle
from reportgen.archive.verifying import verify
from reportgen.settings import Settings
from tests.benchmarks.stores import write_realistic_store
from tests.unit.archive.changes import content_of, name_ending
from tests.unit.archive.conftest import SETTINGS, write_small_store


class Changing:
    """Progress that calls `change` when all runs were read, once."""

    def __init__(self, change: Callable[[], None]) -> None:
        self._change = change
        self._is_changed = False

    def stage(self, name: str, total: int | None) -> None:
        if name not in ("Reading", "Packing") and not self._is_changed:
            self._is_changed = True
            self._change()

    def advance(self, steps: int = 1) -> None:
        pass


def test_a_report_of_a_training_that_goes_on_has_the_epochs_attached_that_it_shows(tmp_path: Path) -> None:
    store = write_small_store(tmp_path)
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    growing, replaced, vanishing, *_ = sorted(path for path in before if path.suffix.startswith(".json"))

    def change() -> None:
        growing.write_bytes(before[growing] + before[growing].splitlines(keepends=True)[-1].replace(b"0", b"1"))
        replaced.write_bytes(before[replaced][:100])
        vanishing.unlink()

    report = render(store, tmp_path / "report.pdf", settings=SETTINGS, progress=Changing(change)).path
    with pikepdf.open(report) as document:
        for path in (growing, replaced, vanishing):
            name = name_ending(document, f"{path.parent.name}~{path.name}")
            assert content_of(document, name) == before[path]
    (verdict,) = verify(report)
    assert (verdict.answer, verdict.is_identical) == ("agrees", True)


def test_a_bundle_of_a_store_that_changes_holds_what_its_report_was_made_from(tmp_path: Path) -> None:
    store = write_realistic_store(tmp_path / "runs", 1)
    predictions = next(store.glob("*/predictions.npz"))
    before = predictions.read_bytes()
    changing = Changing(lambda: predictions.write_bytes(b"another"))
    settings = Settings(sections=("summary", "judgement"))
    bundled = bundle(store, tmp_path / "hand-in.zip", settings=settings, progress=changing)
    assert predictions.read_bytes() == b"another"
    with zipfile.ZipFile(bundled.path) as archive:
        found = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    listed = json.loads(found.pop("manifest.json"))["files"]
    assert {entry["name"]: entry["sha256"] for entry in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items()
    }
    assert found[f"runs/{predictions.parent.name}/predictions.npz"] == before
