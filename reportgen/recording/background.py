"""Work off the path of the program: threads that it does not notice."""

import _thread
import signal
import threading
from collections.abc import Callable


def in_background(work: Callable[[], None]) -> threading.Event:
    """Start `work`, which raises nothing, in a thread; return what is set once it is done.

    Python does not wait for the thread, and `threading` does not list it: programs count their threads, and name them
    by that count. No signal is delivered to it: a program that blocks one in its own threads, to wait for it, would be
    ended by it in this one.
    """
    done = threading.Event()

    def run() -> None:
        try:
            work()
        finally:
            done.set()

    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        _thread.start_new_thread(run, ())
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return done
