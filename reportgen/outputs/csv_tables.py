"""The tables of the report as a folder of CSV files, one a table: numbers as numbers, whatever the language.

The unit of a column stands in its heading, "Test Acc. (%)"; a decimal point, no groups of digits; UTF-8.
"""

import csv
import io
from pathlib import Path

from reportgen.outputs.document.data_tables import Column, DataTable, Value, data_tables
from reportgen.outputs.filled import filled_document
from reportgen.outputs.formats import Written
from reportgen.outputs.target import check_folder, write_files
from reportgen.progress import Progress
from reportgen.sections.report import Report


def write_csv(report: Report, target: Path, progress: Progress) -> Written:
    """Write the tables of `report` into the folder `target`; files of the same names are replaced, others stay.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a folder.
        RenderError: `target` could not be written.
    """
    check_folder(target)
    filled = filled_document(report)
    tables = data_tables(filled.document)
    progress.stage("Writing", None)
    write_files(target, {f"{table.name}.csv": csv_of(table).encode() for table in tables})
    return Written(0, filled.page.warnings)


def csv_of(table: DataTable) -> str:
    """Return `table` as CSV: a line of headings, a line a row."""
    content = io.StringIO()
    lines = csv.writer(content, lineterminator="\n")
    lines.writerow([_heading(column) for column in table.columns])
    for row in table.rows:
        lines.writerow([_cell(value, column) for value, column in zip(row, table.columns, strict=True)])
    return content.getvalue()


def _heading(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _cell(value: Value, column: Column) -> str:
    """Return a number without the unit that its heading has."""
    if value.quantity and value.quantity.unit == column.unit:
        return value.quantity.written
    return value.printed
