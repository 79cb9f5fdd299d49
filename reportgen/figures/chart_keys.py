"""What a drawn chart depends on, as a key: equal keys mean equal drawings, in every process and on every day.

Takes a chart, its look and the language; gives a digest. Fonts count by their content, wherever they lie. The code that
draws counts by the names, times and sizes of its files: after an update, or an edit, everything is drawn anew.
"""

import hashlib
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from reportgen import __version__
from reportgen.built_in import built_in_folder
from reportgen.figures.charts import Chart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.vector.fonts import fonts_of_matplotlib
from reportgen.kept_files import file_states
from reportgen.language import current_language

_DIGEST_BYTES = 20
_PACKAGE = Path(__file__).resolve().parents[1]
# Charts hold equations, and words and numbers in the language of the report.
_DRAWING_CODE = ("figures", "language", "knowledge")


class ChartKeys:
    """The keys of charts of one kind and look, in the current language."""

    def __init__(self, look: FigureStyle, kind: str) -> None:
        # Within a page the names of what drawings refer to hold the number of the chart.
        self._are_numbered = kind in ("svg", "outlines")
        language = current_language()
        fonts = [path.read_bytes() for path in look.fonts]
        made_by = [__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION, _matplotlib(), *_files(language)]
        self._common = hashlib.blake2b(digest_size=_DIGEST_BYTES)
        self._common.update(_encoded([kind, language, replace(look, fonts=()), fonts, made_by]))

    def key(self, chart: Chart, number: int) -> str | None:
        """Return the key of `chart`; None if it holds what cannot be written down, such as an enormous number."""
        try:
            described = _encoded([type(chart).__name__, chart, number if self._are_numbered else 0])
        except OverflowError:
            return None
        digest = self._common.copy()
        digest.update(described)
        return digest.hexdigest()


def _encoded(described: Any) -> bytes:
    return msgspec.msgpack.encode(described, order="deterministic")


def _matplotlib() -> bytes:
    return (fonts_of_matplotlib().parents[2] / "_version.py").read_bytes()


def _files(language: str) -> Iterator[tuple[str, int, int]]:
    """Yield the states of the files that have a say in how a chart looks."""
    yield from file_states((path for folder in _DRAWING_CODE for path in (_PACKAGE / folder).rglob("*.py")), _PACKAGE)
    catalogues = built_in_folder() / "locale"
    yield from file_states((catalogues / language).rglob("*.mo"), catalogues)
