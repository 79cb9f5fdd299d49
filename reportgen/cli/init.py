"""`reportgen init`: the first report.toml and notes.md of a hand-in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options
from reportgen.errors import RenderError, UsageError
from reportgen.setting_values import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.notes.namespace import Namespace
    from reportgen.settings import Settings

_FILES = ("report.toml", "notes.md")


@click.command()
@click.argument("folder", type=FOLDER, default=Path(), required=False)
@click.option("--runs", type=FOLDER, help="Where the runs are kept; 'runs' in FOLDER if not given.")
@click.option("--language", metavar="|".join(LANGUAGES), help="Of the report; else yours, if it is one of these.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@output_options
@click.pass_obj
def init(messages: Messages, /, folder: Path, runs: Path | None, language: str | None, force: bool) -> None:
    """Begin a report in FOLDER, the working folder if none is named.

    It writes report.toml, which explains every setting, and notes.md for your words, which already refers to the runs
    by name. A file that is there is left alone.

    \b
    reportgen init
    reportgen init lab3 --language fr
    """
    from reportgen.language import speaking

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder: name one for the report, or a new one")
    kept = [] if force else [name for name in _FILES if os.path.lexists(folder / name)]
    if len(kept) == len(_FILES):
        files = " and ".join(str(folder / name) for name in kept)
        raise UsageError(f"{files} are there and left alone: move one away, or write over both with --force")
    settings = _settings(folder, language, is_kept="report.toml" in kept)
    with speaking(settings.language):
        known = _known(runs or folder / "runs", settings, messages)
        texts = {name: text for name, text in _texts(folder, known) if name not in kept}
    for name in kept:
        messages.remark(f"{folder / name} is there and left alone")
    _write(folder, texts, messages)
    messages.remark(_next(folder, has_runs=known is not None))


def _settings(folder: Path, language: str | None, *, is_kept: bool) -> "Settings":
    """Return the settings of the report.toml that stays, else none but a language."""
    from reportgen.first_files.guesses import language_of
    from reportgen.settings import load_settings

    given = {"language": language} if language else {}
    return load_settings([folder], given) if is_kept else load_settings([], given or {"language": language_of()})


def _texts(folder: Path, known: "Namespace | None") -> "Iterator[tuple[str, str]]":
    from reportgen.first_files.guesses import author_at, title_of
    from reportgen.first_files.notes_file import notes_text
    from reportgen.first_files.settings_file import settings_text

    yield "report.toml", settings_text(title_of(folder), author_at(folder))
    yield "notes.md", notes_text(known)


def _known(runs: Path, settings: "Settings", messages: Messages) -> "Namespace | None":
    """Return the names of the runs that are there; None if nothing can be referred to yet."""
    from reportgen.errors import NoRunsError
    from reportgen.notes.namespace import Namespace
    from reportgen.sections.report import make_report
    from reportgen.store.reading import read_library

    try:
        return Namespace(make_report(read_library([runs]), settings))
    except NoRunsError as error:
        messages.detail(str(error))
        return None


def _write(folder: Path, texts: dict[str, str], messages: Messages) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
            messages.result(str(folder / name))
    except OSError as error:
        raise RenderError(f"{error.filename or folder} could not be written: {error.strerror or error}") from error


def _next(folder: Path, *, has_runs: bool) -> str:
    go = "" if folder.resolve() == Path.cwd() else f"go to {folder}, "
    train = "" if has_runs else "train with 'reportgen run train.py', "
    notes = "write notes.md ('reportgen names' lists what it can use)"
    return f"next: {go}fill in report.toml, {train}{notes}, then 'reportgen render'"
