"""Files go into a PDF by way of a file, each content once."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from reportgen.outputs.attaching import attach, begun, put_first
from reportgen.outputs.attachments import Attachment, Prepared, prepare
from reportgen.outputs.originals import Original, Originals, originals_in

NOON = datetime(2026, 9, 26, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 26, 13, tzinfo=UTC)
EVEN_LATER = datetime(2026, 9, 26, 14, tzinfo=UTC)


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return originals_in(tmp_path)


def attachment(name: str, content: Original, moment: datetime = NOON) -> Attachment:
    return Attachment(name, content, "text/plain", f"What {name} is", moment)


def prepared_of(contents: Mapping[str, bytes], originals: Originals) -> Prepared:
    return prepare([attachment(name, originals.of_content(content)) for name, content in contents.items()], originals)


def attached(prepared: Prepared) -> pikepdf.Pdf:
    """Return a document of one page with what was prepared, saved and opened again."""
    source = pikepdf.new()
    source.add_blank_page(page_size=(100, 200))
    source.Root.Lang = pikepdf.String("en")
    source.docinfo["/Title"] = "A page"
    saved = io.BytesIO()
    with source, begun(prepared) as document:
        put_first(document, source)
        attach(document, prepared)
        document.save(saved)
    return pikepdf.open(saved)


def test_what_is_prepared_comes_back_as_it_was(originals: Originals) -> None:
    contents = {"a/one.txt": b"one", "two.bin": bytes(range(256)) * 999, "empty.txt": b""}
    with attached(prepared_of(contents, originals)) as document:
        found = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
        assert found == {name.replace("/", "~"): content for name, content in contents.items()}
        assert [str(spec.UF) for spec in document.Root.AF] == ["a~one.txt", "two.bin", "empty.txt"]
        assert {int(spec.EF.F.Params.Size) for spec in document.Root.AF} == {3, 256 * 999, 0}


def test_the_page_keeps_what_is_said_of_the_document(originals: Originals) -> None:
    with attached(prepare([], originals)) as document:
        assert [list(page.mediabox) for page in document.pages] == [[0, 0, 100, 200]]
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "A page"
        assert "/AF" not in document.Root


def test_the_pages_are_an_object_of_their_own_as_viewers_ask(originals: Originals) -> None:
    with attached(prepared_of({"one.txt": b"one"}, originals)) as document:
        assert document.Root.Pages.is_indirect
        assert document.pages[0].obj.Parent.objgen == document.Root.Pages.objgen


def test_a_content_goes_in_once_unless_it_has_another_date(originals: Originals) -> None:
    same, copy = originals.of_content(b"same"), originals.of_content(b"same")
    files = [
        attachment("a", same),
        attachment("b", copy),
        attachment("c", copy, LATER),
        attachment("d", copy, EVEN_LATER),
    ]
    with attached(prepare(files, originals)) as document:
        first, second, third, fourth = (spec.EF.F for spec in document.Root.AF)
        assert first.objgen == second.objgen
        assert len({first.objgen, third.objgen, fourth.objgen}) == 3
        assert [str(stream.Params.ModDate)[10:12] for stream in (first, third, fourth)] == ["12", "13", "14"]
        assert {stream.read_bytes() for stream in (first, third, fourth)} == {b"same"}


def test_the_order_in_which_files_were_read_changes_no_byte(tmp_path: Path) -> None:
    contents = {f"{number}.txt": b"content %d" % number * number for number in range(40)}
    found = set()
    for turn, order in enumerate((sorted(contents), sorted(contents, reverse=True))):
        (tmp_path / str(turn)).mkdir()
        originals = originals_in(tmp_path / str(turn))
        kept = {name: originals.of_content(contents[name]) for name in order}
        prepared = prepare([attachment(name, kept[name]) for name in contents], originals)
        with attached(prepared) as document:
            saved = io.BytesIO()
            document.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        found.add(saved.getvalue())
    assert len(found) == 1
