"""The objects of a PDF written in fewer steps: numbers, names and dictionaries, 900,000 times for 118 pages.

pydyf asks of everything that it writes whether it is bytes, a float, an object or something else. Here its type leads
straight to how it is written, and the names of a dictionary, which are few, are made into bytes once.
"""

from typing import Any

import pydyf  # type: ignore[import-untyped]

_theirs, _their_stream_data = pydyf._to_bytes, pydyf.Stream.data  # noqa: SLF001
_names: dict[str, bytes] = {}
_MOST_NAMES = 1_000


def to_bytes(item: Any) -> bytes:
    """Stand in for `pydyf._to_bytes`."""
    kind = item.__class__
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is float:
        return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    return b"%d" % item if kind is int else _theirs(item)


def _dictionary_data(dictionary: Any) -> bytes:
    parts = [b"<<"]
    for key, value in dictionary.items():
        name = _names.get(key)
        if name is None:
            name = b"/" + to_bytes(key) + b" "
            if len(_names) < _MOST_NAMES:
                _names[key] = name
        parts += (name, to_bytes(value))
    parts.append(b">>")
    return b"".join(parts)


def _array_data(array: Any) -> bytes:
    return b"[%b]" % b" ".join([to_bytes(item) for item in array])


def _stream_data(stream: Any) -> bytes:
    if stream.compress:
        return _their_stream_data.__get__(stream)  # type: ignore[no-any-return]
    content = b"\n".join([item if item.__class__ is bytes else to_bytes(item) for item in stream.stream])
    extra = pydyf.Dictionary({**stream.extra, "Length": len(content)})
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


# Stand-ins for `data` of pydyf's `Dictionary`, `Array` and `Stream`; streams that are compressed are left to pydyf.
dictionary_data, array_data, stream_data = property(_dictionary_data), property(_array_data), property(_stream_data)
