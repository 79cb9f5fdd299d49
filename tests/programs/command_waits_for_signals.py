"""Records a loop that lasts until a signal ends it, and writes down every signal it gets in the meantime."""

import signal
import sys
import time

import reportgen

received = []


def note(number, frame):
    received.append(signal.Signals(number).name)


for number in (signal.SIGTERM, signal.SIGUSR1):
    signal.signal(number, note)

with reportgen.record("patient") as run:
    run.log_epoch(loss=1.0)
    try:
        print("ready", flush=True)
        while not received:
            time.sleep(0.05)
        time.sleep(1.5)  # a signal sent twice would arrive in the meantime
    except KeyboardInterrupt:
        received.append("SIGINT")
        try:
            time.sleep(1.5)
        except KeyboardInterrupt:
            received.append("SIGINT")
        print(received, flush=True)
        raise
print(received, flush=True)
sys.exit(7)
