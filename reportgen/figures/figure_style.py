"""How figures look, as frozen data that is handed from the theme to the processes that draw."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from reportgen.figures.text_width import Advances


class FigureStyle(msgspec.Struct, frozen=True):
    """Faces and colours of all figures; each colour is a text such as "#0067a5".

    Attributes:
        face: the family of the text face, as its files call it.
        fonts: its files: regular, italic and strong.
        advances: how wide its characters are.
        type_scale: how much larger than usual texts are, for a face whose letters are small for their size.
        ink: of text; `soft` of what matters less, `frame` of axes, `grid` of the lines behind, `fill` of bars behind.
        lines: five colours, of training, validation and further runs.
        classes: eight colours, of curves of classes.
        bars: three colours, of the parts of the data.
        shares: from nothing to all, in steps; `values` from the worst to the best; `costs` from little to much.
        kinds: the colours of the kinds of layers.
    """

    face: str
    fonts: tuple[Path, ...]
    advances: Advances
    type_scale: float
    ink: str
    soft: str
    frame: str
    grid: str
    fill: str
    lines: tuple[str, ...]
    classes: tuple[str, ...]
    bars: tuple[str, ...]
    shares: tuple[str, ...]
    values: tuple[str, ...]
    costs: tuple[str, ...]
    kinds: Mapping[str, str]
