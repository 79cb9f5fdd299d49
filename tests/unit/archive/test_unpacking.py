"""Reports that anybody may have written: what is unpacked, and what is refused in a clear line."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from reportgen.api import load, render
from reportgen.archive.unpacking import Mismatch, unpack
from reportgen.errors import ArchiveError, TemplateError
from reportgen.outputs.manifest import MANIFEST_FILE
from reportgen.settings import Settings
from tests.unit.archive import changes
from tests.unit.archive.conftest import CONSOLE, PROGRAM, SESSION, Changed


def test_a_report_has_its_records_its_session_and_a_summary_attached(report: Path, tmp_path: Path) -> None:
    unpacked = unpack(report, tmp_path)
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert names == sorted(entry.name for entry in unpacked.manifest.files)
    assert unpacked.mismatches == ()
    session = tmp_path / "records/runs/sessions" / SESSION
    assert (session / "program.py").read_bytes() == PROGRAM
    assert (session / "console.log").read_bytes() == CONSOLE
    for run in unpacked.manifest.runs:
        for name in ("run.json", "history.jsonl"):
            assert (tmp_path / run.folder / name).read_bytes() == (report.parent / "runs" / run.id / name).read_bytes()
    header, *rows = (tmp_path / "summary.csv").read_text().splitlines()
    assert header.startswith("number,id,name,state")
    assert [row.split(",")[2] for row in rows] == ["ConvNet2layers", "MLP2layers"]


def test_attachments_are_what_pdf_a_asks_of_them(report: Path) -> None:
    with pikepdf.open(report) as document:
        tree = changes.attached(document)
        assert len(document.Root.AF) == len(list(tree))
        assert "~" in max(map(str, tree), key=len)
        for specification in document.Root.AF:
            assert specification.AFRelationship in ("/Data", "/Source")
            assert "/" in str(specification.EF.F.Subtype).removeprefix("/")
            assert str(specification.EF.F.Params.ModDate).startswith("D:20260926")
            assert specification.EF.F.Params.Size == len(specification.EF.F.read_bytes())


def test_a_report_is_loaded_from_its_attachments(report: Path, small_store: Path) -> None:
    assert load(report).to_dataframe().equals(load(small_store).to_dataframe())
    assert len(load([report, small_store])) == 2


@pytest.mark.parametrize(
    "name", ["../outside", "/tmp/outside", "a/../../outside", "a\\..\\outside", "a//b", "x\0y", ""]
)
def test_no_file_is_written_outside_of_the_folder(name: str, changed: Changed, tmp_path: Path) -> None:
    def rename(document: pikepdf.Pdf) -> None:
        changes.put(document, name.replace("/", "~").replace("\0", ""), b"outside")

        def enter(manifest: dict[str, list[dict[str, object]]]) -> None:
            manifest["files"].append({"name": name, "bytes": 7, "sha256": "0"})

        changes.change_manifest(document, enter)

    path = changed(rename)
    inner = tmp_path / "deep/inner"
    inner.mkdir(parents=True)
    mismatches = unpack(path, inner).mismatches
    assert any("lead out" in found.reason for found in mismatches)
    assert {found.name for found in tmp_path.iterdir()} == {"changed.pdf", "deep"}
    assert [found.name for found in (tmp_path / "deep").iterdir()] == ["inner"]


def test_a_file_that_unpacks_to_gigabytes_is_not_unpacked(changed: Changed, tmp_path: Path) -> None:
    def bomb(document: pikepdf.Pdf) -> None:
        name = changes.name_ending(document, "console.log")
        packing = zlib.compressobj(9)
        packed = b"".join(packing.compress(bytes(2**20)) for _ in range(100)) + packing.flush()
        stream = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
        changes.attached(document)[name].EF.F = stream

    (mismatch,) = unpack(changed(bomb), tmp_path / "folder").mismatches
    assert mismatch.name.endswith("console.log")
    assert mismatch.reason == "has more than the 64 MiB that it may"


def test_what_was_changed_removed_or_added_is_named_and_nothing_is_made_of_it(changed: Changed, tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        changes.edit(document, changes.name_ending(document, "program.py"), b"training", b"trainin_")
        tree = changes.attached(document)
        del tree[changes.name_ending(document, "console.log")]
        changes.put(document, "added.txt", b"added")

    path = changed(change)
    folder = f"records/runs/sessions/{SESSION}"
    assert set(unpack(path, tmp_path / "folder").mismatches) == {
        Mismatch(f"{folder}/program.py", "was changed: its SHA-256 is not that of the manifest"),
        Mismatch(f"{folder}/console.log", "is missing: it was removed"),
        Mismatch("added.txt", "is not in the manifest: it was added"),
    }
    assert not (tmp_path / "folder/added.txt").exists()
    with pytest.raises(ArchiveError, match=r"program\.py was changed.*and 2 more; 'reportgen verify'"):
        load(path)


def test_settings_that_name_a_file_elsewhere_are_refused(changed: Changed, tmp_path: Path) -> None:
    def point_out(document: pikepdf.Pdf) -> None:
        changes.change_manifest(document, lambda manifest: manifest["settings"].update(templates="/etc"))

    with pytest.raises(ArchiveError, match="names '/etc' as templates: no attached file"):
        render(changed(point_out), tmp_path / "again.pdf")


def test_templates_of_a_stranger_reach_nothing_of_python(small_store: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/front.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(TemplateError, match=r"front\.html, line 1: access to attribute '__class__'"):
        render(small_store, tmp_path / "x.pdf", settings=Settings(templates=tmp_path / "own", sections=("summary",)))


def encrypted() -> bytes:
    result = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(result, encryption=pikepdf.Encryption(owner="a", user="b"))
    return result.getvalue()


def blank() -> bytes:
    result = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(result)
    return result.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"not a PDF at all", "is no PDF"),
        (b"%PDF-1.7\ngarbage", "is damaged and cannot be opened"),
        (encrypted(), "is encrypted"),
        (blank(), "is no report of reportgen's"),
    ],
    ids=["empty", "text", "garbage", "encrypted", "another program's"],
)
def test_a_file_that_is_no_report_is_refused_in_one_line(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=said) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_report_without_its_manifest_is_told_from_other_pdfs(changed: Changed) -> None:
    def strip(document: pikepdf.Pdf) -> None:
        del changes.attached(document)[MANIFEST_FILE]

    with pytest.raises(ArchiveError, match="has no manifest: its attachments were removed"):
        load(changed(strip))


def test_a_manifest_of_a_newer_format_names_what_to_install(changed: Changed) -> None:
    def renew(document: pikepdf.Pdf) -> None:
        changes.change_manifest(
            document, lambda manifest: manifest.update(format_version="2.0", generator="reportgen 9.0")
        )

    with pytest.raises(ArchiveError, match=r"has format 2\.0: install reportgen 9\.0 or later"):
        load(changed(renew))
