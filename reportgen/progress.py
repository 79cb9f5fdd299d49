"""How long work tells that it goes on: stages and steps. The command line draws them, a library call is silent."""

from typing import Protocol


class Progress(Protocol):
    """What rendering calls while it works."""

    def stage(self, name: str, total: int | None) -> None:
        """Begin the stage `name` of `total` steps; None if the number is not known."""

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more steps of the stage are done."""


class _Silent:
    def stage(self, name: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""


SILENT: Progress = _Silent()
