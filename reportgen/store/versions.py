"""Which versions of the format can be read: every minor version of this major one, unknown fields ignored."""

from pathlib import Path

import msgspec

from reportgen.errors import NewerFormatError, RecordError
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
        raise RecordError(f"has format_version {shown}, which is none such as '{FORMAT_VERSION}'", path) from None
    if number > major(FORMAT_VERSION):
        newer = one_line(found.generator[:60]) or f"a reportgen that reads format {number}"
        known = f"{major(FORMAT_VERSION)}.x"
        raise NewerFormatError(
            f"has format {found.format_version}, this reportgen reads up to {known}: install {newer} or later", path
        )
