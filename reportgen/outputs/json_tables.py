"""The tables of the report as one JSON document: each value as printed, and as a number where it is one."""

import json
import math
from pathlib import Path
from typing import Any

from reportgen.outputs.document.data_tables import DataTable, Value, data_tables
from reportgen.outputs.document.model import Document
from reportgen.outputs.filled import filled_document
from reportgen.outputs.formats import Written
from reportgen.outputs.target import check_target, write_target
from reportgen.progress import Progress
from reportgen.sections.report import Report

FORMAT_VERSION = 1


def write_json(report: Report, target: Path, progress: Progress) -> Written:
    """Write the tables of `report` to `target`.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: `target` could not be written.
    """
    check_target(target)
    filled = filled_document(report)
    content = json_of(filled.document)
    progress.stage("Writing", None)
    write_target(target, f"{json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode())
    return Written(0, filled.page.warnings)


def json_of(document: Document) -> dict[str, Any]:
    """Return what the document holds: its front, and its tables with columns and rows."""
    return {
        "format_version": FORMAT_VERSION,
        "title": document.title,
        "authors": list(document.authors),
        "language": document.language,
        "generator": document.generator,
        "created": document.created,
        "tables": [_table(table) for table in data_tables(document)],
    }


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "caption": table.caption,
        "columns": [column.title for column in table.columns],
        "rows": [[_value(value) for value in row] for row in table.rows],
    }


def _value(value: Value) -> dict[str, Any]:
    """Return the text as printed; of a finite number the number and its unit, too: 98.8 and "%"."""
    shown: dict[str, Any] = {"text": value.printed}
    if value.quantity and math.isfinite(value.quantity.value):
        number = value.quantity.value
        shown["number"] = int(value.quantity.written) if value.quantity.written.lstrip("-+").isdecimal() else number
        if value.quantity.unit:
            shown["unit"] = value.quantity.unit
    return shown
