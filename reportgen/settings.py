"""What a report can be told: report.toml, flags and defaults become one frozen `Settings`.

Flags win over report.toml in the working folder, which wins over one beside the runs.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, cast

from reportgen.errors import SettingsError

SETTINGS_FILE = "report.toml"
PAPERS = ("a4", "letter")
SORT_KEYS = ("started", "name", "parameters", "epochs", "duration", "test_accuracy", "training_accuracy", "loss")
DETAILS = ("brief", "normal", "full")
SECTIONS = (
    "summary",
    "leaderboard",
    "comparison",
    "experiments",
    "remarks",
    "training_reports",
    "judgement",
    "datasets",
    "architectures",
    "algorithms",
    "production",
    "bibliography",
    "further_models",
    "left_out",
)
REMARKS = (
    "diverged",
    "chance",
    "overfitting",
    "stopped_early",
    "plateau",
    "rate_drops",
    "easier_test",
    "validation_as_test",
    "within_spread",
)

Paper = Literal["a4", "letter"]
ClassNames = tuple[tuple[str, tuple[str, ...]], ...]
Detail = Literal["brief", "normal", "full"]


@dataclass(frozen=True)
class Settings:
    """The settings of a report; report.toml has the same keys, `author` for a single one of `authors`.

    Attributes:
        title: stands on the first page; "Training report" if None.
        authors: names, in the order in which they are printed.
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
    authors: tuple[str, ...] = ()
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
    given = {key: value for key, value in (overrides or {}).items() if value not in (None, ())}
    return _apply(settings, given, "the command line", Path())


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}") from error


def _apply(settings: Settings, values: Mapping[str, Any], source: str, folder: Path) -> Settings:
    known = {field.name for field in fields(Settings)}
    for given, value in values.items():
        key = "authors" if given == "author" else given
        if key not in known:
            raise SettingsError(f"{source}: unknown key {given!r}{_nearest(given, known | {'author'})}")
        checked = _CHECKS[key](value, f"{source}: {given} = {value!r}")
        changed: dict[str, Any] = {key: folder / checked if isinstance(checked, Path) else checked}
        settings = replace(settings, **changed)
    return settings


def _nearest(word: str, known: set[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f", did you mean {near[0]!r}?" if near else f"; known are {', '.join(sorted(known))}"


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where}: a text in quotes is needed")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise SettingsError(f"{where}: a text or a list of texts is needed")
    return tuple(listed)


def _paper(value: Any, where: str) -> Paper:
    if not isinstance(value, str) or value.lower() not in PAPERS:
        raise SettingsError(f"{where}: allowed are {', '.join(PAPERS)}")
    return cast(Paper, value.lower())


def _sort_key(value: Any, where: str) -> str:
    if _text(value, where).removeprefix("-") not in SORT_KEYS:
        raise SettingsError(f"{where}: allowed are {', '.join(SORT_KEYS)}, with '-' in front for descending")
    return str(value)


def _detail(value: Any, where: str) -> Detail:
    if value not in DETAILS:
        raise SettingsError(f"{where}: allowed are {', '.join(DETAILS)}")
    return cast(Detail, value)


def _names_of(known: Sequence[str]) -> Callable[[Any, str], tuple[str, ...]]:
    def check(value: Any, where: str) -> tuple[str, ...]:
        names = _texts(value, where)
        for name in names:
            if name.removeprefix("-") not in known:
                raise SettingsError(f"{where}: unknown name {name!r}{_nearest(name.removeprefix('-'), set(known))}")
        if not names:
            raise SettingsError(f"{where}: names at least one; '-' in front of a name leaves it out")
        return names

    return check


def _patterns(value: Any, where: str) -> tuple[str, ...]:
    patterns = tuple(part.strip() for text in _texts(value, where) for part in text.split(",") if part.strip())
    for pattern in patterns:
        bounds = re.fullmatch(r"(\d+)-(\d+)", pattern)
        if bounds and int(bounds[1]) > int(bounds[2]):
            raise SettingsError(f"{where}: the range {pattern} runs backwards; write {bounds[2]}-{bounds[1]}")
    return patterns


def _folder(value: Any, where: str) -> Path:
    if not isinstance(value, str | Path):
        raise SettingsError(f"{where}: the path of a folder is needed")
    return Path(value)


def _class_names(value: Any, where: str) -> ClassNames:
    pairs = value.items() if isinstance(value, Mapping) else [("", value)]
    for _, names in pairs:
        if not isinstance(names, list | tuple) or not names or not all(isinstance(name, str) for name in names):
            raise SettingsError(
                f"{where}: a list of names in quotes is needed, or a table from data set to such a list"
            )
    return tuple((name, tuple(names)) for name, names in pairs)


_CHECKS: dict[str, Callable[[Any, str], Any]] = {
    "title": _text,
    "authors": _texts,
    "paper": _paper,
    "sort": _sort_key,
    "select": _patterns,
    "templates": _folder,
    "detail": _detail,
    "sections": _names_of(SECTIONS),
    "remarks": _names_of(REMARKS),
    "class_names": _class_names,
}
