"""WeasyPrint loaded without what takes long: it works as if it had been loaded whole."""

import json
import subprocess
import sys
from pathlib import Path

import cffi

from reportgen.outputs.engine.loading import _Declared
from tests.declarations import TARGET, module

# In a process of its own, for in this one it may be loaded already.
_PROGRAM = """
import json, sys
from pathlib import Path
from reportgen.outputs.engine.loading import load_weasyprint

def loaded():
    return sorted({"fontTools.ttLib", "fontTools.subset", "fontTools.varLib", "pycparser"} & set(sys.modules))

load_weasyprint()
from weasyprint import HTML
from weasyprint.text.ffi import ffi, pango

HTML(string="<p>a").write_pdf()
told = {"loaded": loaded(), "pango": [pango.pango_version() > 0, ffi.sizeof("PangoGlyphInfo")]}

from fontTools.ttLib import TTFont
import matplotlib

font = TTFont(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSansMono.ttf")
font.flavor = "woff"
font.save("font.woff")
page = "<style>@font-face { font-family: W; src: url(font.woff) } p { font-family: W }</style><p>fi"
told["woff"] = b"(W)" in HTML(string=page, base_url=".").write_pdf(uncompressed_pdf=True)
import fontTools.subset, fontTools.ttLib, weasyprint.pdf.fonts as theirs

told["themselves"] = [theirs.TTLibError is fontTools.ttLib.TTLibError, theirs.subset is fontTools.subset]
print(json.dumps(told))
"""


def test_what_is_left_out_is_loaded_when_a_font_needs_it(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=tmp_path, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    assert told == {"loaded": [], "pango": [True, 20], "woff": True, "themselves": [True, True]}


def test_the_declarations_at_hand_are_those_of_the_engine() -> None:
    assert TARGET.read_text() == module()


def test_other_declarations_are_read() -> None:
    declared = _Declared(cffi.FFI)
    declared.cdef("typedef struct { int a; char b; } pair; int puts(const char *text);")
    assert declared.sizeof("pair") == 8
    assert declared.new("pair *", {"a": 3}).a == 3
