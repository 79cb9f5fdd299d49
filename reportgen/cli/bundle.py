"""`reportgen bundle`: everything to hand in, in one zip."""

from pathlib import Path
from typing import Any

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options, report_options, settings_for


@click.command()
@click.argument("runs", nargs=-1, type=FOLDER)
@click.option("-o", "--output", type=FOLDER, metavar="ZIP", help="The zip; else named after authors and course.")
@click.option("--weights", is_flag=True, help="Put in the weights that the programs saved.")
@click.option("--add", "added", multiple=True, type=FOLDER, metavar="FILE", help="A further file; may be repeated.")
@report_options
@output_options
@click.pass_obj
def bundle(
    messages: Messages,
    /,
    runs: tuple[Path, ...],
    output: Path | None,
    weights: bool,
    added: tuple[Path, ...],
    **flags: Any,
) -> None:
    """Write one zip to hand in: report, program, notebook, requirements, runs, notes.

    RUNS are folders of runs, or folders that hold them: 'runs' if none is named. The report is written anew. The zip
    has the same bytes whenever and wherever it is made of the same files, and a manifest with their SHA-256. What
    recording took for a secret is in none of them.

    \b
    reportgen bundle
    reportgen bundle --weights --add data/README.md -o lab3.zip
    """
    from reportgen.archive.bundling import bundle as write_bundle
    from reportgen.archive.opening import opened
    from reportgen.cli.progress_bar import ProgressBar
    from reportgen.store.layout import DEFAULT_RUNS

    folders = runs or (Path(DEFAULT_RUNS),)
    with opened(folders) as records:
        settings = records.settings(flags) or settings_for(folders, flags)
        with ProgressBar(messages) as progress:
            bundled = write_bundle(folders, output, settings=settings, weights=weights, added=added, progress=progress)
    messages.result(f"{bundled.path}: {bundled.bytes / 1e6:.1f} MB")
    for part in bundled.parts:
        messages.result(f"  {part}")
    for warning in bundled.warnings:
        messages.warning(warning)
