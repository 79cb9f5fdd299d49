"""What a report can be told: report.toml, flags and defaults become one frozen `Settings`.

Flags win over report.toml in the working folder, which wins over one beside the runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from reportgen.errors import SettingsError
from reportgen.setting_values import CHECKS, Author, ClassNames, Day, Detail, Paper, nearest

SETTINGS_FILE = "report.toml"
NOTES_FILE = "notes.md"


@dataclass(frozen=True)
class Settings:
    """The settings of a report; report.toml has the same keys, `author` for a single one of `authors`.

    Attributes:
        title: stands on the first page; "Training report", in the language of the report, if None.
        authors: in the order in which they are printed. In report.toml texts, or tables with `name` and, if wanted,
            `student_number`.
        course: what the report is handed in for.
        institution: where.
        instructor: to whom.
        date: a day, printed in the manner of the language, or a text, printed as it is; the day of the last training if
            None.
        logo: a picture for the cover: PNG, JPEG or SVG.
        abstract: a few sentences in Markdown.
        language: one of `LANGUAGES`.
        theme: one of `THEMES`, or a CSS file with what differs from "plain".
        notes: a file in Markdown that goes into the report; notes.md in the working folder or beside the runs if None.
        bibliography: a BibTeX file with what the notes cite.
        paper: "a4" or "letter".
        sort: one of `SORT_KEYS`, "-" in front for descending.
        select: which runs: numbers, ranges "1-3", names or ids with "*", states "state:completed"; empty for all.
        templates: a folder with templates that replace built-in ones of the same name.
        detail: "brief", "normal" or "full": how many runs have pages of their own, and how long lists may be.
        sections: names out of `SECTIONS`: these, in this order; with "-" in front: all but these. Empty for all.
        remarks: names out of `REMARKS`, in the same manner.
        class_names: pairs of a data set and the names of its classes 0, 1, …, "" for any data set. In report.toml a
            list of names, or a table from data set to list.
    """

    title: str | None = None
    authors: tuple[Author, ...] = ()
    course: str | None = None
    institution: str | None = None
    instructor: str | None = None
    date: Day | None = None
    logo: Path | None = None
    abstract: str | None = None
    language: str = "en"
    theme: str | Path = "plain"
    notes: Path | None = None
    bibliography: Path | None = None
    paper: Paper = "a4"
    sort: str = "started"
    select: tuple[str, ...] = ()
    templates: Path | None = None
    detail: Detail = "normal"
    sections: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    class_names: ClassNames = ()


def chosen(names: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return those of `names` that `wanted` names, in its order; all of them, if it names none; never a "-name"."""
    listed = [name for name in wanted if not name.startswith("-")]
    order = [name for name in dict.fromkeys(listed) if name in names] if listed else names
    return tuple(name for name in order if f"-{name}" not in wanted)


def load_settings(folders: Sequence[Path], overrides: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings of the report.toml files in `folders`, earlier folders first, and `overrides` before all.

    An override of None or an empty tuple counts as not given.

    Raises:
        SettingsError: a file is not TOML, has an unknown key, or a value is not allowed.
    """
    settings = Settings()
    for path in reversed(list(dict.fromkeys(folder.resolve() / SETTINGS_FILE for folder in folders))):
        if path.is_file():
            settings = _apply(settings, _read(path), str(path), path.parent)
    return _overridden(settings, overrides or {})


def settings_from(values: Mapping[str, Any], source: str, folder: Path, overrides: Mapping[str, Any]) -> Settings:
    """Return the settings that report.toml would give with these `values`, and `overrides` before them.

    Args:
        values: by their keys; paths count from `folder`.
        source: what is named in an error as the place of the values.
        folder: see `values`.
        overrides: None or an empty tuple counts as not given.

    Raises:
        SettingsError: there is no such key, or a value is not allowed.
    """
    return _overridden(_apply(Settings(), values, source, folder), overrides)


def _overridden(settings: Settings, overrides: Mapping[str, Any]) -> Settings:
    given = {key: value for key, value in overrides.items() if value not in (None, ())}
    return _apply(settings, given, "the command line", Path())


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # most reports have no such file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}") from error


def _apply(settings: Settings, values: Mapping[str, Any], source: str, folder: Path) -> Settings:
    known = {field.name for field in fields(Settings)}
    for given, value in values.items():
        key = "authors" if given == "author" else given
        if key not in known:
            raise SettingsError(f"{source}: unknown key {given!r}{nearest(given, known | {'author'})}")
        checked = CHECKS[key](value, f"{source}: {given} = {value!r}")
        changed: dict[str, Any] = {key: folder / checked if isinstance(checked, Path) else checked}
        settings = replace(settings, **changed)
    return settings
