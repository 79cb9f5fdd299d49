"""Finds the numbers that somebody typed into the notes and that disagree with the records.

`masking` covers what is no prose, `typed_numbers` reads numbers in the manner of all languages, `vocabulary` has
the names of metrics and what may stand between a name and its number, `mentions` finds them, `recorded` has what they
can be compared with, `prose` compares. Few false alarms go before few misses: what may mean something else is let pass.
"""

from reportgen.notes.checking.prose import Disagreement, check_prose

__all__ = ["Disagreement", "check_prose"]
