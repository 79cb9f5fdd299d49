"""What a report says of the libraries that laid out its text."""

import pytest
from weasyprint.text.ffi import pango

from reportgen.outputs.manifest import making_versions
from reportgen.outputs.parts import text_libraries


@pytest.mark.parametrize("names", [text_libraries._PANGO, ("no-such-library.so",)])
def test_the_version_of_pango_is_that_of_the_engine(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_libraries, "_PANGO", names)
    major, minor, micro = map(int, making_versions()["pango"].split("."))
    assert 10_000 * major + 100 * minor + micro == pango.pango_version()
