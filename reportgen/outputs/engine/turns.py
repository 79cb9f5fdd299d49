"""Whose turn it is to use the PDF engine: one thread's at a time.

What stands in for the engine's functions, and what listens to it, is there for the whole process: two reports that a
program renders in two threads would be laid out with the memory of each other, and what it lays out itself meanwhile
would become pages of a report.
"""

import threading
from collections.abc import Callable
from typing import Any

ENGINE_TURN = threading.Lock()
"""Held by the thread that uses the engine, from loading it on."""


def waiting(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Return a stand-in for a function of the engine that lets all threads but this one wait for their turn."""
    owner = threading.get_ident()

    def wait(*given: Any, **named: Any) -> Any:
        if threading.get_ident() == owner:
            return theirs(*given, **named)
        with ENGINE_TURN:
            return theirs(*given, **named)

    return wait
