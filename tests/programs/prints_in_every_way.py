"""Prints through every layer of Python's output, from threads and a fork, and what it sees of its streams."""

import io
import os
import sys
import threading
from pathlib import Path


def shown(stream):
    if stream is None:
        return "closed"
    kinds = [type(stream), type(stream.buffer), type(getattr(stream.buffer, "raw", None))]
    settings = [stream.encoding, stream.errors, stream.line_buffering, stream.write_through, stream.newlines]
    number = stream.fileno()
    return f"{stream!r} {kinds} {settings} {number} terminal {stream.isatty()} {oct(os.fstat(number).st_mode)}"


def tell(*words, **more):
    for stream in (sys.stderr, sys.stdout):
        try:
            print(*words, file=stream, **more)
        except OSError as error:
            print("cannot print:", error, file=sys.__stderr__)


tell(shown(sys.stdout), shown(sys.stderr))
tell(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, io.open is open)
with Path(os.devnull).open() as file:
    tell("next descriptor", file.fileno(), "threads", [thread.name for thread in threading.enumerate()])
tell("Grüße, \u4e16\u754c" if sys.stdout and sys.stdout.encoding == "utf-8" else "plain")
tell("\rprogress", end="\r", flush=bool(sys.stdout) and os.environ.get("FLUSH") == "1")
tell()
if sys.stdout:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(b"bytes \xff\n")
        sys.stdout.flush()
        sys.stdout.writelines(["several\n", "lines\n"])
        print("x" * 20_000)
        sys.stdout.flush()
        os.write(1, b"by the system\n")
    except OSError as error:
        tell("cannot write:", error)
    thread = threading.Thread(target=lambda: tell("from", threading.current_thread().name))
    thread.start()
    thread.join()
    child = os.fork()
    if child == 0:
        tell("from a fork")
        sys.exit(3)
    tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
raise ValueError("at the end")
