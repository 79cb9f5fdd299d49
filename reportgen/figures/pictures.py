"""Draws a `PictureChart`: samples of the data in a grid, each with its caption below."""

import numpy as np
from matplotlib.figure import Figure

from reportgen.figures.judgement_charts import Picture, PictureChart
from reportgen.figures.style import FRAME, INK, MILLIMETRES_PER_INCH

_GAP = 1.6
_LINE = 2.9
_TEXT_POINTS = 5.9


def draw_pictures(chart: PictureChart) -> Figure:
    """Return `chart` as a figure of its size; pixels are drawn as they are, not smoothed."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    rows = -(-len(chart.pictures) // chart.columns)
    cell_width, cell_height = chart.width_mm / chart.columns, chart.height_mm / rows
    lines = max(picture.caption.count("\n") + 1 if picture.caption else 0 for picture in chart.pictures)
    side = min(cell_width - _GAP, cell_height - _GAP - lines * _LINE)
    for place, picture in enumerate(chart.pictures):
        left = (place % chart.columns) * cell_width + (cell_width - side) / 2
        top = chart.height_mm - (place // chart.columns) * cell_height
        box = (left / chart.width_mm, (top - side) / chart.height_mm, side / chart.width_mm, side / chart.height_mm)
        axes = figure.add_axes(box)
        axes.imshow(_pixels(picture), cmap="gray", vmin=0, vmax=255, interpolation="nearest")
        axes.set_xticks([])
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set(color=FRAME, linewidth=0.3)
        axes.text(
            0.5,
            -0.5 * _GAP / side,
            picture.caption,
            transform=axes.transAxes,
            ha="center",
            va="top",
            fontsize=_TEXT_POINTS,
            color=INK,
            linespacing=1.1,
        )
    return figure


def _pixels(picture: Picture) -> np.ndarray:
    shape = (picture.height, picture.width, picture.channels)
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(shape)
    return pixels[..., 0] if picture.channels == 1 else pixels
