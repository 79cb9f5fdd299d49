"""Every exception of reportgen.

Each message says what was wrong, the value received, what is allowed and what to do next, in one or
two lines. Only `reportgen.cli` turns them into exit statuses.
"""

from pathlib import Path


class ReportgenError(Exception):
    """Base of every error that reportgen raises on purpose. `exit_status` is the command's."""

    exit_status = 1


class UsageError(ReportgenError):
    """The command or the function was called with something it cannot take."""

    exit_status = 2


class SettingsError(UsageError):
    """report.toml or a flag holds an unknown key or a value that is not allowed."""


class PictureError(UsageError):
    """A picture of the user's cannot be printed; who reads it puts the name of the file in front of the message."""


class RecordError(ReportgenError):
    """A file of a record cannot be read: truncated, not JSON, a field of a wrong type.

    `reason` is the message without the name of the file, for lists that show the name beside it.
    """

    def __init__(self, reason: str, path: Path | None = None) -> None:
        super().__init__(f"{path} {reason}" if path else reason)
        self.reason = reason


class NewerFormatError(RecordError):
    """A record was written by a newer major version of the format."""


class NoRunsError(UsageError):
    """Nothing to report on: no folder, or no run in it."""


class TemplateError(ReportgenError):
    """A template is missing, has a syntax error, or names something that does not exist."""


class ThemeError(ReportgenError):
    """A theme is missing, or says something that pages or figures cannot have."""


class RenderError(ReportgenError):
    """The document could not be laid out or written."""


class ProgramError(UsageError):
    """The program to run does not exist or is nothing that Python can run."""


class NotesError(ReportgenError):
    """The notes hold something that cannot be printed: an unknown name, a mistake in a formula, a missing picture.

    `reason` is the message without the place. `word` is what is wrong in the text, where that is known. Lines and
    columns count from 1.
    """

    def __init__(self, reason: str, word: str = "", path: Path | None = None, line: int = 0, column: int = 0) -> None:
        place = [str(path) if path else "", f"line {line}" if line else "", f"column {column}" if column else ""]
        super().__init__(f"{', '.join(filter(None, place))}: {reason}" if any(place) else reason)
        self.reason, self.word, self.path, self.line, self.column = reason, word, path, line, column


class ArchiveError(ReportgenError):
    """A PDF is no report that can be read back: of another program, encrypted, damaged, or its attachments changed."""
