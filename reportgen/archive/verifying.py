"""Whether a report says what its attachments say: it is made anew from them, and both are compared.

Takes a PDF that anybody may have written; gives a `Verdict`. What it can prove is that pages, records and manifest
belong together, not that the records are true.
"""

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec
import pikepdf

from reportgen import __version__
from reportgen.archive.differences import Difference, find_differences
from reportgen.archive.embedded import DAMAGED, content_of, embedded_files, opened_pdf
from reportgen.archive.opening import library_of, settings_of
from reportgen.archive.unpacking import Unpacked, unpacked
from reportgen.errors import NoRunsError, ReportgenError
from reportgen.language import speaking
from reportgen.outputs.manifest import MANIFEST_FILE, Manifest, making_versions
from reportgen.outputs.pdf import write_pdf
from reportgen.progress import SILENT
from reportgen.sections.report import make_report
from reportgen.store.problems import one_line

Answer = Literal["agrees", "differs", "undecided", "unreadable"]


@dataclass(frozen=True)
class Verdict:
    """What was found of the report at `path`.

    `answer`: it "agrees" with its attachments; it "differs", in `differences`; it is "undecided" whether these come
    from other versions than those that made the report; it is "unreadable" for the reason in `remarks`.
    `is_identical` if its very bytes are those made anew. `runs` are the ids of its runs. `remarks` are for whoever
    judges it.
    """

    path: Path
    answer: Answer
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    is_identical: bool = False
    runs: tuple[str, ...] = ()


def verify(reports: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> tuple[Verdict, ...]:
    """Compare reports with what is attached to them, and with one another: whose runs are in several of them.

    Args:
        reports: PDFs, or folders in which every PDF is one, at any depth.

    Raises:
        NoRunsError: there is no such file, or no PDF in any of the folders.
    """
    return tuple(compared(verify_report(path) for path in report_files(reports)))


def report_files(reports: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> list[Path]:
    """Return the PDFs that `reports` names or holds, each once. Raises as `verify`."""
    named = [Path(reports)] if isinstance(reports, str | os.PathLike) else [Path(path) for path in reports]
    found: dict[Path, None] = {}
    for path in named:
        if path.is_dir():
            found |= dict.fromkeys(sorted(inner for inner in path.rglob("*") if _is_pdf(inner)))
        elif path.exists():
            found[path] = None
        else:
            raise NoRunsError(f"{path}: there is no such file; name reports, or folders of reports")
    if not found:
        raise NoRunsError(f"no PDF in {', '.join(map(str, named)) or 'nothing'}; name reports, or folders of reports")
    return list(found)


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf" and not path.name.startswith(".") and path.is_file()


def compared(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts with a remark on each report that shares runs with others."""
    listed = list(verdicts)
    holders: dict[str, list[Path]] = {}
    for verdict in listed:
        for run in dict.fromkeys(verdict.runs):
            holders.setdefault(run, []).append(verdict.path)
    return [replace(verdict, remarks=(*verdict.remarks, *_shared(verdict, holders))) for verdict in listed]


def _shared(verdict: Verdict, holders: dict[str, list[Path]]) -> Iterator[str]:
    others = Counter(path for run in dict.fromkeys(verdict.runs) for path in holders[run] if path != verdict.path)
    for path, runs in others.items():
        yield f"shares {runs} of its {len(verdict.runs)} runs with {path}"


def verify_report(path: Path) -> Verdict:
    """Compare the report at `path` with what its attachments give; does not raise for anything that is in the file."""
    try:
        with unpacked(path) as report:
            return _verdict(path, report)
    except ReportgenError as error:
        return Verdict(path, "unreadable", remarks=(str(error).removeprefix(f"{path}: "),))
    except (*DAMAGED, MemoryError, OSError) as error:
        # Whatever a damaged file makes the libraries do: the hand-ins beside it are verified all the same.
        return Verdict(path, "unreadable", remarks=(f"is damaged: {one_line(f'{type(error).__name__}: {error}')}",))


def _verdict(path: Path, report: Unpacked) -> Verdict:
    changed = tuple(_of_attachment(found.name, found.reason) for found in report.mismatches)
    runs = tuple(entry.id for entry in report.manifest.runs)
    remarks = tuple(_remarks(report.manifest))
    versions = tuple(_other_versions(report.manifest))
    try:
        regenerated = _regenerated(report)
    except ReportgenError as error:
        why = f"could not be made anew from its attachments: {error}"
        return Verdict(path, "differs" if changed else "unreadable", changed, (why, *versions, *remarks), runs=runs)
    content = path.read_bytes()
    if content == regenerated and not changed:
        return Verdict(path, "agrees", remarks=remarks, is_identical=True, runs=runs)
    with opened_pdf(path) as printed:
        found = [*changed, *_manifests(report.manifest, regenerated)]
        found += find_differences(printed, content, regenerated, exact=not versions)
    if not found:
        remarks = ("was saved again by another program; its pages and attachments are the same", *remarks)
    answer: Answer = "agrees" if not found else "undecided" if versions and not changed else "differs"
    return Verdict(path, answer, tuple(found), (*versions, *remarks), runs=runs)


def _of_attachment(name: str, reason: str) -> Difference:
    return Difference("attachment", 0, f"{name} {reason}", "")


def _regenerated(report: Unpacked) -> bytes:
    """Return the report made anew, as its settings say."""
    settings = settings_of(report, {})
    with TemporaryDirectory(prefix="reportgen-") as folder, speaking(settings.language):
        target = Path(folder) / "report.pdf"
        write_pdf(make_report(library_of(report), settings), target, SILENT)
        return target.read_bytes()


def _other_versions(manifest: Manifest) -> Iterator[str]:
    """Yield what made the report, if it was made by something else than what is installed here."""
    here = making_versions()
    others = [f"{name} {then}" for name, then in manifest.made_with.items() if here.get(name) != then]
    if manifest.generator != f"reportgen {__version__}" or others:
        named = one_line(", ".join([manifest.generator, *others]))
        yield f"made by {named}, which are not the versions here: how pages look was not compared"


def _remarks(manifest: Manifest) -> Iterator[str]:
    if "templates" in manifest.settings:
        yield "made with templates of its own (attached): they, not reportgen, say what stands beside the values"
    if str(manifest.settings.get("theme", "")).endswith(".css"):
        yield "made with a theme of its own (attached): it says what can be seen of the pages"
    if "notes" in manifest.settings:
        yield "made with notes (attached): what they say in words is the author's own"


def _manifests(manifest: Manifest, regenerated: bytes) -> Iterator[Difference]:
    """Yield what the manifest says otherwise than that of the report made anew: files that no report has."""
    with pikepdf.open(io.BytesIO(regenerated)) as document:
        fresh = _manifest_of(document)
    theirs = {entry.name: entry.sha256 for entry in manifest.files}
    ours = {entry.name: entry.sha256 for entry in fresh.files}
    for name in sorted(theirs.keys() | ours.keys()):
        if name not in ours:
            yield _of_attachment(one_line(name), "is none that a report of these runs has")
        elif name not in theirs:
            yield _of_attachment(name, "is missing")
        elif theirs[name] != ours[name]:
            yield _of_attachment(name, "is not what the records give")


def _manifest_of(document: pikepdf.Pdf) -> Manifest:
    return msgspec.json.decode(content_of(embedded_files(document)[MANIFEST_FILE]), type=Manifest)
