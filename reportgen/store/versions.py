"""Which versions of the format can be read: every minor version of this major one, unknown fields ignored."""

from pathlib import Path

import msgspec

from reportgen.errors import NewerFormatError, RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.records.format import FORMAT_VERSION, major
from reportgen.store.problems import one_line


class Version(msgspec.Struct):
    """What is looked at first where a file cannot be read as a record: a newer format explains why."""

    format_version: str
    generator: str = ""


def check_version(found: Version, path: Path) -> None:
    """Do nothing if a file of this version can be read.

    Raises:
        NewerFormatError: it has a newer major version; the message names the version to install.
        RecordError: the version is none.
    """
    try:
        number = major(found.format_version)
    except ValueError:
        shown = one_line(repr(found.format_version[:40]))
        message = N_("has format_version {shown}, which is none such as '{known}'")
        raise RecordError(later(message, shown=shown, known=FORMAT_VERSION), path) from None
    if number > major(FORMAT_VERSION):
        newer = one_line(found.generator[:60]) or f"a reportgen that reads format {number}"
        known = f"{major(FORMAT_VERSION)}.x"
        message = N_("has format {found}, this reportgen reads up to {known}: install {newer} or later")
        raise NewerFormatError(later(message, found=found.format_version, known=known, newer=newer), path)
