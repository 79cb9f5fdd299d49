"""The values that report.toml and the options take: what is allowed, and the check of each key."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from reportgen.errors import SettingsError

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "el")
THEMES = ("plain", "modern", "thesis")
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
Day = datetime.date | str


@dataclass(frozen=True)
class Author:
    """One of those who hand the report in."""

    name: str
    student_number: str | None = None


def nearest(word: str, known: set[str]) -> str:
    """Return the end of a message about an unknown `word`: the nearest of `known`, or all of them."""
    import difflib  # only a mistake needs it

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


def _authors(value: Any, where: str) -> tuple[Author, ...]:
    listed = [value] if isinstance(value, str | Mapping) else value
    if not isinstance(listed, list | tuple):
        raise SettingsError(f"{where}: a name, or a list of names or of tables with name and student_number is needed")
    return tuple(_author(item, where) for item in listed)


def _author(value: Any, where: str) -> Author:
    described = {"name": value} if isinstance(value, str) else value
    known = {"name", "student_number"}
    if not isinstance(described, Mapping) or not isinstance(described.get("name"), str):
        raise SettingsError(f"{where}: a name in quotes or a table with a name is needed, not {value!r}")
    for key in described:
        if key not in known:
            raise SettingsError(f"{where}: unknown key {key!r}{nearest(key, known)}")
    number = described.get("student_number")
    if not isinstance(number, str | int | None) or isinstance(number, bool):
        raise SettingsError(f"{where}: student_number = {number!r}: a number or a text in quotes is needed")
    return Author(described["name"], None if number is None else str(number))


def _day(value: Any, where: str) -> Day:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        raise SettingsError(f"{where}: a day such as 2026-11-21, or a text in quotes, is needed")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return str(value)


def _one_of(known: Sequence[str]) -> Callable[[Any, str], str]:
    def check(value: Any, where: str) -> str:
        if not isinstance(value, str) or value.lower() not in known:
            raise SettingsError(f"{where}: allowed are {', '.join(known)}")
        return value.lower()

    return check


def _theme(value: Any, where: str) -> str | Path:
    if isinstance(value, str | Path) and Path(value).suffix.lower() == ".css":
        return Path(value)
    if not isinstance(value, str) or value.lower() not in THEMES:
        import difflib

        near = difflib.get_close_matches(str(value), THEMES, n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise SettingsError(f"{where}: allowed are {', '.join(THEMES)}, or the path of a .css file of your own{meant}")
    return value.lower()


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
                raise SettingsError(f"{where}: unknown name {name!r}{nearest(name.removeprefix('-'), set(known))}")
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


def _path_of(thing: str) -> Callable[[Any, str], Path]:
    def check(value: Any, where: str) -> Path:
        if not isinstance(value, str | Path):
            raise SettingsError(f"{where}: the path of a {thing} is needed")
        return Path(value)

    return check


def _class_names(value: Any, where: str) -> ClassNames:
    pairs = value.items() if isinstance(value, Mapping) else [("", value)]
    for _, names in pairs:
        if not isinstance(names, list | tuple) or not names or not all(isinstance(name, str) for name in names):
            raise SettingsError(
                f"{where}: a list of names in quotes is needed, or a table from data set to such a list"
            )
    return tuple((name, tuple(names)) for name, names in pairs)


CHECKS: dict[str, Callable[[Any, str], Any]] = {
    "title": _text,
    "authors": _authors,
    "course": _text,
    "institution": _text,
    "instructor": _text,
    "date": _day,
    "logo": _path_of("picture"),
    "abstract": _text,
    "language": _one_of(LANGUAGES),
    "theme": _theme,
    "notes": _path_of("file in Markdown"),
    "bibliography": _path_of("file in BibTeX"),
    "paper": _one_of(PAPERS),
    "sort": _sort_key,
    "select": _patterns,
    "templates": _path_of("folder"),
    "detail": _detail,
    "sections": _names_of(SECTIONS),
    "remarks": _names_of(REMARKS),
    "class_names": _class_names,
}
