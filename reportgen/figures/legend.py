"""What tells the lines and bars of a plot apart: above it at its right end, or beside it."""

from collections.abc import Sequence

import msgspec
import numpy as np

from reportgen.figures.label_sizes import EDGE_MM, fitting
from reportgen.figures.lettering import MM_PER_POINT, Letters, extent
from reportgen.figures.marks import Dots, Pen
from reportgen.figures.plot import Plot
from reportgen.figures.sheet import Box
from reportgen.figures.style import Shape

# All by the size of the letters, as matplotlib has them: the height of a sample, and of its middle.
_SAMPLE_HEIGHT, _SAMPLE_MIDDLE = 0.7, 0.35
_BESIDE_SAMPLE = 0.5
_BETWEEN_COLUMNS = 1.4
_BETWEEN_LINES = 0.35
# Between the plot and what stands beside it: by its width, and by the size of the letters.
_BESIDE_PLOT, _MARGIN, _INSIDE = 0.02, 0.2, 0.4


class Entry(msgspec.Struct, frozen=True):
    """A sample and what it means: a line, with a mark in its middle, or an area without a line."""

    label: str
    colour: str
    pen: Pen | None = None
    shape: Shape | None = None
    shape_points: float = 0.0


def legend_above(plot: Plot, entries: Sequence[Entry], letters: Letters, sample: float, away: float) -> None:
    """Write `entries` in one row above the plot, never over a curve; `sample` and `away` are by the size of letters."""
    size = letters.points * MM_PER_POINT
    foot = plot.box.top + away * size + max(extent(entry.label, letters).below for entry in entries)
    right = plot.box.right - away * size
    for entry in reversed(entries):
        begins = right - extent(entry.label, letters).width - (sample + _BESIDE_SAMPLE) * size
        _write_entry(plot, entry, (begins, foot), letters, sample)
        right = begins - _BETWEEN_COLUMNS * size


def legend_beside(plot: Plot, title: str, entries: Sequence[Entry], letters: Letters, sample: float) -> None:
    """Write `entries` below each other at the right of the plot, at half its height, under a title."""
    size = letters.points * MM_PER_POINT
    heading = fitting(title, letters, plot.sheet.width_mm - plot.box.right - 2 * EDGE_MM)
    titled, lines = extent(title, heading), [extent(entry.label, letters) for entry in entries]
    widest = (sample + _BESIDE_SAMPLE) * size + max(line.width for line in lines)
    height = sum(line.above + line.below + _BETWEEN_LINES * size for line in (titled, *lines)) - _BETWEEN_LINES * size
    left = plot.box.right + _BESIDE_PLOT * plot.box.width + (_MARGIN + _INSIDE) * size
    middle, top = left + max(widest, titled.width) / 2, plot.box.middle[1] + height / 2
    plot.sheet.write(title, (middle, top), heading, plot.look.ink, across="middle", up="top")
    top -= titled.above + titled.below
    for entry, line in zip(entries, lines, strict=True):
        top -= _BETWEEN_LINES * size + line.above
        _write_entry(plot, entry, (middle - widest / 2, top), letters, sample)
        top -= line.below


def _write_entry(plot: Plot, entry: Entry, place: tuple[float, float], letters: Letters, sample: float) -> None:
    (left, foot), size = place, letters.points * MM_PER_POINT
    right, middle = left + sample * size, foot + _SAMPLE_MIDDLE * size
    if entry.pen is None:
        plot.sheet.fill([Box(left, foot, sample * size, _SAMPLE_HEIGHT * size).corners], entry.colour)
    else:
        plot.sheet.stroke([[(left, middle), (right, middle)]], entry.pen)
    if entry.shape:
        plot.sheet.dot(Dots(entry.shape, entry.shape_points, entry.colour, np.array([((left + right) / 2, middle)])))
    plot.sheet.write(entry.label, (right + _BESIDE_SAMPLE * size, foot), letters, plot.look.ink, up="foot")
