"""The pipe on which a process answers the one that started it: an answer is only what comes after a line that says so.

Python's start may print before: the user's own `sitecustomize` does what it likes.
"""

import os
from typing import IO, BinaryIO

_BEGIN = b"reportgen answers from here on\n"


def begin_answers() -> BinaryIO:
    """Return where this process writes its answers; what is printed from now on goes where its messages go."""
    answers = answers_on(os.dup(1))
    os.dup2(2, 1)
    return answers


def answers_on(descriptor: int) -> BinaryIO:
    """Return where this process writes its answers: to this pipe."""
    answers = os.fdopen(descriptor, "wb")
    answers.write(_BEGIN)
    answers.flush()
    return answers


def skip_to_answers(stream: IO[bytes]) -> bool:
    """Read what a process printed before its answers, to the end if it never came to them; return whether it did."""
    while (line := stream.readline()) and not line.endswith(_BEGIN):
        pass
    return bool(line)
