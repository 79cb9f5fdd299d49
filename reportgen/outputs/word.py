"""The report for Word: headings, captions and contents of its own, tables whose headings are repeated, pictures.

Takes a report; writes a .docx. The same report gives the same bytes.
"""

import io
import zipfile
from pathlib import Path

from docx.document import Document as WordDocument

from reportgen.figures.drawing import Drawing
from reportgen.outputs.filled import filled_document
from reportgen.outputs.formats import Written
from reportgen.outputs.images import ImageFiles
from reportgen.outputs.target import check_target, write_target
from reportgen.outputs.words.properties import describe
from reportgen.outputs.words.styles import styled_document
from reportgen.outputs.words.writer import Writer
from reportgen.progress import Progress
from reportgen.sections.report import Report

# A zip file knows no earlier day.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_word(report: Report, target: Path, progress: Progress) -> Written:
    """Write `report` to `target`; an existing file is replaced only when the new one is complete.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: the figures could not be drawn, or `target` could not be written.
    """
    check_target(target)
    with Drawing(report.look, "png") as drawing:
        filled = filled_document(report)
        progress.stage("Drawing", None)
        drawing.submit(filled.page.charts)
        document = styled_document(report.settings.paper, filled.document.language)
        drawn = drawing.finish()
        Writer(document, ImageFiles(drawn.images, filled.page.pictures)).write(filled.document.blocks)
    describe(document, filled.document)
    progress.stage("Writing", None)
    write_target(target, _packed(document))
    return Written(0, (*filled.page.warnings, *drawn.warnings))


def _packed(document: WordDocument) -> bytes:
    """Return the file of `document`, its parts without the time of their writing."""
    dated = io.BytesIO()
    document.save(dated)
    undated = io.BytesIO()
    with zipfile.ZipFile(dated) as parts, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            packed.writestr(zipfile.ZipInfo(name, _FIRST_DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return undated.getvalue()
