"""Words from the gettext catalogues in `templates/locale`: one folder a language."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from reportgen.built_in import built_in_folder

DOMAIN = "reportgen"
SOURCE_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write in `language`, one of `settings.LANGUAGES`, until the end of the block."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def current_language() -> str:
    """Return the language that is written in: "en" outside of `speaking`."""
    return _language.get()


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, built_in_folder() / "locale", [language])


def _(message: str) -> str:
    """Return `message` in the current language."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """Return the form of a message that goes with `number` of something."""
    return _catalogue(_language.get()).ngettext(one, several, number)


def pgettext(context: str, message: str) -> str:
    """Return `message` in the current language, told from others spelled alike by `context`."""
    return _catalogue(_language.get()).pgettext(context, message)


def npgettext(context: str, one: str, several: str, number: int) -> str:
    """Return the form that goes with `number`, told from others spelled alike by `context`."""
    return _catalogue(_language.get()).npgettext(context, one, several, number)


def N_(message: str) -> str:  # noqa: N802  # gettext's name for it
    """Return `message` as it is: marks a text that `_` translates later."""
    return message


def nN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802
    """Return both forms as they are: marks a text that `ngettext` translates later."""
    return one, several
