"""What stands in for the engine's functions of parsing, styles and boxes: see `quicker`."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import tinyhtml5  # type: ignore[import-untyped]
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import HTML, anchors, css, document
from weasyprint.css import validation
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import background, block, inline, percent

from reportgen.outputs.engine import flow, structure
from reportgen.outputs.engine.borders import border_collapser
from reportgen.outputs.engine.matching import finder
from reportgen.outputs.engine.packed_sheets import noting_compiler
from reportgen.outputs.engine.parsing import quick_parser
from reportgen.outputs.engine.replacing import Replacement
from reportgen.outputs.engine.sheets import renderer, sheet_finder
from reportgen.outputs.engine.single_texts import line_maker
from reportgen.outputs.engine.sizes import corner_resolver, size_resolver
from reportgen.outputs.engine.styles import quick_values, styles_for


def of_styles() -> tuple[Replacement, ...]:
    """Return what reads the page and gives its elements their styles."""
    return (
        Replacement(tinyhtml5, "parse", quick_parser(tinyhtml5.parse)),
        Replacement(ElementWrapper, "query_all", finder(ElementWrapper.query_all)),
        Replacement(HTML, "render", renderer(HTML.render)),
        Replacement(css, "find_stylesheets", sheet_finder(css.find_stylesheets)),
        Replacement(validation, "compile_selector_list", noting_compiler(validation.compile_selector_list)),
        Replacement(css, "StyleFor", styles_for),
        Replacement(css.ComputedStyle, "__missing__", quick_values(css.ComputedStyle.__missing__)),
    )


def _of_structure() -> tuple[Replacement, ...]:
    """Return what builds the tree of boxes."""
    text = boxes.TextBox
    return (
        Replacement(build, "collapse_table_borders", border_collapser(build.collapse_table_borders)),
        Replacement(build, "create_anonymous_boxes", structure.create_anonymous_boxes),
        Replacement(build, "inline_in_block", structure.inline_in_block),
        Replacement(text, "process_whitespace", structure.space_collapser(text.process_whitespace)),
        Replacement(text, "process_text_transform", structure.transformer(text.process_text_transform)),
    )


def of_boxes() -> tuple[Replacement, ...]:
    """Return what builds boxes and gives them their sizes and places."""
    context_of = boxes.Box.establishes_formatting_context
    return (
        *_of_structure(),
        Replacement(inline, "get_next_linebox", line_maker(inline.get_next_linebox)),
        Replacement(boxes.Box, "descendants", flow.descendants),
        Replacement(boxes.ParentBox, "page_values", flow.page_values),
        Replacement(boxes.ParentBox, "remove_decoration", flow.decoration_remover(boxes.ParentBox.remove_decoration)),
        Replacement(boxes.Box, "establishes_formatting_context", flow.context_teller(context_of)),
        Replacement(anchors, "gather_anchors", (gather := flow.anchor_gatherer(anchors.gather_anchors))),
        Replacement(document, "gather_anchors", gather),
        *_wherever("collapse_margin", flow.collapse_margin),
        *_wherever("relative_positioning", flow.positioner(block.relative_positioning)),
        *_wherever("layout_box_backgrounds", flow.background_layer(background.layout_box_backgrounds)),
        *_wherever("resolve_percentages", size_resolver(percent.resolve_percentages, percent.adjust_box_sizing)),
        *_wherever("resolve_radii_percentages", corner_resolver(percent.resolve_radii_percentages)),
    )


def _wherever(name: str, stand_in: Callable[..., Any]) -> Iterator[Replacement]:
    """Yield a replacement for each module of the layout that has taken over the function of this name."""
    modules = [module for key, module in sys.modules.items() if key.startswith("weasyprint.layout.")]
    return (Replacement(module, name, stand_in) for module in modules if hasattr(module, name))
