"""Small stores on disk for the tests of reading and writing, and a look at everything in a folder."""

import json
from pathlib import Path
from typing import Any

from reportgen.store.reading import Problem, read_library

REQUIRED = {
    "format_version": "1.0",
    "id": "20260926T135012Z-net-3f9a",
    "name": "net",
    "state": "completed",
    "started_at": "2026-09-26T13:50:12Z",
}


def put_run(runs: Path, folder: str = "net", history: bytes | None = None, **fields: Any) -> Path:
    """Write the smallest run there is, with `fields` on top, by nothing of reportgen's; return its folder."""
    (runs / folder).mkdir(parents=True)
    (runs / folder / "run.json").write_text(json.dumps({**REQUIRED, "id": folder, **fields}))
    if history is not None:
        (runs / folder / "history.jsonl").write_bytes(history)
    return runs / folder


def put_broken(runs: Path, content: bytes, folder: str = "broken") -> Path:
    """Write a folder whose `run.json` holds `content`; return it."""
    (runs / folder).mkdir(parents=True)
    (runs / folder / "run.json").write_bytes(content)
    return runs / folder


def only_problem(runs: Path) -> Problem:
    """Return the one problem met in reading `runs`, which also holds one good run."""
    put_run(runs, "a-good-one")
    library = read_library([runs])
    assert [stored.run.id for stored in library.runs] == ["a-good-one"]
    assert len(library.problems) == 1
    return library.problems[0]


def everything_in(folder: Path) -> dict[str, bytes | None]:
    """Return the content of every file below `folder` by its path; None for folders."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
