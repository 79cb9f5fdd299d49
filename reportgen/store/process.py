"""Whether the process that recorded a run still lives, told from its id, its start time and its machine."""

import functools
import hashlib
import os
import uuid

import psutil

from reportgen.records.run import Process


@functools.cache
def machine_hash() -> str:
    """Return a short hash that tells this machine from others without naming it."""
    return hashlib.sha256(f"reportgen{uuid.getnode()}".encode()).hexdigest()[:12]


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
        return abs(psutil.Process(process.pid).create_time() - process.created_at) > 1.0
    except psutil.NoSuchProcess:
        return True
    except psutil.Error:
        return False
