"""A crew of as many workers as a test asks for, on any machine."""

from collections.abc import Sequence

from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.workers import Started, Worker


class OwnCrew(Crew):
    """A crew that has all of its workers as soon as it is asked for some."""

    def __init__(self, size: int) -> None:
        super().__init__(soon=False)
        self._size = size

    @property
    def _most(self) -> int:
        return self._size

    def workers(self, most: int) -> Sequence[Worker]:
        """Return all of them, however little there is to do."""
        return super().workers(self._size if most else 0)

    @property
    def started(self) -> list[Started]:
        """Those that were not forked."""
        return [worker for worker in self._workers if isinstance(worker, Started)]
