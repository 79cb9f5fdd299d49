r"""The tables of the report as one LaTeX document: booktabs, a caption and a `\label` for each.

It compiles as it is with pdflatex, xelatex and lualatex, and each table can be copied into a text of one's own. Tables
of more rows than a page holds go on over pages; long texts are broken in their columns.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.outputs.document.data_tables import Column, DataTable, Value, data_tables
from reportgen.outputs.document.model import Document, Run
from reportgen.outputs.filled import filled_document
from reportgen.outputs.formats import Written
from reportgen.outputs.latex_text import escaped, has_greek_words, latex_of
from reportgen.outputs.target import check_target, write_target
from reportgen.progress import Progress
from reportgen.sections.report import Report

# Characters of the small face in a line of the page, and the rows that fit below a heading.
_LINE = 96
_ROWS = 34
# A column of numbers is not broken; one of text is, from this width on.
_NARROW = 18
_BETWEEN = 2

_PAPERS = {"a4": "a4paper", "letter": "letterpaper"}
_HEAD = r"""\documentclass[@paper]{article}
% Compiles with pdflatex, xelatex and lualatex. To use a table elsewhere, copy it with the lines from here to \begin.
\usepackage[margin=20mm]{geometry}
\usepackage{array,booktabs,graphicx,longtable,textcomp}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[utf8]{inputenc}
  \usepackage[@encodings]{fontenc}
  \usepackage{lmodern}
  % A character that pdflatex has no face for is a question mark in a box; xelatex may have one.
  \makeatletter
  \def\UTFviii@undefined@err#1{\fbox{\tiny?}}
  \makeatother
@greek\else
  \usepackage{fontspec}
@faces\fi
\providecommand{\textnumero}{N\textsuperscript{o}}
\newcolumntype{P}[1]{>{\raggedright\arraybackslash}p{#1\linewidth}}
\newcommand{\fitting}[1]{\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{#1}}
\setlength{\tabcolsep}{0.5em}
"""
_GREEK = "  \\usepackage{textalpha}\n"
_GREEK_FACES = "".join(
    f"  \\IfFontExistsTF{{{face}}}{{\\setmainfont{{{face}}}}}{{{rest}}}\n"
    for face, rest in (("CMU Serif", r"\IfFontExistsTF{DejaVu Serif}{\setmainfont{DejaVu Serif}}{}"),)
)


def write_latex(report: Report, target: Path, progress: Progress) -> Written:
    """Write the tables of `report` to `target`.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: `target` could not be written.
    """
    check_target(target)
    filled = filled_document(report)
    content = latex_document(filled.document, report.settings.paper)
    progress.stage("Writing", None)
    write_target(target, content.encode())
    return Written(0, filled.page.warnings)


def latex_document(document: Document, paper: str) -> str:
    """Return all tables of `document` as a LaTeX document."""
    tables = _with_breaks([latex_table(table) for table in data_tables(document)])
    authors = r" \and ".join(map(escaped, document.authors))
    title = f"\\title{{{escaped(document.title)}}}\n\\author{{{authors}}}\n"
    body = f"{title}\\date{{}}\n\\begin{{document}}\n\\maketitle\n\n{tables}\\end{{document}}\n"
    is_greek = has_greek_words(body)
    head = _HEAD.replace("@paper", _PAPERS[paper]).replace("@encodings", "LGR,T1" if is_greek else "T1")
    return head.replace("@greek", _GREEK * is_greek).replace("@faces", _GREEK_FACES * is_greek) + body


def _with_breaks(tables: Sequence[str]) -> str:
    """Return `tables` with a new page behind every tenth: LaTeX keeps only so many that wait for a place."""
    parted = [f"{table}\\clearpage\n" if place % 10 == 0 else table for place, table in enumerate(tables, start=1)]
    return "\n".join(parted)


def latex_table(table: DataTable) -> str:
    """Return one table: a float, or a table that goes on over pages if it is long."""
    columns = "".join(_widths(table))
    heading = " & ".join(f"\\textbf{{{escaped(column.title)}}}" for column in table.columns)
    caption = f"\\caption{{{escaped(table.caption)}}}\\label{{tab:{table.name}}}"
    rows = "\n".join(f"{' & '.join(map(_cell, row))} \\\\" for row in table.rows)
    body = f"\\toprule\n{heading} \\\\\n\\midrule\n"
    if len(table.rows) <= _ROWS:
        return (
            f"\\begin{{table}}[!htbp]\n\\centering\\footnotesize\n{caption}\n\\fitting{{\\begin{{tabular}}{{{columns}}}\n"
            f"{body}{rows}\n\\bottomrule\n\\end{{tabular}}}}\n\\end{{table}}\n"
        )
    return (
        f"{{\\footnotesize\n\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n{body}\\endfirsthead\n{body}\\endhead\n"
        f"\\bottomrule\n\\endfoot\n{rows}\n\\end{{longtable}}}}\n"
    )


def _cell(value: Value) -> str:
    return latex_of(value.text)


def _widths(table: DataTable) -> Iterator[str]:
    """Yield the type of each column: numbers to the right; texts broken where the table is too wide for the page."""
    widest = [_widest(column, values) for column, values in zip(table.columns, _by_column(table), strict=True)]
    is_text = [_is_broken(values) or width > _NARROW for width, values in zip(widest, _by_column(table), strict=True)]
    fixed = sum(width + _BETWEEN for width, text in zip(widest, is_text, strict=True) if not text)
    wanted = sum(width for width, text in zip(widest, is_text, strict=True) if text)
    free = max(0.3, (_LINE - fixed) / _LINE - 0.02 * sum(is_text))
    for column, width, text in zip(table.columns, widest, is_text, strict=True):
        if text:
            yield f"P{{{min(width / _LINE * 1.2, free * width / wanted):.3f}}}"
        else:
            yield "r" if column.is_right else "l"


def _by_column(table: DataTable) -> list[tuple[Value, ...]]:
    return list(zip(*table.rows, strict=True)) or [() for _ in table.columns]


def _widest(column: Column, values: Sequence[Value]) -> int:
    lines = [line for value in values for line in _lines(value)]
    return max(map(len, [column.title, *lines]), default=1)


def _lines(value: Value) -> list[str]:
    return "".join(part.text if isinstance(part, Run) else "\n" for part in value.text).split("\n")


def _is_broken(values: Sequence[Value]) -> bool:
    return any(len(_lines(value)) > 1 for value in values)
