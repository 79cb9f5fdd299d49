"""The language of the report: its words from gettext catalogues, its numbers, dates and units from CLDR.

The language is set for the time of a rendering by `speaking`; everything that writes words asks for it here. Words of
tables that are filled when a module is imported are marked with `N_` and translated by `_` where they are used.

Values stand in messages by name, in one style: `_("{number} of {total}").format(number=…, total=…)` in Python, and in
templates, whose callables of the same names do the formatting and escape the values, `{{ _("{number} of {total}",
number=…, total=…) }}` and `{{ ngettext("{number} run", "{number} runs", count) }}`, where `number` is `count` unless it
is given as text. A message is a literal, whole sentence: what is put together from pieces cannot be translated.
`make catalogues` takes the messages out of reportgen/ and templates/, and updates the catalogues.
"""

from reportgen.language.catalogues import N_, _, current_language, ngettext, nN_, npgettext, pgettext, speaking

__all__ = ["N_", "_", "current_language", "nN_", "ngettext", "npgettext", "pgettext", "speaking"]
