"""Gives boxes their margins, paddings, borders and sizes at once, where their style has no percentages.

The engine resolves each of eighteen properties of each box anew, whenever the box is tried in a place: 30,000 times on
118 pages. Without percentages what comes out is the same in every containing block, so that a style remembers it. Only
the borders of tables, which the engine works out cell by cell, may differ from the style's, and with them what
`box-sizing` makes of a width.
That a box has round corners is asked of its style, too, not of four corners.
"""

from collections.abc import Callable
from typing import Any

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
SQUARE = dict.fromkeys(_CORNERS, (0, 0))
"""What boxes without round corners have."""

Resolve = Callable[[Any, Any], None]
FitBoxSizing = Callable[[Any, str], None]


class _Measured:
    """Stands for a box of a style, to be given the sizes that all boxes of the style have."""

    def __init__(self, style: Any, sizes: dict[str, Any]) -> None:
        self.style = style
        self.__dict__.update(sizes)


def size_resolver(theirs: Resolve, fit_box_sizing: FitBoxSizing) -> Resolve:
    """Return a stand-in for the engine's `resolve_percentages`; the second function is its `adjust_box_sizing`."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        try:
            sizes = style.sizes
        except AttributeError:
            sizes = style.sizes = _sizes(style, fit_box_sizing)
        if sizes is None:
            theirs(box, containing_block)
            return
        own = own_values(box)
        if not style.borders_collapse or _has_borders(own, sizes):
            own.update(sizes)
            return
        borders = {name: own[name] for name in _BORDERS if name in own}
        own.update(sizes)
        own.update(style.lengths)
        own.update(borders)
        fit_box_sizing(box, "width")
        fit_box_sizing(box, "height")

    return resolve_percentages


def _sizes(style: Any, fit_box_sizing: FitBoxSizing) -> dict[str, Any] | None:
    """Return what is the same for all boxes of a style; None if that depends on what they stand in."""
    style.borders_collapse = style["border_collapse"] == "collapse"
    values = {name: style[name] for name in _LENGTHS}
    if not all(value == "auto" or getattr(value, "unit", None) == "px" for value in values.values()):
        return None
    # Before what `box-sizing` takes from them, which depends on the borders that a cell has in the end.
    style.lengths = {name: value if value == "auto" else value.value for name, value in values.items()}
    style.lengths |= {name: 0 for name in ("min_width", "min_height") if values[name] == "auto"}
    measured = _Measured(style, style.lengths | {name: style[name] for name in _BORDERS})
    fit_box_sizing(measured, "width")
    fit_box_sizing(measured, "height")
    sizes = dict(vars(measured))
    del sizes["style"]
    return sizes


def _has_borders(own: dict[str, Any], sizes: dict[str, Any]) -> bool:
    """Say whether a box has the borders of its style, or none as yet."""
    return all(own.get(name, sizes[name]) == sizes[name] for name in _BORDERS)


def corner_resolver(theirs: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a stand-in for the engine's `resolve_radii_percentages`."""

    def resolve_radii_percentages(box: Any) -> None:
        if has_square_corners(box.style):
            own_values(box).update(SQUARE)
        else:
            theirs(box)

    return resolve_radii_percentages


def has_square_corners(style: Any) -> bool:
    """Say whether no corner of the boxes of a style is round."""
    try:
        known: bool = style.is_square
    except AttributeError:
        known = style.is_square = all((0, "px") in style[name] for name in _CORNERS)
    return known


def own_values(box: Any) -> dict[str, Any]:
    """Return the dictionary of what is set on a box, or on the box that a placeholder stands for."""
    values: dict[str, Any] = box.__dict__
    return values["_box"].__dict__ if "_box" in values else values
