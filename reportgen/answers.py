"""The pipe on which a process answers the one that started it: an answer is only what comes after a line that says so.

Python's start may print before: the user's own `sitecustomize` does what it likes.
"""

import os
from typing import IO, BinaryIO

_BEGIN = b"reportgen answers from here on\n"


def begin_answers() -> BinaryIO:
    """Return where this process writes its answers; what is printed from now on goes where its messages go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(_BEGIN)
    answers.flush()
    return answers


def skip_to_answers(stream: IO[bytes]) -> None:
    """Read what a process printed before its answers, to the end if it never came to them."""
    while (line := stream.readline()) and not line.endswith(_BEGIN):
        pass
