"""The objects of a PDF written in fewer steps: numbers, names and dictionaries, 900,000 times for 118 pages.

pydyf asks of everything that it writes whether it is bytes, a float, an object or something else. Here its type leads
straight to how it is written, and the names of a dictionary, which are few, are made into bytes once.
"""

from collections.abc import Callable
from typing import Any

import pydyf  # type: ignore[import-untyped]

ToBytes = Callable[[Any], bytes]


def bytes_maker(theirs: ToBytes) -> ToBytes:
    """Return a stand-in for `pydyf._to_bytes`, which is `theirs`."""

    def to_bytes(item: Any) -> bytes:
        kind = item.__class__
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is float:
            return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        return b"%d" % item if kind is int else theirs(item)

    return to_bytes


def dictionary_data(to_bytes: ToBytes) -> property:
    """Return a stand-in for `pydyf.Dictionary.data`."""
    names: dict[str, bytes] = {}

    def data(dictionary: Any) -> bytes:
        parts = [b"<<"]
        for key, value in dictionary.items():
            name = names.get(key)
            if name is None:
                name = names[key] = b"/" + to_bytes(key) + b" "
            parts += (name, to_bytes(value))
        parts.append(b">>")
        return b"".join(parts)

    return property(data)


def array_data(to_bytes: ToBytes) -> property:
    """Return a stand-in for `pydyf.Array.data`."""
    return property(lambda array: b"[%b]" % b" ".join([to_bytes(item) for item in array]))


def stream_data(to_bytes: ToBytes, theirs: property) -> property:
    """Return a stand-in for `pydyf.Stream.data`, which is `theirs`: for what is not compressed."""

    def data(stream: Any) -> bytes:
        if stream.compress:
            return theirs.__get__(stream)  # type: ignore[no-any-return]
        content = b"\n".join([item if item.__class__ is bytes else to_bytes(item) for item in stream.stream])
        extra = pydyf.Dictionary({**stream.extra, "Length": len(content)})
        return b"\n".join((extra.data, b"stream", content, b"endstream"))

    return property(data)
