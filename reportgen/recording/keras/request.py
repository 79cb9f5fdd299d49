"""What a callback asks for that wants its fit recorded: a name, a data set, a folder."""

import os
from pathlib import Path

from reportgen.recording.options import Choices, RecordingOptions, runs_folder, session_options


class RecordingRequest:
    """Mixed into a callback, it makes the wrapped `fit` record: its own choices win over those of `autolog`."""

    choices: Choices
    runs: Path

    def ask(self, choices: Choices, runs: str | os.PathLike[str]) -> None:
        """Set what is asked for."""
        self.choices = choices
        self.runs = runs_folder(runs)

    def options(self, automatic: RecordingOptions | None) -> RecordingOptions:
        """Return what to record under; `automatic` are the options of `autolog`, if it is on."""
        return self.choices.over(automatic or session_options() or RecordingOptions(self.runs), self.runs)
