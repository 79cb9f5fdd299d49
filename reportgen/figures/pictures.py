"""Draws a `PictureChart`: samples of the data in a grid, each with its caption below."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import Picture, PictureChart
from reportgen.figures.style import MILLIMETRES_PER_INCH

_GAP = 1.6
_LINE = 2.9
_TEXT_POINTS = 5.9


def draw_pictures(chart: PictureChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size; the PDF holds the pixels of each picture as they are."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    # One pair of axes for all, in millimetres: a pair for each picture takes three times as long.
    axes = figure.add_axes((0, 0, 1, 1), frameon=False, xlim=(0, chart.width_mm), ylim=(0, chart.height_mm))
    axes.set_axis_off()
    rows = -(-len(chart.pictures) // chart.columns)
    cell_width, cell_height = chart.width_mm / chart.columns, chart.height_mm / rows
    lines = max(picture.caption.count("\n") + 1 if picture.caption else 0 for picture in chart.pictures)
    side = min(cell_width - _GAP, cell_height - _GAP - lines * _LINE)
    for place, picture in enumerate(chart.pictures):
        middle = (place % chart.columns + 0.5) * cell_width
        _draw_picture(axes, picture, middle, chart.height_mm - (place // chart.columns) * cell_height, side, look)
    return figure


def _draw_picture(  # noqa: PLR0913, PLR0917  # a picture, its place and its look
    axes: Axes, picture: Picture, middle: float, top: float, side: float, look: FigureStyle
) -> None:
    """Draw `picture` in a square of `side` below `top`, with its caption."""
    scale = side / max(picture.width, picture.height)
    width, height = picture.width * scale, picture.height * scale
    left, bottom = middle - width / 2, top - (side + height) / 2
    box = (left, left + width, bottom, bottom + height)
    axes.add_image(_image(axes, picture, box))
    axes.add_patch(Rectangle((left, bottom), width, height, fill=False, edgecolor=look.frame, linewidth=0.3, zorder=2))
    axes.text(
        middle,
        bottom - 0.5 * _GAP,
        picture.caption,
        ha="center",
        va="top",
        fontsize=_TEXT_POINTS,
        color=look.ink,
        linespacing=1.1,
    )


def _image(axes: Axes, picture: Picture, box: tuple[float, float, float, float]) -> AxesImage:
    image = AxesImage(axes, cmap="gray", norm=Normalize(0, 255), interpolation="none", extent=box)
    image.set_data(_pixels(picture))
    return image


def _pixels(picture: Picture) -> np.ndarray:
    shape = (picture.height, picture.width, picture.channels)
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(shape)
    return pixels[..., 0] if picture.channels == 1 else pixels
