"""Work off the path of the program: threads that nobody notices."""

import signal
import threading
from collections.abc import Callable


def in_background(work: Callable[[], None], name: str) -> threading.Thread:
    """Start `work` in a daemon thread that no signal is delivered to, and return it.

    A program that blocks a signal in its own threads, to wait for it, would otherwise be ended by it in this one.
    """
    thread = threading.Thread(target=work, name=f"reportgen-{name}", daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        thread.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return thread
