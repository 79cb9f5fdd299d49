"""What a report says of the files attached to it: `manifest.json`, and the versions that made its pages.

The names of attached files lead through folders of the archive: `records/runs/RUN/run.json`, `notes/notes.md`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from reportgen.installed import installed_versions
from reportgen.language.later import Later, later
from reportgen.records.run import State
from reportgen.records.values import JsonValue, Record, storable
from reportgen.setting_values import Author
from reportgen.settings import Settings
from reportgen.store.problems import one_line

MANIFEST_FILE = "manifest.json"
MANIFEST_VERSION = "1.0"

_MAKERS = ("babel", "fonttools", "matplotlib", "numpy", "pikepdf", "pydyf", "weasyprint")


class FileEntry(Record, frozen=True, kw_only=True):
    """An attached file, its size in bytes and its SHA-256 in hexadecimal digits."""

    name: str
    bytes: int
    sha256: str


class RunEntry(Record, frozen=True, kw_only=True):
    """A run of the report. `state` is that which was read where the report was made: only there "killed" is known."""

    id: str
    folder: str
    state: State


class Reason(Record, frozen=True, kw_only=True):
    """Why something could not be read: a message of the catalogues, and its values, which may be reasons themselves."""

    message: str
    values: dict[str, "str | Reason"]


class ProblemEntry(Record, frozen=True, kw_only=True):
    """A record that could not be read, as `store.problems.Problem` has it; of its path the last three parts."""

    path: str
    reason: str | Reason
    skipped: bool


def reason_of(text: str) -> str | Reason:
    """Return a text as the manifest keeps it: with the message it was made from, so that any language can say it."""
    if not isinstance(text, Later):
        return text
    return Reason(message=text.message, values={name: reason_of(value) for name, value in text.values.items()})


def text_of(reason: str | Reason) -> str:
    """Return the text that the manifest keeps, on one line, for anybody may have written the manifest."""
    if isinstance(reason, str):
        return one_line(reason)
    return later(one_line(reason.message), **{name: text_of(value) for name, value in reason.values.items()})


class Manifest(Record, frozen=True, kw_only=True):
    """The whole of `manifest.json`.

    `settings` are those of report.toml that differ from the defaults, paths being names of attached files; the runs
    are chosen already. `stores` are the folders that hold the runs. `made_with` are versions by package.
    """

    format_version: str
    generator: str
    made_with: dict[str, str]
    settings: dict[str, JsonValue]
    stores: tuple[str, ...]
    runs: tuple[RunEntry, ...]
    problems: tuple[ProblemEntry, ...] = ()
    files: tuple[FileEntry, ...]


def encoded(manifest: Manifest) -> bytes:
    """Return the bytes of `manifest.json`."""
    return msgspec.json.format(msgspec.json.encode(storable(msgspec.to_builtins(manifest))), indent=1) + b"\n"


def making_versions() -> dict[str, str]:
    """Return the versions of whatever the pages, their bytes and their numbers depend on, by name."""
    import pikepdf

    return installed_versions(_MAKERS) | {"qpdf": pikepdf.__libqpdf_version__, "pango": _pango()}


def _pango() -> str:
    from reportgen.outputs.parts.text_libraries import pango_version

    if found := pango_version():
        return found
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def setting_values(settings: Settings, attached: Mapping[Path, str]) -> dict[str, JsonValue]:
    """Return `settings` as report.toml would hold them, where they are not the defaults.

    Args:
        settings: those of a report whose runs are chosen already: `select` is left out.
        attached: the names in the archive of the files and folders that settings name.
    """
    default = Settings()
    changed = {
        field.name: value
        for field in fields(Settings)
        if (value := getattr(settings, field.name)) != getattr(default, field.name) and field.name != "select"
    }
    return {name: _plain(name, value, attached) for name, value in changed.items()}


def _plain(name: str, value: Any, attached: Mapping[Path, str]) -> JsonValue:
    if isinstance(value, Path):
        return attached[value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name == "class_names":
        return {data: list(names) for data, names in value}
    if isinstance(value, tuple):
        return [_author(item) if isinstance(item, Author) else item for item in value]
    plain: JsonValue = value
    return plain


def _author(author: Author) -> JsonValue:
    return {"name": author.name} | ({"student_number": author.student_number} if author.student_number else {})
