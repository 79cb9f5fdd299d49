"""A child process that gets the signals meant for it, each once, and a parent that outlives it.

A terminal sends Ctrl-C to every process of its foreground group, so the child has it already; `kill` sends a
signal to one process, which passes it on. Linux tells the two apart (sigaction(2), `si_code`).
"""

import contextlib
import math
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from types import FrameType

_PASSED_ON = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")
    if hasattr(signal, name)
)
# `kill` may have signalled the whole group, in which case the child is about to end by itself.
_INTERRUPT_GRACE_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 3600.0


def run_child(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run `command` with this process's input, output and error; return its exit status, -n if signal n ended it.

    Other descriptors that the shell opened are passed on too, as for `train.py <(zcat data.gz)`; Python's own are not.

    Raises OSError if it cannot be started.
    """
    if hasattr(signal, "sigtimedwait"):
        return _run_telling_senders_apart(command, environment)
    with _handlers() as children:
        child = subprocess.Popen(command, env=environment, close_fds=False)
        children.append(child)
        return child.wait()


def _run_telling_senders_apart(command: Sequence[str], environment: Mapping[str, str]) -> int:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (*_PASSED_ON, signal.SIGCHLD))

    def unblock() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    try:
        # A blocked signal stays blocked over exec. There is one thread here, so preexec_fn is safe.
        child = subprocess.Popen(command, env=environment, close_fds=False, preexec_fn=unblock)  # noqa: PLW1509
        return _wait(child)
    finally:
        unblock()


def _wait(child: subprocess.Popen[bytes]) -> int:
    interrupt_at = math.inf
    while (status := child.poll()) is None:
        patience = min(_LONGEST_WAIT_SECONDS, max(0.0, interrupt_at - time.monotonic()))
        arrived = signal.sigtimedwait((*_PASSED_ON, signal.SIGCHLD), patience)
        if arrived is None:
            if time.monotonic() >= interrupt_at:
                child.send_signal(signal.SIGINT)
                interrupt_at = math.inf
        elif arrived.si_signo == signal.SIGCHLD or arrived.si_code > 0:
            continue
        elif arrived.si_signo == signal.SIGINT:
            interrupt_at = min(interrupt_at, time.monotonic() + _INTERRUPT_GRACE_SECONDS)
        else:
            child.send_signal(arrived.si_signo)
    return status


@contextlib.contextmanager
def _handlers() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Where the sender is not told: leave interrupts to the terminal, pass the others on to the child."""
    children: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, _frame: FrameType | None) -> None:
        for child in children:
            if number != signal.SIGINT:
                child.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in _PASSED_ON}
    try:
        yield children
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
