"""Running a notebook under the recorder, as one session.

Takes a notebook; gives how it ended and the folders of the runs it recorded. The kernel is started in the notebook's
folder, as Jupyter does, and recording begins in its `sitecustomize`, as in a program's. The notebook with its results
is kept in the folder of the session.
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from reportgen.recording.cells import Client, Execution, Outcome, Watcher
from reportgen.recording.child import Handover
from reportgen.recording.kernel import Chosen, KernelStartError, choose_kernel, started
from reportgen.recording.notebook_file import KeptNotebook, Notebook, read_notebook, write_back
from reportgen.recording.options import NO_CHOICES, Choices
from reportgen.recording.program import Ended, check_interpreter, recorded_environment, settled_runs, shown_path
from reportgen.recording.session import OpenSession, Start, close_session, open_session

_SEARCH_PATH = "PYTHONPATH"
_TO_START_SECONDS = 300
_TO_PRINT_SECONDS = 60


@dataclass(frozen=True)
class NotebookOptions:
    """How to run a notebook: write the results into its file at the end; go on after a cell that fails.

    `choices` are those for its runs.
    """

    inplace: bool = False
    allow_errors: bool = False
    choices: Choices = NO_CHOICES


@dataclass(frozen=True)
class NotebookEnded:
    """How a notebook ended: `outcome` by its cells, `ended` by what it left.

    `kept` is the notebook with results, `not_written` why `inplace` left its file as it was.
    """

    ended: Ended
    outcome: Outcome
    kept: Path | None = None
    not_written: str | None = None


def run_notebook(path: Path, runs: Path, options: NotebookOptions, watcher: Watcher) -> NotebookEnded:
    """Execute the notebook at `path`, recording every training into the folder `runs`; `watcher` is told of its cells.

    Raises:
        ProgramError: there is no such notebook, or none that can be run.
        UsageError: `runs` cannot be written, or Python was told to ignore its environment.
    """
    notebook = read_notebook(path)
    chosen = choose_kernel(notebook)
    check_interpreter()
    opened = open_session(runs, _start(notebook, chosen))
    if chosen.remark:
        watcher.remark(chosen.remark)
    kept = KeptNotebook(notebook, opened.folder, opened.secrets)
    kept.save()
    handover = Handover(runs=str(runs.absolute()), session_id=opened.id, choices=options.choices)
    _take_search_path(chosen)
    client = _client(notebook, options)
    outcome = asyncio.run(_execute(client, chosen, recorded_environment(handover), watcher, kept))
    return _closed(opened, kept, outcome, runs, inplace=options.inplace)


def _take_search_path(chosen: Chosen) -> None:
    """Let a search path that the kernel itself comes with stand behind the one by which recording begins."""
    path = chosen.spec.env.pop(_SEARCH_PATH, None)
    if path is not None:
        os.environ[_SEARCH_PATH] = Template(path).safe_substitute(os.environ)


def _start(notebook: Notebook, chosen: Chosen) -> Start:
    return Start(program=shown_path(notebook.path), kind="notebook", source=notebook.content, python=chosen.python)


def _client(notebook: Notebook, options: NotebookOptions) -> Client:
    return Client(
        notebook.node,
        allow_errors=options.allow_errors,
        record_timing=False,
        startup_timeout=_TO_START_SECONDS,
        iopub_timeout=_TO_PRINT_SECONDS,
    )


async def _execute(
    client: Client, chosen: Chosen, environment: Mapping[str, str], watcher: Watcher, kept: KeptNotebook
) -> Outcome:
    notebook = kept.notebook
    try:
        async with started(chosen, client, notebook.path.absolute().parent, environment) as kernel:
            return await Execution(kernel, notebook.cells, watcher, kept.save).run()
    except KernelStartError as error:
        return Outcome(problem=str(error))


def _closed(opened: OpenSession, kept: KeptNotebook, outcome: Outcome, runs: Path, *, inplace: bool) -> NotebookEnded:
    ended = Ended(outcome.exit_status, opened.id, (), outcome.signal.name if outcome.signal else None)
    problem = close_session(
        opened,
        exit_status=ended.exit_status,
        signal=ended.signal,
        notebook=kept.described(shown_path(kept.notebook.path)),
        failed_cell=outcome.cell.number if outcome.cell else None,
    )
    folders = settled_runs(runs, ended)
    not_written = _write_back(kept.notebook, outcome) if inplace else None
    ended = Ended(ended.exit_status, opened.id, folders, ended.signal, problem or kept.problem)
    return NotebookEnded(ended, outcome, None if kept.problem else kept.path, not_written)


def _write_back(notebook: Notebook, outcome: Outcome) -> str | None:
    """Write the results into the notebook's file, if it has those of every cell; return why not, else None."""
    if outcome.is_complete:
        return write_back(notebook)
    return f"{notebook.path} is left as it was, because it did not run to its end"
