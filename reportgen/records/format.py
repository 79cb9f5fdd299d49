"""The version of the format on disk, and its JSON Schema.

1.0  first version: run.json, history.jsonl, session.json
1.1  session: kind, flags, sources, console, changes, notebook, failed_cell
     run: ending, changes; weights: epoch; training: recompiled, optimizers; parent: relation "resumption"
     run: predictions, with predictions.npz; dataset: class_names, samples, with samples.npz
     array: columns
"""

import re
from typing import Any

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session

FORMAT_VERSION = "1.1"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def major(version: str) -> int:
    """Return the major number of a version such as "1.0". Raises ValueError for anything else."""
    found = re.fullmatch(r"([1-9][0-9]{0,5})(\.[0-9]{1,6}){0,3}", version, re.ASCII)
    if found is None:
        raise ValueError(f"{version[:40]!r} is no version such as {FORMAT_VERSION!r}")
    return int(found[1])


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (2020-12) of each file: run.json, history.jsonl (a line), session.json."""
    types = {"run.json": Run, "history.jsonl": Epoch, "session.json": Session}
    return {file: {"$schema": _DIALECT} | msgspec.json.schema(record) for file, record in types.items()}
