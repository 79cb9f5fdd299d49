"""The language of the report: its words from gettext catalogues, its numbers, dates and units from CLDR.

The language is set for the time of a rendering by `speaking`; everything that writes words asks for it here. Words of
tables that are filled when a module is imported are marked with `N_` and translated by `_` where they are used.
"""

from reportgen.language.catalogues import N_, _, current_language, ngettext, npgettext, pgettext, speaking

__all__ = ["N_", "_", "current_language", "ngettext", "npgettext", "pgettext", "speaking"]
