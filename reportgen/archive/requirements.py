"""`requirements.txt`: the versions of the packages that the recorded programs imported, as pip takes them."""

import re
from collections.abc import Sequence

from reportgen.analysis.provenance import packages_of
from reportgen.analysis.selection import NumberedRun

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.!+_-]*")


def requirements_of(runs: Sequence[NumberedRun]) -> bytes:
    """Return the content of requirements.txt; of several versions that of the last run, the others as a comment.

    A name or version that pip would take for something else is left out: records may come from anybody.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for run in sorted(runs, key=lambda run: run.stored.run.started_at):
        for name, version in packages_of([run]).items():
            if _NAME.fullmatch(name) and _VERSION.fullmatch(version):
                numbers = found.setdefault(name, {}).pop(version, [])
                found[name][version] = [*numbers, run.number]  # that of the last run stands last
    pythons = _pythons(runs)
    lines = [f"# Python {', '.join(pythons)}"] if pythons else []
    lines += [_line(name, versions) for name, versions in sorted(found.items())]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(name: str, versions: dict[str, list[int]]) -> str:
    *others, last = versions
    told = [f"{version} in model {', '.join(map(str, versions[version]))}" for version in others]
    return f"{name}=={last}" + (f"  # {'; '.join(told)}" if told else "")


def _pythons(runs: Sequence[NumberedRun]) -> list[str]:
    platforms = [run.stored.run.platform for run in runs]
    found = {platform.python for platform in platforms if platform and platform.python}
    return sorted(version for version in found if _VERSION.fullmatch(version))
