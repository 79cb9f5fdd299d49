"""`reportgen verify`: whether reports print what is attached to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options

if TYPE_CHECKING:
    from reportgen.archive.differences import Difference
    from reportgen.archive.verifying import Verdict

_MOST_SHOWN = 20
_LONGEST = 100
_WORDS = {
    "agrees": "agrees",
    "differs": "DIFFERS",
    "undecided": "undecided",
    "unreadable": "cannot be verified",
}


@click.command()
@click.argument("reports", nargs=-1, required=True, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found as JSON.")
@click.option("--all", "show_all", is_flag=True, help=f"List more than {_MOST_SHOWN} differences of a report.")
@output_options
@click.pass_obj
def verify(messages: Messages, /, reports: tuple[Path, ...], as_json: bool, show_all: bool) -> int:
    """Compare reports with the records that are attached to them.

    REPORTS are PDFs, or folders of them. Each is made anew from its attachments, and whatever its pages print otherwise
    is listed: values by page, table, row and column. The exit status is 1 unless all agree.

    This proves that pages and records belong together: nobody changed one without the other. It does not prove that
    the records are true: who writes records by hand can make a report of them. What was printed during the
    training, the program and its commit are attached, too, and are for you to judge.

    \b
    reportgen verify report.pdf
    reportgen verify hand-ins/
    """
    from reportgen.archive.verifying import compared, report_files, verify_report

    verdicts = []
    for path in report_files(reports):
        messages.detail(f"verifying {path}")
        verdicts.append(verify_report(path))
    verdicts = compared(verdicts)
    if as_json:
        _print_json(verdicts)
    else:
        _print(verdicts, messages, None if show_all else _MOST_SHOWN)
    return 0 if all(verdict.answer == "agrees" for verdict in verdicts) else 1


def _print_json(verdicts: list["Verdict"]) -> None:
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(verdicts, enc_hook=str), indent=1).decode())


def _print(verdicts: list["Verdict"], messages: Messages, most: int | None) -> None:
    from reportgen.cli.tables import print_heading, print_table

    if len(verdicts) > 1:
        heads = ("Report", "Verdict", "Runs", "Differences")
        print_table(heads, map(_row, verdicts), right=(2, 3))
    for verdict in verdicts:
        if len(verdicts) == 1:
            messages.result(f"{verdict.path}: {_answer(verdict)}")
        elif verdict.differences or verdict.remarks:
            print_heading(str(verdict.path))
        for remark in verdict.remarks:
            messages.result(f"  {remark}")
        for difference in verdict.differences[:most]:
            messages.result(f"  {difference_line(difference)}")
        left = len(verdict.differences) - (most or len(verdict.differences))
        if left > 0:
            messages.result(f"  and {left} more: see them with --all")


def _answer(verdict: "Verdict") -> str:
    if verdict.answer == "agrees":
        how = "byte for byte" if verdict.is_identical else "page by page"
        return f"agrees with its attachments, {how}"
    if verdict.answer == "unreadable":
        return "cannot be verified"
    number = len(verdict.differences)
    counted = f"{number} difference{'s' if number > 1 else ''}"
    return f"{'DIFFERS from' if verdict.answer == 'differs' else 'may differ from'} its attachments, {counted}"


def _row(verdict: "Verdict") -> tuple[str, str, str, str]:
    return str(verdict.path), _WORDS[verdict.answer], str(len(verdict.runs)), str(len(verdict.differences) or "")


def difference_line(difference: "Difference") -> str:
    """Say in a line what differs and where."""
    where = ", ".join(_where(difference))
    if difference.kind == "attachment":
        return f"{where}{difference.printed}"
    printed, regenerated = (_shown(text) for text in (difference.printed, difference.regenerated))
    if difference.kind == "picture":
        said = f"{printed}" if difference.printed == difference.regenerated else f"{printed} in place of {regenerated}"
        return f"{where}: looks different where the text says {said}"
    return f"{where}: prints {printed}, the records give {regenerated}"


def _where(difference: "Difference") -> Iterator[str]:
    if difference.page:
        yield f"page {difference.page}"
    if difference.kind == "attachment":
        yield "attachment "
        return
    if difference.section:
        yield f"“{difference.section[:_LONGEST]}”" if difference.kind != "picture" else difference.section
    if difference.table:
        yield f"table {difference.table}"
        yield f"row “{difference.row[:_LONGEST]}”"
        yield f"column “{difference.column[:_LONGEST]}”"
    if difference.kind in ("annotation", "document"):
        yield difference.kind


def _shown(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
