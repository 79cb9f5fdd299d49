"""A language for tests: every message in ⟦brackets⟧. What stands outside of them did not come from a catalogue."""

import gettext
import re

OPEN, CLOSE = "⟦", "⟧"


class Pseudo(gettext.NullTranslations):
    """A catalogue that has every message."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def outside(text: str) -> str:
    """Return `text` without what stands in brackets, which may be nested."""
    while OPEN in text or CLOSE in text:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        assert shorter != text, f"a message was cut apart: {text!r}"
        text = shorter
    return text


def words(text: str) -> list[str]:
    """Return what is made of two letters or more, and of nothing else."""
    return re.findall(r"\b[^\W\d_]{2,}\b", text)
