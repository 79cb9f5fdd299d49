"""What the PDF engine says while it works: its warnings in our words, its pages as steps of the progress."""

import logging
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Heard:
    """What was heard so far: `messages` are warnings, `missing` the codes of the characters that no font has."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.missing: set[int] = set()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings, each once."""
        return tuple(dict.fromkeys(self.messages))


class _Collector(logging.Handler):
    """Keeps what WeasyPrint warns of, and turns its progress messages into steps."""

    def __init__(self, heard: Heard, advance: Callable[[], None]) -> None:
        super().__init__()
        self._heard = heard
        self._advance = advance

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self._heard.messages.append(_spoken(record))
            code = _missing_character(record)
            self._heard.missing.update([] if code is None else [code])
        elif "Page" in record.getMessage():
            self._advance()


@contextmanager
def engine_heard(advance: Callable[[], None]) -> Iterator[Heard]:
    """Collect what WeasyPrint says; `advance` is called for each page.

    Who listens already hears nothing meanwhile: something else is laid out.
    """
    heard = Heard()
    collector = _Collector(heard, advance)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")]
    before = [(logger.level, logger.propagate, logger.handlers) for logger in loggers]
    for logger, level in zip(loggers, (logging.WARNING, logging.INFO), strict=True):
        logger.handlers = [handler for handler in logger.handlers if not isinstance(handler, _Collector)]
        logger.addHandler(collector)
        logger.setLevel(level)
        logger.propagate = False
    try:
        yield heard
    finally:
        for logger, (level, propagate, handlers) in zip(loggers, before, strict=True):
            logger.handlers = handlers
            logger.setLevel(level)
            logger.propagate = propagate


def _missing_character(record: logging.LogRecord) -> int | None:
    """Return the code of the character that no font has, if this is what WeasyPrint says."""
    if ".notdef" in str(record.msg) and isinstance(record.args, tuple) and isinstance(record.args[-1], int):
        return record.args[-1]
    return None


def _spoken(record: logging.LogRecord) -> str:
    """Say what WeasyPrint warns of; a character that no font has, with its name and what to do."""
    code = _missing_character(record)
    if code is not None:
        name = unicodedata.name(chr(code), "without a name")
        return f"no font has the character U+{code:04X} ({name}): install a font that does, such as fonts-noto"
    return f"layout: {record.getMessage()}"
