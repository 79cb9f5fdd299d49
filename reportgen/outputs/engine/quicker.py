"""Lets WeasyPrint lay out and draw the same pages sooner: some of its functions give way to ones that remember.

WeasyPrint has no options for this, and its version is pinned. Each module that a replacement comes from says what
is remembered, why it cannot differ, and what it saves; with and without them a report has the same bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from reportgen.outputs.engine.replacing import Replacement, replaced


@contextmanager
def quicker_layout() -> Iterator[None]:
    """Put the replacements in place while pages are laid out and drawn; what they remember ends with it."""
    with replaced(*_entrances()), replaced(*_replacements()):
        yield


def _entrances() -> tuple[Replacement, ...]:
    """Return what keeps other threads out, which may use WeasyPrint for themselves."""
    from weasyprint import HTML
    from weasyprint.document import Document

    from reportgen.outputs.engine.turns import waiting

    return (
        Replacement(HTML, "render", waiting(HTML.render)),
        Replacement(Document, "write_pdf", waiting(Document.write_pdf)),
    )


def _replacements() -> tuple[Replacement, ...]:
    """Return all replacements, each set with a memory of its own; WeasyPrint is loaded here, not with this module."""
    from reportgen.outputs.engine.boxes import of_boxes, of_styles

    return (*of_styles(), *of_boxes(), *_of_text(), *_of_writing())


def _of_text() -> tuple[Replacement, ...]:
    from weasyprint import draw
    from weasyprint.draw import border
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline, preferred
    from weasyprint.text import fonts, line_break

    from reportgen.outputs.engine.drawn_lines import DrawnLines
    from reportgen.outputs.engine.font_folders import folder_maker
    from reportgen.outputs.engine.line_boxes import TextBoxes, collision_avoider, flow_teller
    from reportgen.outputs.engine.lines import Lines
    from reportgen.outputs.engine.outlines import outline_drawer
    from reportgen.outputs.engine.text_styles import TextStyles, face_adder

    faces = fonts.FontConfiguration
    outlines = outline_drawer(border.draw_outline)
    styles = TextStyles()
    lines = Lines(styles, line_break.split_first_line)
    text_boxes = TextBoxes(lines, inline.split_inline_level)
    set_text = line_break.Layout.set_text
    # What stands in a class has to be a function: a method of something else would not be given the layout.
    return (
        Replacement(fonts, "mkdtemp", folder_maker(fonts.mkdtemp)),
        Replacement(faces, "add_font_face", face_adder(faces.add_font_face)),
        Replacement(line_break.Layout, "setup", lambda layout, style: styles.set_up(layout, style)),  # noqa: PLW0108
        Replacement(line_break.Layout, "set_text", lambda *given, **named: styles.set_text(set_text, *given, **named)),
        Replacement(line_break, "first_line_metrics", partial(lines.measure, line_break.first_line_metrics)),
        Replacement(inline, "split_inline_level", text_boxes.split_inline_level),
        Replacement(inline, "split_text_box", text_boxes.split_text_box),
        Replacement(inline, "avoid_collisions", collision_avoider(inline.avoid_collisions)),
        Replacement(boxes.Box, "is_in_normal_flow", flow_teller(boxes.Box.is_in_normal_flow)),
        Replacement(inline, "split_first_line", lines.split_first_line),
        Replacement(preferred, "split_first_line", lines.split_first_line),
        Replacement(inline, "strut", lines.strut),
        Replacement(inline, "can_break_text", lines.can_break_text),
        Replacement(preferred, "can_break_text", lines.can_break_text),
        Replacement(draw, "draw_outline", outlines),
        Replacement(border, "draw_outline", outlines),
        Replacement(draw, "draw_text", DrawnLines(styles, draw.draw_text).draw_text),
    )


def _of_writing() -> tuple[Replacement, ...]:
    import pydyf  # type: ignore[import-untyped]

    from reportgen.outputs.engine.pdf_objects import array_data, dictionary_data, stream_data, to_bytes

    return (
        Replacement(pydyf, "_to_bytes", to_bytes),
        Replacement(pydyf.Dictionary, "data", dictionary_data),
        Replacement(pydyf.Array, "data", array_data),
        Replacement(pydyf.Stream, "data", stream_data),
    )
