"""Ctrl-C, and the signals that ask a program to end, as exceptions: what was begun is put in order on the way out.

An exception is held back while it would be lost or do harm. An extension module whose first import it breaks off may
abort the process; nobody hears of one in a callback of the import system or in a destructor; and a temporary folder or
a process that it meets between its making and its remembering stays there.
"""

import _thread
import atexit
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

INTERRUPT = signal.SIGINT
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))

_STATUS = 128
# Modules in whose functions nothing is raised, and the name of such functions elsewhere.
_HELD_BACK_IN = frozenset(
    {
        "_frozen_importlib",
        "_frozen_importlib_external",
        "importlib._bootstrap",
        "importlib._bootstrap_external",
        "reportgen.processes",
        "tempfile",
        "weakref",
        "_weakrefset",
    }
)
_DESTRUCTOR = "__del__"
_AGAIN_SECONDS = 0.005
# One signal is enough: who types Ctrl-C twice does not mean to leave temporary files behind.
_IN_ORDER_SECONDS = 1.0


class _Ending:
    """How this process ends: `number` is that of the signal that ended it, 0 if none did."""

    def __init__(self) -> None:
        self.is_begun = False
        self.number = 0
        self._deaf_until = 0.0
        self._outermost: FrameType | None = None
        self._thread = 0

    def begin(self, outermost: FrameType) -> None:
        """Take this thread for the main one, and `outermost` for the frame of all that it does."""
        self.is_begun = True
        self._outermost = outermost
        self._thread = _thread.get_ident()

    def be_deaf(self) -> None:
        """Ignore signals while things are put in order; but not for ever, if that should hang."""
        self._deaf_until = time.monotonic() + _IN_ORDER_SECONDS

    def end(self, number: int, frame: FrameType | None) -> None:
        """The handler of signals."""
        if time.monotonic() < self._deaf_until:
            return
        if self._is_held_back(frame):
            _thread.start_new_thread(self._send_again, (number,))
            return
        self.number = number
        self.be_deaf()
        if number == INTERRUPT:
            raise KeyboardInterrupt
        raise SystemExit(_STATUS + number)

    def _is_held_back(self, frame: FrameType | None) -> bool:
        while frame is not None and frame is not self._outermost:
            if frame.f_globals.get("__name__") in _HELD_BACK_IN or frame.f_code.co_name == _DESTRUCTOR:
                return True
            frame = frame.f_back
        return False

    def _send_again(self, number: int) -> None:
        time.sleep(_AGAIN_SECONDS)
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._thread, number)  # it may wait for something by now
        else:
            _thread.interrupt_main(signal.Signals(number))


_ending = _Ending()


def ended_in_order(work: Callable[[], int]) -> int:
    """Return the exit status that `work` returns, all that this process does, or that of the signal that ended it.

    The signals are those of `end_in_order_by`. An interrupt is told with an empty line, as click tells it.
    """
    _ending.begin(sys._getframe())  # noqa: SLF001  # the public way to it, inspect, takes long to import
    # Registered first, done last: Python only lets go of its memory, which may take a moment.
    atexit.register(_ignore)
    end_in_order_by(INTERRUPT)
    try:
        return work()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            print(file=sys.stderr)
        return _STATUS + INTERRUPT
    except BaseException:
        # Nobody can be told anything at a terminal that was closed.
        if _ending.number in ENDING:
            return _STATUS + _ending.number
        raise
    finally:
        _ending.be_deaf()


def end_in_order_by(*numbers: int) -> None:
    """Have these signals end the process from now on, but those that it was started to ignore, as by nohup.

    Where this is called by another program, in its process, they stay as they are.
    """
    if not _ending.is_begun:
        return
    for number in numbers:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _ending.end)


def _ignore() -> None:
    for number in (INTERRUPT, *ENDING):
        if signal.getsignal(number) == _ending.end:
            signal.signal(number, signal.SIG_IGN)
