"""Files go into a PDF by way of a file, each content once, and are not held in memory."""

import io
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from reportgen.outputs.attaching import attach, begun, put_first
from reportgen.outputs.attachments import Attachment, Prepared, prepare

NOON = datetime(2026, 9, 26, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 26, 13, tzinfo=UTC)


def attachment(name: str, content: bytes, moment: datetime = NOON) -> Attachment:
    return Attachment(name, content, "text/plain", f"What {name} is", moment)


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


def test_what_is_prepared_comes_back_as_it_was(tmp_path: Path) -> None:
    contents = {"a/one.txt": b"one", "two.bin": bytes(range(256)) * 999, "empty.txt": b""}
    prepared = prepare([attachment(name, content) for name, content in contents.items()], tmp_path / "prepared.pdf")
    with attached(prepared) as document:
        found = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
        assert found == {name.replace("/", "~"): content for name, content in contents.items()}
        assert [str(spec.UF) for spec in document.Root.AF] == ["a~one.txt", "two.bin", "empty.txt"]
        assert {int(spec.EF.F.Params.Size) for spec in document.Root.AF} == {3, 256 * 999, 0}


def test_the_page_keeps_what_is_said_of_the_document(tmp_path: Path) -> None:
    with attached(prepare([], tmp_path / "prepared.pdf")) as document:
        assert [list(page.mediabox) for page in document.pages] == [[0, 0, 100, 200]]
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "A page"
        assert "/AF" not in document.Root


def test_the_pages_are_an_object_of_their_own_as_viewers_ask(tmp_path: Path) -> None:
    with attached(prepare([attachment("one.txt", b"one")], tmp_path / "prepared.pdf")) as document:
        assert document.Root.Pages.is_indirect
        assert document.pages[0].obj.Parent.objgen == document.Root.Pages.objgen


def test_a_content_goes_in_once_unless_it_has_another_date(tmp_path: Path) -> None:
    files = [attachment("a", b"same"), attachment("b", b"same"), attachment("c", b"same", LATER)]
    with attached(prepare(files, tmp_path / "prepared.pdf")) as document:
        first, second, third = (spec.EF.F.objgen for spec in document.Root.AF)
        assert first == second != third


def test_each_content_is_let_go_of_before_the_next_is_read(tmp_path: Path) -> None:
    alive: list[weakref.ref[Attachment]] = []

    def files() -> Iterator[Attachment]:
        for number in range(5):
            assert sum(known() is not None for known in alive) <= 1  # the one that was taken last
            new = attachment(f"{number}.txt", b"%d" % number)
            alive.append(weakref.ref(new))
            yield new
            del new

    prepared = prepare(files(), tmp_path / "prepared.pdf")
    assert len(prepared.embedded) == 5
