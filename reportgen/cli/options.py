"""The options that several commands share."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportgen.cli.messages import Messages
from reportgen.setting_values import LANGUAGES, THEMES

if TYPE_CHECKING:
    from reportgen.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path)


def output_options(command: F) -> F:
    """Add -q, -v and --debug; they are kept in the context's `Messages`, before or after the command's name."""
    for flags, field, text in reversed(
        (
            (("-q", "--quiet"), "quiet", "Print errors only."),
            (("-v", "--verbose"), "verbose", "Print what goes on."),
            (("--debug",), "debug", "Print the traceback of an error."),
        )
    ):
        command = click.option(*flags, field, is_flag=True, expose_value=False, callback=_note, help=text)(command)
    return command


def _note(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and param.name:
        setattr(ctx.ensure_object(Messages), param.name, True)


def output_option(command: F) -> F:
    """Add -o and --format, as `output` and `form`: None for what is not given."""
    options = (
        click.option(
            "-o",
            "--output",
            type=FOLDER,
            help="The file or folder to write: report.pdf, or as --format says.",
        ),
        click.option(
            "--format",
            "form",
            metavar="NAME",
            help="pdf, html, docx, md (a folder), or the tables alone: csv (a folder), json, latex. "
            "Else the suffix of -o decides.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def report_options(command: F) -> F:
    """Add the options that settle what the report looks like; they win over report.toml."""
    options = (
        click.option("--title", help="Title of the report."),
        click.option("--author", "authors", multiple=True, help="An author; repeat it for several."),
        click.option("--course", metavar="TEXT", help="What it is handed in for; gives the report a cover page."),
        click.option("--institution", metavar="TEXT", help="Where; on the cover page."),
        click.option("--instructor", metavar="TEXT", help="To whom."),
        click.option("--date", metavar="DAY", help="2026-11-21, or words; else the day of the last training."),
        click.option("--logo", type=FOLDER, metavar="FILE", help="PNG, JPEG or SVG for the cover page."),
        click.option("--abstract", metavar="TEXT", help="A few sentences at the front, in Markdown."),
        click.option("--notes", type=FOLDER, metavar="FILE", help="Markdown that goes into the report; else notes.md."),
        click.option("--language", metavar="|".join(LANGUAGES), help="What the report is written in."),
        click.option("--theme", metavar="|".join(THEMES), help="How it looks; or a CSS file of your own."),
        click.option("--paper", metavar="a4|letter", help="Size of the pages."),
        click.option(
            "--sort",
            metavar="KEY",
            help="Order of the runs: started, name, parameters, epochs, duration, "
            "test_accuracy, training_accuracy or loss; with '-' in front for descending.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="PATTERN",
            help="Which runs: a number 2, a range 1-3, a name or "
            "id 'MLP*', a state state:completed; repeat it for several.",
        ),
        click.option(
            "--detail",
            metavar="LEVEL",
            help="How much: brief, normal or full. Of more than 30 runs, normal gives only the best ten own pages.",
        ),
        click.option("--templates", type=FOLDER, metavar="DIR", help="Templates that replace built-in ones by name."),
        click.option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=_forget,
            help="Draw figures, lay out pages and judge predictions anew, and keep none in the cache folder.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _forget(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from reportgen.cache_folder import without_cache

        ctx.with_resource(without_cache())


def settings_for(runs: Sequence[Path], flags: dict[str, Any]) -> "Settings":
    """Return the settings from `flags`, and report.toml in the working folder or beside `runs`; and notes.md there."""
    from reportgen.settings import NOTES_FILE, load_settings

    beside = [place for folder in runs for place in (folder, folder.absolute().parent)]
    settings = load_settings([Path.cwd(), *beside], flags)
    found = next((path for folder in (Path.cwd(), *beside) if (path := folder / NOTES_FILE).is_file()), None)
    return replace(settings, notes=found) if settings.notes is None and found else settings
