"""The steps that repeat a program, from what was recorded of it: its files, its packages, its data, its command.

What is printed to be typed is quoted, and nothing in it can be an option or a path out of the folder of the session.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reportgen.analysis.provenance import Source
from reportgen.analysis.selection import NumberedRun
from reportgen.errors import RecordError
from reportgen.language import _, ngettext
from reportgen.language.numbers import clauses
from reportgen.records.session import REDACTED, KeptFile, Session
from reportgen.sections.names import clip
from reportgen.sections.numerals import count
from reportgen.sections.run_numbers import models
from reportgen.sections.shell import command_lines, is_cut
from reportgen.store.layout import SESSION_FILE
from reportgen.store.sessions import StoredSession, read_kept

_COMMANDS_SHOWN = 12
_DATA_SHOWN = 6
_SEEDS_SHOWN = 6
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]*")


class Link(msgspec.Struct, frozen=True):
    """A text, and the anchor it leads to."""

    text: str
    anchor: str


class Step(msgspec.Struct, frozen=True):
    """A sentence, the part of the report or the file that ends it, and commands to type, each in lines."""

    text: str
    link: Link | None = None
    path: str = ""
    commands: tuple[tuple[str, ...], ...] = ()


def steps(source: Source, same_packages: Link | None) -> Iterator[Step]:
    """Yield what has to be done, in order; `same_packages` leads to what used the same ones, if that stands before."""
    yield from _code(source)
    if same_packages:
        yield Step(_("Take Python and the packages as for"), link=same_packages)
    else:
        yield from _packages(source)
    yield _data(source.runs)
    yield from _commands(source.sessions)


def _code(source: Source) -> Iterator[Step]:
    git = source.git
    if git and _COMMIT.fullmatch(git.commit):
        yield Step(_("Take the program as it was committed"), commands=(("git checkout " + git.commit,),))
        if git.dirty:
            yield _changes(source.sessions)
    for stored in source.sessions[:1]:
        yield from _kept_program(stored, is_committed=git is not None)


def _changes(sessions: Sequence[StoredSession]) -> Step:
    stored = sessions[0] if sessions else None
    changes = stored.session.changes if stored else None
    path = _path_of(stored, changes) if stored and changes else None
    if path is None or changes is None:
        return Step(_("Files differed from the commit; how is not known, for the changes were not kept"))
    if changes.kept_bytes < changes.bytes:
        return Step(
            _("Files differed from the commit; of the changes only the beginning and the end were kept, in"), path=path
        )
    return Step(
        _("At the top of the repository, apply the changes that were not committed"),
        commands=(command_lines(["git", "apply", path]),),
    )


def _kept_program(stored: StoredSession, *, is_committed: bool) -> Iterator[Step]:
    """Yield where the program as it ran is kept; without a commit it is the one to take."""
    session = stored.session
    main = session.sources[0] if session.sources else None
    path = _path_of(stored, main) if main else None
    if main is None or path is None:
        if not is_committed:
            yield Step(_("Neither a commit nor the program itself was kept: take it from whoever wrote it"))
        return
    what = _("The notebook as it was") if session.kind == "notebook" else _("The program as it ran")
    message = _kept_in(len(session.sources) - 1, is_cut=main.kept_bytes < main.bytes)
    yield Step(message.format(what=what, number=count(len(session.sources) - 1)), path=path)


# Translators: the path of the file follows these sentences.
def _kept_in(modules: int, *, is_cut: bool) -> str:
    if not modules:
        return _("{what}, only its beginning and its end, is kept in") if is_cut else _("{what} is kept in")
    if is_cut:
        return ngettext(
            "{what}, only its beginning and its end, and {number} of its own modules beside it, are kept in",
            "{what}, only its beginning and its end, and {number} of its own modules beside it, are kept in",
            modules,
        )
    return ngettext(
        "{what}, and {number} of its own modules beside it, are kept in",
        "{what}, and {number} of its own modules beside it, are kept in",
        modules,
    )


def _path_of(stored: StoredSession, kept: KeptFile) -> str | None:
    """Return the path of a file that a session kept, from the folder that the runs are in; None if it is not there."""
    try:
        read_kept(stored, kept)
    except RecordError:
        return None
    return _inside(stored, kept.name)


def _inside(stored: StoredSession, name: str) -> str:
    # Not the whole path: it may name a user, and the report must be the same wherever the runs lie.
    return "/".join((*stored.folder.absolute().parts[-3:], name))


def _packages(source: Source) -> Iterator[Step]:
    wanted = [
        f"{name}=={version}"
        for name, version in source.packages.items()
        if _PACKAGE.fullmatch(name) and _VERSION.fullmatch(version)
    ]
    if wanted and source.python:
        said = _("Take Python {version}, and install what the program imported").format(version=clip(source.python))
    elif wanted:
        said = _("Install what the program imported")
    elif source.python:
        said = _("Take Python {version}; which packages the program imported is not known").format(
            version=clip(source.python)
        )
    else:
        return
    commands = (command_lines(["python", "-m", "pip", "install", *wanted]),) if wanted else ()
    yield Step(*_with_all_packages(said, source), commands=commands)


def packages_key(source: Source) -> object:
    """Return what is equal for sources whose step for Python and its packages would be the same."""
    installed = source.session.packages if source.session else {}
    return (source.python, tuple(source.packages.items()), tuple(installed.items()))


def _with_all_packages(said: str, source: Source) -> tuple[str, None, str]:
    """Return a sentence, and the path it ends with, if all installed packages are listed there."""
    if source.session is None or not source.session.packages:
        return said, None, ""
    number = len(source.session.packages)
    message = ngettext(
        "{step}; the one package that was installed is listed in",
        "{step}; all {number} packages that were installed are listed in",
        number,
    )
    return message.format(step=said, number=count(number)), None, _inside(source.sessions[0], SESSION_FILE)


def _data(runs: Iterable[NumberedRun]) -> Step:
    """Say where the data of which models came from."""
    users: dict[tuple[str, str], list[int]] = {}
    for run in runs:
        data = run.stored.run.dataset
        name = clip(str(data.name.value)) if data and data.name else ""
        users.setdefault((name, clip(data.loader) if data and data.loader else ""), []).append(run.number)
    said = [
        _origin(name, loader) + (_of(numbers) if len(users) > 1 else "") for (name, loader), numbers in users.items()
    ]
    return Step(_("The data: {list}").format(list=clauses(_cut(said, _DATA_SHOWN))))


def _cut(said: Sequence[str], most: int) -> list[str]:
    """Return the first `most`, and how many more there are."""
    more = len(said) - most
    rest = ngettext("and {number} more", "and {number} more", more).format(number=more)
    return [*said[:most], *([rest] if more > 0 else [])]


def _origin(name: str, loader: str) -> str:
    if loader:
        message = _("{name}, loaded by {loader}") if name else _("loaded by {loader}")
        return message.format(name=name, loader=loader)
    message = _("{name}, loaded in a way that was not recorded") if name else _("not recorded, see the program")
    return message.format(name=name)


def _of(numbers: Sequence[int]) -> str:
    return f" ({_models(numbers)})"


def _models(numbers: Sequence[int]) -> str:
    return ngettext("model {numbers}", "models {numbers}", len(numbers)).format(numbers=models(numbers))


def seeds(source: Source) -> str:
    """Say which seeds the program set before it trained which models, and where it set none."""
    users: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for run in source.runs:
        pairs = tuple((name, str(value)) for name, value in run.stored.run.seeds.items())
        users.setdefault(pairs, []).append(run.number)
    unseeded = users.pop((), [])
    said = [
        ", ".join(f"{clip(name)}({clip(value)})" for name, value in pairs)
        + (_of(of) if len(users) > 1 or unseeded else "")
        for pairs, of in users.items()
    ]
    listed = clauses(_cut(said, _SEEDS_SHOWN))
    known = [_("The program sets the seeds itself: {seeds}.").format(seeds=listed)] if said else []
    return " ".join([*known, *([_without_seed(source, unseeded, bool(said))] if unseeded else [])])


def _without_seed(source: Source, numbers: Sequence[int], others: bool) -> str:
    if source.session is None:
        some = _("No seed is recorded for {models}: unless the program sets one, results will differ each time.")
        none = _("No seed is recorded: unless the program sets one, results will differ each time.")
    else:
        some = _("No seed was set for {models}, so results will differ a little each time.")
        none = _("No seed was set, so results will differ a little each time.")
    return (some if others else none).format(models=_models(numbers))


def _commands(sessions: Sequence[StoredSession]) -> Iterator[Step]:
    if not sessions:
        return
    first = sessions[0].session
    commands = tuple(dict.fromkeys(command_of(stored.session) for stored in sessions))
    shown = tuple(map(command_lines, commands[:_COMMANDS_SHOWN]))
    once = _("Run it") if len(commands) == 1 else _("Run it, once with each of these commands")
    yield Step(_without_recorder(first).format(run_it=once), commands=shown)
    more = len(commands) - len(shown)
    if more:
        further = ngettext(
            "{number} further command: see the field “arguments” in",
            "{number} further commands: see the field “arguments” in",
            more,
        ).format(number=count(more))
        yield Step(further, path=_inside_all(sessions))
    elif any(map(is_cut, shown)):
        yield Step(_("What is cut off above: see the field “arguments” in"), path=_inside_all(sessions))
    if any(REDACTED in line for command in shown for line in command):
        yield Step(_("Where {mark} stands, put the secret that was not recorded").format(mark=REDACTED))


def _inside_all(sessions: Sequence[StoredSession]) -> str:
    """Return the path of the `session.json` of one session, or with a star that of several."""
    path = _inside(sessions[0], SESSION_FILE)
    return path if len(sessions) == 1 else path.replace(sessions[0].folder.name, "*")


def _without_recorder(session: Session) -> str:
    if session.kind == "notebook":
        return _("{run_it} (or run its cells in order in Jupyter)")
    if session.flags:
        return "{run_it}"
    return _("{run_it} (or, without recording, with “python” in place of “reportgen run”)")


def command_of(session: Session) -> tuple[str, ...]:
    """Return the words to type to run the program of a session under the recorder."""
    start = ["python", *session.flags, "-m", "reportgen", "run"] if session.flags else ["reportgen", "run"]
    # A module is kept as it was typed: "-m package.train".
    program = session.program.split(" ", 1) if session.kind == "module" else [session.program]
    return (*start, *program, *session.arguments)
