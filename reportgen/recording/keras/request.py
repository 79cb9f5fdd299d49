"""What a callback asks for that wants its fit recorded: a name, a data set, a folder."""

import os
from pathlib import Path

from reportgen.recording.options import RecordingOptions, runs_folder, session_options


class RecordingRequest:
    """Mixed into a callback, it makes the wrapped `fit` record: its own choices win over those of `autolog`."""

    name: str | None
    dataset: str | None
    runs: Path

    def ask(self, name: str | None, dataset: str | None, runs: str | os.PathLike[str]) -> None:
        """Set what is asked for."""
        self.name = name
        self.dataset = dataset
        self.runs = runs_folder(runs)

    def options(self, automatic: RecordingOptions | None) -> RecordingOptions:
        """Return what to record under; `automatic` are the options of `autolog`, if it is on."""
        automatic = automatic or session_options()
        return RecordingOptions(
            runs=self.runs,
            session_id=automatic.session_id if automatic else None,
            dataset=self.dataset or (automatic.dataset if automatic else None),
            name=self.name or (automatic.name if automatic else None),
            predictions=automatic.predictions if automatic else True,
        )
