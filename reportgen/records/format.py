"""The version of the format on disk, and its JSON Schema.

1.0  first version: run.json, history.jsonl, session.json
"""

from typing import Any

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session

FORMAT_VERSION = "1.0"


def major(version: str) -> int:
    """Return the major number of a version "1.0". Raises ValueError for anything else."""
    return int(version.split(".", 1)[0])


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (2020-12) of each file: run.json, history.jsonl (a line), session.json."""
    types = {"run.json": Run, "history.jsonl": Epoch, "session.json": Session}
    return {file: msgspec.json.schema(record) for file, record in types.items()}
