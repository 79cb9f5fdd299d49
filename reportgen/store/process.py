"""Whether the process that recorded a run still lives, told from its id, its start time and its machine."""

import functools
import hashlib
import os
import platform
import uuid
from pathlib import Path

import psutil

from reportgen.records.run import Process

_MACHINE_ID = Path("/etc/machine-id")
_PROCESS_NAMESPACE = Path("/proc/self/ns/pid")
_SECONDS_APART = 1.0


@functools.cache
def machine_hash() -> str:
    """Return a short hash that tells this machine from others without naming it.

    Containers are machines of their own: they number their processes anew, so that an id says nothing outside.
    """
    return hashlib.sha256(f"reportgen{_machine()}{_process_namespace()}".encode()).hexdigest()[:12]


def _machine() -> str:
    """Return what stays the same over restarts: systemd's id, else the network card's with the machine's name."""
    try:
        known = _MACHINE_ID.read_text().strip()
    except (OSError, UnicodeDecodeError):
        known = ""
    return known or f"{uuid.getnode()}{platform.node()}"


def _process_namespace() -> str:
    try:
        return str(_PROCESS_NAMESPACE.stat().st_ino)
    except OSError:
        return ""  # not Linux


def this_process() -> Process:
    """Describe the running process."""
    return Process(pid=os.getpid(), created_at=psutil.Process().create_time(), host=machine_hash())


def is_gone(process: Process | None) -> bool:
    """Return True if the recording process has surely ended: it was on this machine and is no more.

    Start times are compared with a second of tolerance: they are derived from the clock at boot.
    """
    if process is None or process.host != machine_hash():
        return False
    try:
        found = psutil.Process(process.pid)
        # A process that ended stays a zombie until its parent asks for its exit status.
        is_zombie = found.status() == psutil.STATUS_ZOMBIE
        return is_zombie or abs(found.create_time() - process.created_at) > _SECONDS_APART
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return True  # a negative id, or one too large, is nobody's
    except psutil.Error:
        return False
