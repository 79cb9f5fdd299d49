"""Runs to read, from folders and from reports alike: a report is unpacked for as long as it is read.

Takes paths; gives the library of their runs, and of a report the settings that it was made with.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from reportgen.errors import ArchiveError
from reportgen.outputs.archive_names import is_plain
from reportgen.outputs.manifest import MANIFEST_FILE, Manifest, text_of
from reportgen.settings import Settings, settings_from
from reportgen.store.problems import Problem, one_line
from reportgen.store.reading import Library, StoredRun, read_library

if TYPE_CHECKING:
    from reportgen.archive.unpacking import Unpacked

_PATHS = ("logo", "notes", "bibliography", "templates", "theme")
_UNENDED = ("running", "killed")


@dataclass(frozen=True)
class Opened:
    """What was named: folders as they were, and reports unpacked."""

    parts: tuple["Path | Unpacked", ...]

    def library(self) -> Library:
        """Return the runs of all of it, sorted by start.

        Raises:
            NoRunsError: there is no run.
        """
        folders = [part for part in self.parts if isinstance(part, Path)]
        found = [library_of(part) for part in self.parts if not isinstance(part, Path)]
        if folders or not found:
            found.insert(0, read_library(folders))
        return found[0] if len(found) == 1 else _merged(found)

    def settings(self, overrides: Mapping[str, Any]) -> Settings | None:
        """Return the settings of the report that was named, and `overrides` before them; None if not one report was.

        Raises:
            ArchiveError: its manifest holds settings that are none.
            SettingsError: an override is not allowed.
        """
        part = self.parts[0]
        return None if len(self.parts) != 1 or isinstance(part, Path) else settings_of(part, overrides)


def is_report(path: Path) -> bool:
    """Return True for a file that is a PDF by its name or its beginning."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return path.suffix.lower() == ".pdf" or file.read(5) == b"%PDF-"
    except (OSError, ValueError):
        return False


@contextmanager
def opened(paths: Sequence[Path]) -> Iterator[Opened]:
    """Unpack the reports among `paths` into folders that last as long as the context.

    Raises:
        ArchiveError: a report cannot be read, or what is attached to it was changed.
    """
    with ExitStack() as stack:
        yield Opened(tuple(_unpacked(path, stack) if is_report(path) else path for path in paths))


def _unpacked(path: Path, stack: ExitStack) -> "Unpacked":
    from reportgen.archive.unpacking import unpacked

    report = stack.enter_context(unpacked(path))
    if report.mismatches:
        first = report.mismatches[0]
        more = f", and {len(report.mismatches) - 1} more" if len(report.mismatches) > 1 else ""
        raise ArchiveError(
            f"{path}: its attachment {first.name} {first.reason}{more}; 'reportgen verify' tells what differs"
        )
    return report


def library_of(report: "Unpacked") -> Library:
    """Return the runs of an unpacked report, their states and the problems as they were when it was made.

    Raises:
        ArchiveError: the manifest names folders outside of the archive.
        NoRunsError: there is no run.
    """
    manifest = report.manifest
    if not all(map(is_plain, manifest.stores)):
        raise ArchiveError(f"its {MANIFEST_FILE} names a folder that may lie outside of the archive")
    found = read_library([report.folder.joinpath(*store.split("/")) for store in manifest.stores])
    problems = tuple(Problem(Path(entry.path), text_of(entry.reason), entry.skipped) for entry in manifest.problems)
    return Library(tuple(_as_it_was(stored, manifest) for stored in found.runs), problems)


def _as_it_was(stored: StoredRun, manifest: Manifest) -> StoredRun:
    """Return `stored` in the state that was read when the report was made: a process can be looked for only there."""
    then = next((entry.state for entry in manifest.runs if entry.id == stored.run.id), stored.run.state)
    if then == stored.run.state or not {then, stored.run.state} <= {*_UNENDED}:
        return stored
    return replace(stored, run=msgspec.structs.replace(stored.run, state=then))


def settings_of(report: "Unpacked", overrides: Mapping[str, Any]) -> Settings:
    """Return the settings that a report was made with, and `overrides` before them. Raises as `Opened.settings`."""
    values = report.manifest.settings
    for name in _PATHS:
        if name in values and not (isinstance(values[name], str) and is_plain(values[name])):
            raise ArchiveError(f"its {MANIFEST_FILE} names {one_line(repr(values[name]))} as {name}: no attached file")
    return settings_from(values, f"the settings in its {MANIFEST_FILE}", report.folder, overrides)


def _merged(libraries: Sequence[Library]) -> Library:
    runs = {stored.run.id: stored for library in reversed(libraries) for stored in library.runs}
    ordered = sorted(runs.values(), key=lambda stored: (stored.run.started_at.timestamp(), stored.run.id))
    return Library(tuple(ordered), tuple(itertools.chain.from_iterable(library.problems for library in libraries)))
