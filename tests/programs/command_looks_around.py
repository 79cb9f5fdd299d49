"""Prints everything that a program can see of how it was started, and what it sees of itself. Reads its input."""

import asyncio
import faulthandler
import gc
import inspect
import linecache
import locale
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import tracemalloc
import warnings
from pathlib import Path

count: int = 3


class Sample:
    def __init__(self, value):
        self.value = value

    def doubled(self):
        return 2 * self.value


async def answer():
    await asyncio.sleep(0)
    return threading.current_thread().name


def of_python():
    yield __name__, __file__, __doc__, __spec__, __package__, __annotations__, sorted(globals())
    yield sys.argv, sys.path, sys.flags, sys.warnoptions, sys._xoptions, sys.executable, sys.prefix
    yield [type(finder).__name__ for finder in sys.path_hooks], sys.dont_write_bytecode, sys.pycache_prefix
    yield sys.excepthook, sys.displayhook, sys.unraisablehook, threading.excepthook, sys.breakpointhook
    yield sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), sys.getswitchinterval(), sys.is_finalizing()
    yield warnings.filters, gc.isenabled(), gc.get_threshold(), gc.callbacks, tracemalloc.is_tracing()
    yield faulthandler.is_enabled(), sys.getallocatedblocks() > 0, "numpy" in sys.modules, "keras" in sys.modules
    yield [
        (stream.encoding, stream.errors, stream.line_buffering, stream.isatty(), stream.mode) for stream in streams()
    ]
    yield [type(stream.buffer).__name__ for stream in streams()], [stream.fileno() for stream in streams()]


def streams():
    return sys.stdin, sys.stdout, sys.stderr


def of_the_system():
    yield dict(os.environ), os.getenv("PYTHONPATH"), os.environb.get(b"REPORTGEN_RECORDING"), Path.cwd()
    yield locale.getlocale(), os.getpgrp() == os.getpid(), os.getsid(0), os.umask(0o22), os.nice(0)
    yield signal.pthread_sigmask(signal.SIG_BLOCK, ()), [signal.getsignal(number) for number in signal.valid_signals()]
    yield [thread.name for thread in threading.enumerate()], len(list(Path("/proc/self/task").iterdir()))
    yield resource.getrlimit(resource.RLIMIT_NOFILE), os.open("/dev/null", os.O_RDONLY), list(Path().iterdir())
    yield inspect.signature(os.execve), inspect.signature(subprocess.Popen), os.execve in os.supports_fd


def of_itself():
    yield pickle.loads(pickle.dumps(Sample(4))).doubled(), pickle.dumps(Sample), inspect.getsource(Sample.doubled)
    yield linecache.getline(__file__, 1), inspect.getmodule(Sample).__name__
    yield Path(__file__).exists(), Path("data.txt").read_text(), asyncio.run(answer())
    yield [frame.function for frame in inspect.stack()]


for facts in (of_python, of_the_system, of_itself):
    for line in facts():
        print(facts.__name__, *line, sep=" | ")
print(input("name? "), sys.stdin.read(), sep=" | ")
logging.basicConfig(format="%(levelname)s %(name)s %(filename)s:%(lineno)d %(message)s")
logging.getLogger("train").warning("the rate is %s", 0.1)
warnings.warn("an old argument", DeprecationWarning, stacklevel=1)
for step in range(3):
    print(f"\r\x1b[32mstep {step}\x1b[0m", end="", flush=True)
os.write(1, b"\nwritten to the descriptor\n")
print("to the error stream", file=sys.stderr)
