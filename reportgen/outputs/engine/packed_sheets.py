"""Style sheets as they were read, in bytes that can be kept: read again from these they take a third of the time.

Bytes that are kept may have been written by others. So they hold data alone: selectors are in them as they were
written, and compiled once more; nothing else is called but what makes tokens, numbers and the like.
"""

import io
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from types import FunctionType
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import tinycss2
from tinycss2 import ast
from weasyprint.css import PageSelectorType
from weasyprint.css.properties import Dimension
from weasyprint.css.validation import expanders
from weasyprint.css.validation.properties import PendingProperty

from reportgen.outputs.plain_data import PlainReader, known_kinds

_FETCHER = "fetcher"


class Sheet:
    """Stands in for the engine's `CSS`, which reads files when it is made."""


_KNOWN = {
    **known_kinds(cssselect2.Matcher, Dimension, PageSelectorType, PendingProperty, expanders.PendingExpander, partial),
    **known_kinds(*(kind for kind in vars(ast).values() if isinstance(kind, type) and kind.__module__ == ast.__name__)),
    **{(expanders.__name__, name): found for name, found in vars(expanders).items() if name.startswith("expand_")},
    ("weasyprint", "CSS"): Sheet,
}


def noting_compiler(theirs: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Return a stand-in for cssselect2's `compile_selector_list`: each selector knows how it was written."""

    def compile_selector_list(said: Any, namespaces: Any = None) -> list[Any]:
        tokens = said if isinstance(said, str) else list(said)
        selectors = theirs(tokens, namespaces)
        if namespaces is None:
            text = tokens if isinstance(tokens, str) else tinycss2.serialize(tokens)
            for place, selector in enumerate(selectors):
                selector.test.said = (text, place)
        return selectors

    return compile_selector_list


def packed(read: Any, fetcher: Any) -> bytes | None:
    """Return what was `read` by a fetcher; None if there is more to it than data."""
    written = io.BytesIO()
    with suppress(pickle.PickleError, AttributeError, TypeError):
        _Writer(written, fetcher).dump(read)
        return written.getvalue()
    return None


def unpacked(content: bytes, fetcher: Any) -> Any:
    """Return what was packed, as if this fetcher had read it; None if that cannot be told from `content`."""
    with suppress(pickle.PickleError, EOFError, ValueError, TypeError, AttributeError, LookupError):
        return _Reader(io.BytesIO(content), fetcher).load()
    return None


class _Writer(pickle.Pickler):
    def __init__(self, written: io.BytesIO, fetcher: Any) -> None:
        super().__init__(written)
        self._fetcher = fetcher

    def persistent_id(self, value: Any) -> Any:
        if value is self._fetcher:
            return _FETCHER
        return getattr(value, "said", None) if isinstance(value, FunctionType) else None

    def reducer_override(self, value: Any) -> Any:
        """Refuse what would not be read back; all else is written as ever."""
        if isinstance(value, type | FunctionType) and (value.__module__, value.__qualname__) not in _KNOWN:
            raise pickle.PicklingError(f"{value.__qualname__} is not kept")
        return NotImplemented


class _Reader(PlainReader):
    def __init__(self, written: io.BytesIO, fetcher: Any) -> None:
        super().__init__(written, _KNOWN)
        self._fetcher = fetcher
        self._compiled = cache(cssselect2.compile_selector_list)

    def persistent_load(self, said: Any) -> Any:
        if said == _FETCHER:
            return self._fetcher
        text, place = said
        return self._compiled(str(text))[place].test
