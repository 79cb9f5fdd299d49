"""A disk that fails: from a call of `fail` on, system calls of this process give EIO. Linux, no rights needed.

A filter of seccomp(2): the kernel itself answers, whatever the program uses to write.
"""

import ctypes
import errno
import platform
import struct
import sys
from typing import Literal

Call = Literal["write", "fsync"]

_NUMBERS = {"x86_64": {"write": 1, "fsync": 74}, "aarch64": {"write": 64, "fsync": 82}}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_GREATER, _RETURN = 0x20, 0x15, 0x25, 0x06
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | errno.EIO
_NUMBER_AT, _FIRST_ARGUMENT_AT = 0, 16
_HIGHEST_OF_THE_PROGRAM = 2  # its output and error go on working

available = sys.platform == "linux" and platform.machine() in _NUMBERS


def fail(call: Call) -> None:
    """Let every later `call` on a file fail, except on standard output and error; there is no way back."""
    steps = [
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_EQUAL, 0, 3, _NUMBERS[platform.machine()][call]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_JUMP_GREATER, 0, 1, _HIGHEST_OF_THE_PROGRAM),
        (_RETURN, 0, 0, _FAIL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    content = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(content)))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, program) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
