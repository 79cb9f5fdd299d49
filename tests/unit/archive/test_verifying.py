"""Reports made anew from their attachments and compared with their pages."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from reportgen.api import render
from reportgen.archive.verifying import verify
from reportgen.errors import NoRunsError
from reportgen.outputs.manifest import MANIFEST_FILE
from tests.unit.archive import changes
from tests.unit.archive.conftest import SETTINGS, Changed


def test_a_report_in_another_language_theme_and_detail_with_notes_agrees(small_store: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Introduction\n\n{{ best.test_accuracy }} is the best[^1].\n\n[^1]: Of two.\n")
    settings = replace(
        SETTINGS, language="el", theme="modern", detail="brief", notes=tmp_path / "notes.md", sections=("summary",)
    )
    path = render(small_store, tmp_path / "report.pdf", settings=settings).path
    (verdict,) = verify(tmp_path)
    assert (verdict.path, verdict.answer, verdict.is_identical) == (path, "agrees", True)
    assert any("notes" in remark for remark in verdict.remarks)


def test_a_record_changed_together_with_its_hash_is_found_by_the_values_it_gives(
    changed: Changed, tmp_path: Path
) -> None:
    def age(document: pikepdf.Pdf) -> None:
        changes.change_manifest(document, lambda manifest: manifest["made_with"].update(weasyprint="69.0"))
        changes.draw_over(document, 0, b"1 0 0 rg 0 0 50 50 re f")

    def forge(document: pikepdf.Pdf) -> None:
        name = changes.name_ending(document, "convnet2layers-0000~run.json")
        changes.edit(document, name, b'"parameters": 1199882', b'"parameters": 1199883', in_manifest=True)

    path = changed(forge)
    (tmp_path / "in").mkdir()
    path = path.rename(tmp_path / "in/forged.pdf")
    aged = changed(age)
    forged, old = verify([path, aged])
    assert forged.answer == "differs"
    values = [(found.table, found.column, found.printed) for found in forged.differences if found.table]
    assert [(table, column, printed.split()[-1]) for table, column, printed in values] == [(1, "#Parameters", "882")]
    assert any(found.kind == "attachment" and "summary.csv" in found.printed for found in forged.differences)
    assert forged.remarks == (f"shares 2 of its 2 runs with {aged}",)
    # A report of other versions is not said to differ for how it looks.
    assert old.answer == "agrees"
    assert "weasyprint 69.0" in "".join(old.remarks)


def test_what_cannot_be_verified_says_why(changed: Changed, tmp_path: Path) -> None:
    def strip(document: pikepdf.Pdf) -> None:
        del changes.attached(document)[MANIFEST_FILE]

    (verdict,) = verify(changed(strip))
    assert verdict.answer == "unreadable"
    assert "has no manifest" in verdict.remarks[0]
    with pytest.raises(NoRunsError, match="there is no such file"):
        verify(tmp_path / "nothing.pdf")
