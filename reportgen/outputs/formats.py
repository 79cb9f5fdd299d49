"""The forms of the report by name: which module writes each, and which file or folder it becomes.

Takes what was asked for, a name, a path or neither; gives the form and its target. The module of a form is imported
only when the form is chosen.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from reportgen.errors import UsageError
from reportgen.outputs.target import check_folder, check_target
from reportgen.setting_values import nearest

if TYPE_CHECKING:
    from reportgen.progress import Progress
    from reportgen.sections.report import Report


@dataclass(frozen=True)
class Written:
    """A report that was written: its pages, 0 in a form without pages, and what could not be done as wished."""

    pages: int
    warnings: tuple[str, ...]


class Write(Protocol):
    """What writes a report to a target and tells of its progress."""

    def __call__(self, report: "Report", target: Path, progress: "Progress") -> Written: ...  # noqa: D102


@dataclass(frozen=True)
class Form:
    """A form of the report: `writer` is "module:function" below `reportgen.outputs`, and the function is a `Write`.

    If `is_begun`, the function returns a context manager that gives one, and begins with what can be done before the
    records are read. A form without `suffixes` is a folder.
    """

    name: str
    writer: str
    default: str
    suffixes: tuple[str, ...]
    is_begun: bool = False

    def check(self, target: Path) -> None:
        """Raise UsageError, before any work, if `target` cannot be written."""
        if self.suffixes:
            check_target(target, self.default)
        else:
            check_folder(target)

    def begun(self) -> AbstractContextManager[Write]:
        """Give what writes a report that is read meanwhile. Raises RenderError where there is no room to begin."""
        module, function = self.writer.split(":")
        writer = getattr(import_module(f"reportgen.outputs.{module}"), function)
        return cast(AbstractContextManager[Write], writer() if self.is_begun else nullcontext(writer))


FORMATS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("pdf", "begun_pdf:begun_pdf", "report.pdf", (".pdf",), is_begun=True),
        Form("html", "web_page:write_web_page", "report.html", (".html", ".htm")),
        Form("docx", "word:write_word", "report.docx", (".docx",)),
        Form("md", "markdown:write_markdown", "report-md", ()),
        Form("csv", "csv_tables:write_csv", "report-csv", ()),
        Form("json", "json_tables:write_json", "report.json", (".json",)),
        Form("latex", "latex_tables:write_latex", "report.tex", (".tex",)),
    )
}
_BY_SUFFIX = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}
_SUFFIX_OF_FOLDERS = {".md": "md", ".csv": "csv"}


def choose_form(name: str | None, output: Path | None) -> tuple[Form, Path]:
    """Return the form that `name`, or else the suffix of `output`, says, and where it goes; the PDF if neither does.

    Raises:
        UsageError: there is no such form, or `output` is called as another one is.
    """
    if name is not None and name not in FORMATS:
        raise UsageError(f"no format {name!r}{nearest(name, set(FORMATS))}")
    if output is None:
        form = FORMATS[name or "pdf"]
        return form, Path(form.default)
    suffix = output.suffix.lower()
    if suffix in _SUFFIX_OF_FOLDERS and not output.is_dir():
        raise _folder_wanted(FORMATS[_SUFFIX_OF_FOLDERS[suffix]], name, output)
    by_suffix = _BY_SUFFIX.get(suffix)
    form = FORMATS[name] if name else by_suffix or FORMATS["pdf"]
    if by_suffix and by_suffix is not form:
        raise UsageError(
            f"-o {output} is the name of a {by_suffix.name} file, but the format is {form.name}: leave one of them "
            f"out, or name it as in -o {form.default}"
        )
    return form, output


@dataclass(frozen=True)
class Begun:
    """A report that is begun: what writes it, and where."""

    write: Write
    target: Path


@contextmanager
def begun_report(name: str | None, output: Path | None) -> Iterator[Begun]:
    """Begin a report of the form that `choose_form` returns, with what can be done before the records are read.

    Raises:
        UsageError: there is no such form, or it cannot be written there.
        RenderError: there is no room to begin.
    """
    form, target = choose_form(name, output)
    form.check(target)
    with form.begun() as write:
        yield Begun(write, target)


def _folder_wanted(form: Form, name: str | None, output: Path) -> UsageError:
    if name not in (None, form.name):
        return UsageError(f"-o {output} is the name of a {form.name} file, but the format is {name}")
    return UsageError(
        f"-o {output}: the format {form.name} is a folder of files; name one without a suffix, such as --format "
        f"{form.name} -o {form.default}"
    )
