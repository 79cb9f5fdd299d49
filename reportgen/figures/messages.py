"""How a drawing process and the one that started it talk: messages of bytes, each after its length."""

import struct
from typing import BinaryIO

_LENGTH = struct.Struct("<Q")


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message. Raises OSError if nobody reads any more."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Return the next message; None at the end, even if that comes within a message."""
    begin = stream.read(_LENGTH.size)
    if len(begin) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(begin)
    message = stream.read(length)
    return message if len(message) == length else None
