"""`reportgen demo`: five small models on handwritten digits, and their report."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_option, output_options, report_options, settings_for
from reportgen.errors import ProgramError

_NEEDED = {"tensorflow": "tensorflow", "keras": "keras", "sklearn": "scikit-learn"}


@click.command()
@click.option("--folder", type=FOLDER, default=Path("demo"), show_default=True, help="For the runs and the weights.")
@output_option
@report_options
@output_options
@click.pass_obj
def demo(messages: Messages, /, folder: Path, output: Path | None, form: str | None, **flags: Any) -> int:
    """Train five small models on handwritten digits and write their report.

    It takes less than two minutes and no network: the digits arrive with scikit-learn. The program is an ordinary
    Keras script, run as 'reportgen run' runs yours.

    \b
    reportgen demo
    reportgen demo --author 'Ada Lovelace' -o digits.pdf
    """
    _check_installed()
    from reportgen.cli.training import Recording, Report, train_and_report
    from reportgen.cli.writing import Wanted
    from reportgen.recording.program import Program

    program = Path(__file__).resolve().parents[1] / "examples" / "digits.py"
    messages.remark(f"training five models with {program}")
    recording = Recording(folder / "runs")
    report = Report(Wanted(output, form), settings_for([recording.runs], flags))
    status = train_and_report(Program(str(program), (str(folder / "weights"),)), recording, report, messages)
    if status == 0:
        messages.remark(f"the records are in {recording.runs}: try 'reportgen list {recording.runs}'")
    return status


def _check_installed() -> None:
    missing = [name for module, name in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise ProgramError(f"the demo needs {', '.join(missing)}: pip install {' '.join(missing)}")
