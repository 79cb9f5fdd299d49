"""`reportgen init`: the first report.toml and notes.md of a hand-in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options
from reportgen.errors import RenderError, SettingsError, UsageError
from reportgen.setting_values import LANGUAGES

if TYPE_CHECKING:
    from reportgen.notes.namespace import Namespace


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
    by name. Files that are there are left alone.

    \b
    reportgen init
    reportgen init lab3 --language fr
    """
    from reportgen.first_files.guesses import author_at, language_of, title_of
    from reportgen.first_files.notes_file import notes_text
    from reportgen.first_files.settings_file import settings_text
    from reportgen.language import speaking

    spoken = (language or language_of()).lower()
    if spoken not in LANGUAGES:
        raise SettingsError(f"--language {language}: allowed are {', '.join(LANGUAGES)}")
    targets = [folder / name for name in ("report.toml", "notes.md")]
    _check_free(targets, folder, force=force)
    with speaking(spoken):
        known = _known(runs or folder / "runs", messages)
        texts = [settings_text(title_of(folder), author_at(folder.resolve())), notes_text(known)]
    _write(folder, dict(zip(targets, texts, strict=True)), messages)
    messages.remark(_next(folder, has_runs=known is not None))


def _check_free(targets: list[Path], folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder: name one for the report, or a new one")
    there = [str(target) for target in targets if target.exists() or target.is_symlink()]
    if there and not force:
        verb = "is" if len(there) == 1 else "are"
        kept = f"{' and '.join(there)} {verb} there and left alone"
        raise UsageError(f"{kept}: move {'it' if len(there) == 1 else 'them'} away, or write over with --force")


def _known(runs: Path, messages: Messages) -> "Namespace | None":
    """Return the names of the runs that are there; None if nothing can be referred to yet."""
    from reportgen.errors import NoRunsError
    from reportgen.notes.namespace import Namespace
    from reportgen.sections.report import make_report
    from reportgen.settings import Settings
    from reportgen.store.reading import read_library

    try:
        namespace = Namespace(make_report(read_library([runs]), Settings()))
    except NoRunsError as error:
        messages.detail(str(error))
        return None
    return namespace


def _write(folder: Path, texts: dict[Path, str], messages: Messages) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target, text in texts.items():
            target.write_text(text, encoding="utf-8")
            messages.result(str(target))
    except OSError as error:
        raise RenderError(f"{error.filename or folder} could not be written: {error.strerror or error}") from error


def _next(folder: Path, *, has_runs: bool) -> str:
    go = "" if folder.resolve() == Path.cwd() else f"go to {folder}, "
    train = "" if has_runs else "train with 'reportgen run train.py', "
    notes = "write notes.md ('reportgen names' lists what it can use)"
    return f"next: {go}fill in report.toml, {train}{notes}, then 'reportgen render'"
