"""Notebooks for tests, written as Jupyter writes them, and what their executed copies show."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LOOP = "import os, time, reportgen\nwith reportgen.record('by hand') as run:\n    run.log_epoch(loss=0.5)"
"""A first cell that trains without Keras."""


def write_notebook(path: Path, *cells: str, kernel: str | None = "python3", tags: Sequence[str] = ()) -> Path:
    """Write a notebook of `cells`, code but for those that begin with "# Heading"; the last one gets `tags`."""
    nodes = [new_markdown_cell(cell) if cell.startswith("# Heading") else new_code_cell(cell) for cell in cells]
    if tags:
        nodes[-1].metadata["tags"] = list(tags)
    node = new_notebook(cells=nodes)
    if kernel:
        node.metadata["kernelspec"] = {"name": kernel, "display_name": kernel, "language": "python"}
    path.write_text(nbformat.v4.writes(node) + "\n")
    return path


def read_cells(path: Path) -> list[Any]:
    """Return the code cells of the notebook at `path`, which must be a valid one."""
    node = nbformat.read(path, as_version=4)
    nbformat.validate(node)
    return [cell for cell in node.cells if cell.cell_type == "code"]


def shown(cell: Any) -> str:
    """Return what an executed cell printed, as text, and the types of what it raised."""
    parts = [
        output.get("text", "") or output.get("ename", "") or str(output.get("data", "")) for output in cell.outputs
    ]
    return "".join(parts)
