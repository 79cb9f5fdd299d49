"""A notebook as a file: read from every format that nbformat converts, kept with its results, written back.

Takes a path; gives the notebook as it was and a copy to execute, without the results of earlier executions.
"""

import contextlib
import copy
import hashlib
import logging
import stat
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from reportgen.errors import ProgramError
from reportgen.recording.missing import missing_program
from reportgen.recording.recorder import reason
from reportgen.recording.redaction import Secrets
from reportgen.records.session import KeptFile
from reportgen.store.layout import NOTEBOOK_FILE, NOTEBOOK_SOURCE_FILE
from reportgen.store.writing import replace_file

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class CodeCell:
    """A cell that is executed: its place among all cells from 0, its number among the code cells from 1."""

    place: int
    number: int
    total: int
    source: str

    @property
    def first_line(self) -> str:
        """The first line of the source that is not blank."""
        return next(line for line in self.source.splitlines() if line.strip())


@dataclass(frozen=True)
class Notebook:
    """A notebook that was read: its file as it was, and `node`, nbformat's tree of it, which is executed in place."""

    path: Path
    content: bytes
    node: Any

    @property
    def cells(self) -> Sequence[CodeCell]:
        """The cells to execute, in order: those of code that are not blank."""
        code = [(place, cell.source) for place, cell in enumerate(self.node.cells) if cell.cell_type == "code"]
        numbered = enumerate(code, start=1)
        return [CodeCell(place, number, len(code), source) for number, (place, source) in numbered if source.strip()]

    @property
    def kernel_name(self) -> str | None:
        """The kernel that the notebook names."""
        return _text(self.node.metadata, "kernelspec", "name")

    @property
    def language(self) -> str | None:
        """The language that the notebook says it is written in."""
        metadata = self.node.metadata
        return _text(metadata, "kernelspec", "language") or _text(metadata, "language_info", "name")


def _text(metadata: Any, group: str, name: str) -> str | None:
    values = metadata.get(group)
    found = values.get(name) if isinstance(values, dict) else None
    return found if isinstance(found, str) and found else None


def read_notebook(path: Path) -> Notebook:
    """Read the notebook at `path`.

    Raises:
        ProgramError: there is none, it cannot be read or converted, or there is nothing in it to execute.
    """
    content = _content(path)
    notebook = Notebook(path, content, _without_results(_parse(content, path)))
    if not notebook.cells:
        raise ProgramError(f"there is no code in {path}: nothing to run")
    return notebook


def _content(path: Path) -> bytes:
    if not path.exists():
        raise missing_program(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProgramError(f"cannot read {path}: {error.strerror or error}") from error


def _parse(content: bytes, path: Path) -> Any:
    if not content.strip():
        raise ProgramError(f"{path} is empty: no notebook was saved in it")
    import nbformat
    from nbformat.reader import NotJSONError

    try:
        with _nbformat_silent():
            text = content.removeprefix(_BYTE_ORDER_MARK).decode()
            return nbformat.from_dict(nbformat.reads(text, as_version=4))  # type: ignore[no-untyped-call]
    except (NotJSONError, UnicodeDecodeError):
        raise ProgramError(f"{path} is no notebook: it does not hold JSON. Save it again in Jupyter") from None
    except nbformat.NBFormatError as error:
        raise ProgramError(
            f"{path} cannot be read: {_one_line(error)}; this nbformat {nbformat.__version__} knows versions 1 to "
            f"{nbformat.current_nbformat}. Update it, or save the notebook in an older format"
        ) from None
    except Exception as error:  # nbformat names none for JSON that is no notebook
        raise ProgramError(f"{path} is no notebook: {_one_line(error)}. Save it again in Jupyter") from None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


@contextlib.contextmanager
def _nbformat_silent() -> Iterator[None]:
    """Keep nbformat from telling of small deviations, such as cells without an id, on standard error."""
    logger = logging.getLogger("traitlets")
    disabled = logger.disabled
    with warnings.catch_warnings(action="ignore"):
        logger.disabled = True
        try:
            yield
        finally:
            logger.disabled = disabled


def _without_results(node: Any) -> Any:
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return node


class KeptNotebook:
    """The notebook with its results, in the folder of the session: replaced after each cell."""

    def __init__(self, notebook: Notebook, folder: Path, secrets: Secrets) -> None:
        self.problem: str | None = None
        self.path = folder / _plain_name(notebook.path)
        self.notebook = notebook
        self._secrets = secrets
        self._saved: bytes | None = None

    def save(self) -> None:
        """Write down the results so far. Does not raise: what goes wrong is the `problem`, until it works again."""
        try:
            content = _encode(_harmless(self.notebook.node, self._secrets))
            replace_file(self.path, content)
        except Exception as error:  # an output may hold anything
            self.problem = f"the notebook with its results could not be kept: {reason(error)}"
        else:
            self._saved, self.problem = content, None

    def described(self, shown_path: str) -> KeptFile | None:
        """Describe what was kept of the notebook at `shown_path`; None if nothing could be."""
        if self._saved is None:
            return None
        size, sha256 = len(self._saved), hashlib.sha256(self._saved).hexdigest()
        return KeptFile(name=self.path.name, path=shown_path, bytes=size, kept_bytes=size, sha256=sha256)


def _plain_name(path: Path) -> str:
    """Return the notebook's own name, if every system takes it and nothing else in the folder has it."""
    name = path.name
    return name if name.isprintable() and "\\" not in name and name != NOTEBOOK_SOURCE_FILE else NOTEBOOK_FILE


def _encode(node: Any) -> bytes:
    from nbformat import v4

    text: str = v4.writes(node) + "\n"  # type: ignore[no-untyped-call]
    # JSON spells half a character, which a program may print, as Python's escape does.
    return text.encode(errors="backslashreplace")


def _harmless(value: Any, secrets: Secrets) -> Any:
    """Return a copy of a tree of JSON without the secrets in its texts."""
    if secrets.pattern is None:
        return value
    if isinstance(value, str):
        return secrets.removed_from(value.encode(errors="surrogatepass")).decode(errors="surrogatepass")
    if isinstance(value, dict):
        changed = copy.copy(value)
        changed.update({key: _harmless(item, secrets) for key, item in value.items()})
        return changed
    return [_harmless(item, secrets) for item in value] if isinstance(value, list) else value


def write_back(notebook: Notebook) -> str | None:
    """Replace the notebook's file by the one with results; return why not, if it was not. Does not raise."""
    path = notebook.path.resolve()
    temporary = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        if path.read_bytes() != notebook.content:
            return f"{notebook.path} was changed while it ran, and is left as it is"
        try:
            replace_file(temporary, _encode(notebook.node))
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        return f"{notebook.path} could not be written: {reason(error)}"
    return None
