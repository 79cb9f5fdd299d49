"""Whether the process that recorded a run still lives, told from its id, its start time and its machine.

Files are read by calls of the operating system that are bound here when Python has just started: a program may have
replaced `open`, and must be told from others all the same.
"""

import functools
import hashlib
import os
import platform
import uuid
from os import O_RDONLY, close, read
from os import open as open_file
from pathlib import Path

import psutil

from reportgen.records.run import Process

_MACHINE_ID = Path("/etc/machine-id")
_PROCESS_NAMESPACE = Path("/proc/self/ns/pid")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_SECONDS_APART = 1.0
_MOST_BYTES = 65536

# proc(5): the fields of /proc/PID/stat that follow the name in parentheses.
_STATE, _START_TIME = 0, 19
_ENDED = (b"Z", b"X", b"x")


@functools.cache
def machine_hash() -> str:
    """Return a short hash that tells this machine from others without naming it.

    Containers are machines of their own: they number their processes anew, so that an id says nothing outside.
    """
    return hashlib.sha256(f"reportgen{_machine()}{_process_namespace()}".encode()).hexdigest()[:12]


def _machine() -> str:
    """Return what stays the same over restarts: systemd's id, else the network card's with the machine's name."""
    try:
        known = _content(_MACHINE_ID).decode().strip()
    except (OSError, UnicodeDecodeError):
        known = ""
    return known or f"{uuid.getnode()}{platform.node()}"


def _process_namespace() -> str:
    try:
        return str(_PROCESS_NAMESPACE.stat().st_ino)
    except OSError:
        return ""  # not Linux


@functools.cache
def boot_hash() -> str | None:
    """Return a short hash that tells this start of the machine from others; None where the system does not tell."""
    try:
        return hashlib.sha256(b"reportgen" + _content(_BOOT_ID)).hexdigest()[:12]
    except OSError:
        return None


def this_process() -> Process:
    """Describe the running process."""
    pid = os.getpid()
    found = _found_in_proc(pid) if boot_hash() else None
    return Process(
        pid=pid,
        created_at=_created_at(),
        host=machine_hash(),
        boot=boot_hash() if found else None,
        started_ticks=found[1] if found else None,
    )


def _created_at() -> float:
    try:
        return psutil.Process().create_time()
    except (OSError, psutil.Error):
        return 0.0  # no descriptor left, or `open` is no longer Python's: it is told by the clock ticks


def _content(path: Path) -> bytes:
    """Return the content of a small file. Raises OSError."""
    descriptor = open_file(path, O_RDONLY)
    try:
        return read(descriptor, _MOST_BYTES)
    finally:
        close(descriptor)


def _found_in_proc(pid: int) -> tuple[bytes, int] | None:
    """Return state and start time of a process, in clock ticks since the machine started; None if there is none.

    Raises OSError where that cannot be told.
    """
    try:
        content = _content(Path(f"/proc/{pid}/stat"))
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = content.rpartition(b")")[2].split()
    return fields[_STATE], int(fields[_START_TIME])


def is_gone(process: Process | None) -> bool:
    """Return True if the recording process has surely ended: it was on this machine and is no more."""
    if process is None or process.host != machine_hash():
        return False
    if process.boot is None or process.started_ticks is None or boot_hash() is None:
        return _is_gone_by_clock(process)
    if process.boot != boot_hash():
        return True
    try:
        found = _found_in_proc(process.pid)
    except OSError:
        return False
    if found is None:
        return not _may_be_hidden(process.pid)
    # A process that ended stays a zombie until its parent asks for its exit status.
    return found[0] in _ENDED or found[1] != process.started_ticks


def _may_be_hidden(pid: int) -> bool:
    """Return True if there is a process that /proc does not show: it is another user's, under hidepid."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return pid > 0
    except (OSError, OverflowError):
        return False
    return False


def _is_gone_by_clock(process: Process) -> bool:
    """Tell by the start time in seconds, with one of tolerance: it is derived from the clock and from that at boot."""
    try:
        found = psutil.Process(process.pid)
        is_zombie = found.status() == psutil.STATUS_ZOMBIE
        return is_zombie or abs(found.create_time() - process.created_at) > _SECONDS_APART
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return True  # a negative id, or one too large, is nobody's
    except psutil.Error:
        return False
