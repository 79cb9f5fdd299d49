"""Style sheets that were read are kept, and taken again only where no file of them changed."""

from pathlib import Path
from typing import Any

import pytest
from weasyprint import CSS, css

from reportgen.outputs.parts.dividing import emptied
from reportgen.outputs.parts.kept import own_shelf
from reportgen.outputs.parts.materials import Materials
from reportgen.outputs.parts.workplace import Workplace
from reportgen.outputs.templates import template_folders
from tests.unit.outputs.parts.long_page import long_page

pytestmark = pytest.mark.usefixtures("cache")

_LINK = '<link rel="stylesheet" href="reportgen:css/extra.css">'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder of one's own templates, with one sheet."""
    (tmp_path / "own" / "css").mkdir(parents=True)
    (tmp_path / "own" / "css" / "extra.css").write_text("p { color: #010203 }")
    return tmp_path / "own"


@pytest.fixture
def sheets_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the address of each sheet that is read."""
    read: list[str] = []

    def note_and_read(*given: Any, **named: Any) -> CSS:
        read.append(named.get("url", ""))
        return CSS(*given, **named)

    monkeypatch.setattr(css, "CSS", note_and_read)
    return read


def ready(own: Path, folder: Path) -> dict[str, bytes]:
    """Make a workplace ready, and return the digests of the files that it depends on from now on."""
    empty = emptied(long_page().html).replace("</head>", f"{_LINK}</head>")
    workplace = Workplace(Materials(folder, empty, tuple(template_folders(own)), {}, None, own_shelf()), lambda: None)
    workplace.read_sheets()
    workplace.make_ready()
    return workplace._fetcher.read


def test_sheets_are_read_once_for_all_reports_that_name_them(own: Path, tmp_path: Path, sheets_read: list[str]) -> None:
    first = ready(own, tmp_path)
    assert "reportgen:css/extra.css" in sheets_read
    sheets_read.clear()
    assert ready(own, tmp_path) == first
    assert sheets_read == []
    assert {"reportgen:css/extra.css", "reportgen:css/themes/plain.css"} < first.keys()


def test_sheets_are_read_again_when_a_file_of_them_changed(own: Path, tmp_path: Path, sheets_read: list[str]) -> None:
    first = ready(own, tmp_path)
    sheets_read.clear()
    (own / "css" / "extra.css").write_text("p { color: #040506 }")
    assert ready(own, tmp_path)["reportgen:css/extra.css"] != first["reportgen:css/extra.css"]
    assert "reportgen:css/extra.css" in sheets_read


def test_sheets_that_somebody_has_to_be_warned_of_are_not_kept(
    own: Path, tmp_path: Path, sheets_read: list[str]
) -> None:
    (own / "css" / "extra.css").write_text("p { color: nonsense }")
    ready(own, tmp_path)
    sheets_read.clear()
    ready(own, tmp_path)
    assert "reportgen:css/extra.css" in sheets_read
