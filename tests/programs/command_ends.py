"""Ends in the way that its first argument names."""

# ruff: noqa: PTH123, SIM115  # as programs open files

import asyncio
import atexit
import faulthandler
import os
import signal
import sys
import threading
import time
import warnings


def with_number():
    sys.exit(300)


def with_text():
    sys.exit("the data are missing")


def with_none():
    sys.exit(None)


def with_true():
    raise SystemExit(True)


def with_an_exception():
    try:
        {}["accuracy"]
    except KeyError as error:
        raise RuntimeError("no such metric") from error


def with_a_group():
    raise ExceptionGroup("two went wrong", [ValueError("one"), OSError(2, "No such file")])


def with_a_syntax_error():
    exec(compile("model = = 1\n", "model.py", "exec"))


def with_a_recursion():
    with_a_recursion()


def with_a_keyboard_interrupt():
    raise KeyboardInterrupt


def with_its_own_hook():
    sys.excepthook = lambda kind, error, trace: print("hooked:", kind.__name__, error, file=sys.stderr)
    raise ValueError("for the hook")


def with_failing_threads():
    threads = [threading.Thread(target=with_an_exception, name=f"worker {number}") for number in range(2)]
    threads.append(threading.Thread(target=with_number))
    for thread in threads:
        thread.start()
        thread.join()
    print("the main thread goes on")


def with_a_thread_left():
    threading.Thread(target=lambda: (time.sleep(0.2), print("the last thread"))).start()
    atexit.register(print, "after the threads")


def with_handlers_in_order():
    atexit.register(print, "registered first, called last")
    atexit.register(lambda: 1 / 0)
    atexit.register(print, "registered last, called first")
    sys.exit(4)


def with_something_unraisable():
    class Leaves:
        def __del__(self):
            raise ValueError("in __del__")

    Leaves()
    left = open("left.txt", "w")
    left.write("never closed")


def with_asyncio():
    async def fails():
        await asyncio.sleep(0)
        raise ValueError("in a task")

    async def main():
        await asyncio.gather(fails(), fails())

    asyncio.run(main())


def with_a_closed_output():
    sys.stdout.close()
    os.close(1)
    print("nobody reads this")


def with_streams_of_its_own():
    sys.stdout = open(os.devnull, "w")
    sys.stderr = None
    raise ValueError("nobody reads this")


def at_once():
    print("buffered and lost", end="")
    os._exit(5)


def by_terminating():
    print("before", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)


def by_a_handled_signal():
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(f"handled {number} in {frame.f_code.co_name}"))
    by_terminating()


def by_an_interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)


def by_an_alarm():
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(5)


def by_a_crash():
    faulthandler.enable()
    faulthandler._sigabrt()


def by_a_full_pipe():
    for number in range(100_000):
        print("line", number)


def by_a_warning():
    warnings.warn("this becomes an error under -W error", stacklevel=2)


print("begins", sys.flags.optimize, __debug__, flush=True)
assert "again" not in sys.argv, "asserted"
globals()[sys.argv[1]]()
