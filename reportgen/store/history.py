"""Reading `history.jsonl`: every epoch that can be read, and what had to be left out.

Lines stand in the order of writing. A training that was resumed may write an epoch again: the later line counts, as
for the weights. The same line twice is one. Epochs come back in the order of their numbers.
"""

import io
from collections.abc import Iterator
from operator import lt
from pathlib import Path

import msgspec

from reportgen.errors import RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.records.history import Epoch
from reportgen.store.content import decode, read_content
from reportgen.store.problems import Problem

_DECODER = msgspec.json.Decoder(Epoch)

_MOST_BYTES = 64 * 2**20
_MOST_EPOCHS = 200_000
_LONGEST_LINE = 2**20
_SMALL = 2**20
_MOST_BAD_LINES = 1_000
_SHOWN = 3


def read_history(path: Path, problems: list[Problem]) -> tuple[Epoch, ...]:
    """Return the epochs in `path`, none if the file does not exist; add what could not be read to `problems`."""
    try:
        content = read_content(path, _MOST_BYTES)
    except RecordError as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            problems.append(Problem(path, error.reason, skipped=False))
        return ()
    whole = _whole(content)
    if whole and _are_in_order(whole):
        return tuple(whole)
    reasons: list[str] = []
    epochs: dict[int, Epoch] = {}
    repeated: dict[int, None] = {}
    for epoch in whole or _lines(content, path, reasons):
        if epochs.get(epoch.epoch, epoch) != epoch:
            repeated[epoch.epoch] = None
        elif epoch.epoch in epochs:
            continue  # written once more by a training that was interrupted right after writing it
        elif len(epochs) == _MOST_EPOCHS:
            message = N_("holds more than {most} epochs; the further ones are left out")
            reasons.append(later(message, most=_MOST_EPOCHS))
            break
        epochs[epoch.epoch] = epoch
    problems += [Problem(path, reason, skipped=False) for reason in [*_shortened(reasons), *_repeated(repeated)]]
    return tuple(epochs[number] for number in sorted(epochs))


def _whole(content: bytes) -> list[Epoch] | None:
    """Return the epochs of a history without a fault, decoded at once: three times as fast as line by line."""
    if len(content) > _SMALL:
        return None
    try:
        return _DECODER.decode_lines(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _are_in_order(epochs: list[Epoch]) -> bool:
    numbers = [epoch.epoch for epoch in epochs]
    return all(map(lt, numbers, numbers[1:]))


def _lines(content: bytes, path: Path, reasons: list[str]) -> Iterator[Epoch]:
    for number, line in enumerate(io.BytesIO(content), start=1):
        if line.isspace():
            continue
        if len(line) > _LONGEST_LINE or len(reasons) == _MOST_BAD_LINES:
            reasons.append(later(N_("is no history from line {number} on; the rest is left out"), number=number))
            return
        try:
            yield decode(line, _DECODER, path)
        except RecordError as error:
            # Translators: {reason} is another of these messages, such as "is empty".
            message = N_("line {number} {reason}; left out")
            reasons.append(later(message, number=number, reason=_reason(line, error)))


def _reason(line: bytes, error: RecordError) -> str:
    is_torn = not line.endswith(b"\n") and not isinstance(error.__cause__, msgspec.ValidationError)
    return later(N_("was being written when the training ended")) if is_torn else error.reason


def _shortened(reasons: list[str]) -> Iterator[str]:
    """Yield the first reasons, how many were like them, and the last one."""
    yield from reasons[:_SHOWN]
    more = len(reasons) - _SHOWN - 1
    if more > 0:
        yield later(N_("{number} more lines could not be read; left out"), number=more)
    yield from reasons[_SHOWN:][-1:]


def _repeated(numbers: dict[int, None]) -> Iterator[str]:
    if numbers:
        first = ", ".join(str(number) for number in sorted(numbers)[:_SHOWN])
        more = len(numbers) - _SHOWN
        few = N_("holds epoch {epochs} more than once; the last line of each counts")
        many = N_("holds epoch {epochs} and {number} more more than once; the last line of each counts")
        yield later(many if more > 0 else few, epochs=first, number=more)
