"""The report as Markdown for GitHub: a folder with report.md and the images that it shows.

The images are drawings whose text is outlines: GitHub shows them without the typeface. Anchors are those of the PDF.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.figures.drawing import Drawing
from reportgen.outputs.document.model import Image
from reportgen.outputs.document.reading import images_of
from reportgen.outputs.filled import Filled, filled_document
from reportgen.outputs.formats import Written
from reportgen.outputs.images import ImageFiles
from reportgen.outputs.markdown_blocks import Blocks
from reportgen.outputs.target import check_folder, write_files
from reportgen.progress import Progress
from reportgen.sections.report import Report

_FILE = "report.md"
_IMAGES = "images"


def write_markdown(report: Report, target: Path, progress: Progress) -> Written:
    """Write `report` into the folder `target`; files of the same names are replaced, others stay.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a folder.
        RenderError: the figures could not be drawn, or `target` could not be written.
    """
    check_folder(target)
    with Drawing(report.look, "outlines") as drawing:
        filled = filled_document(report)
        progress.stage("Drawing", None)
        drawing.submit(filled.page.charts)
        drawn = drawing.finish()
        images = dict(_images(filled, ImageFiles(drawn.images, filled.page.pictures)))
    progress.stage("Writing", None)
    write_files(target, {**dict(images.values()), _FILE: _text(filled, images)})
    return Written(0, (*filled.page.warnings, *drawn.warnings))


def _text(filled: Filled, images: Mapping[str, tuple[str, bytes]]) -> bytes:
    blocks = Blocks({source: name for source, (name, _) in images.items()})
    return f"{blocks.text(filled.document.blocks)}\n".encode()


def _images(filled: Filled, files: ImageFiles) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield for each picture its address in the document, the name of its file, and the content of that."""
    shown: Sequence[Image] = list({image.source: image for image in images_of(filled.document.blocks)}.values())
    for number, image in enumerate(shown, start=1):
        file = files.find(image)
        if file is not None:
            yield image.source, (f"{_IMAGES}/figure-{number:03d}{file.suffix}", file.content)
