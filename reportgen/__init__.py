"""reportgen: the report of a machine-learning training writes itself.

    reportgen.autolog(dataset="MNIST")                         # every later fit is recorded
    model.fit(…, callbacks=[reportgen.RunRecorder(name="…")])  # or just this one
    with reportgen.record("my loop") as run:                   # or a training loop of your own
        run.log_epoch(loss=…, accuracy=…)
    reportgen.render("runs", "report.pdf")
    reportgen.verify("report.pdf")                             # whether it prints what is attached to it
    reportgen.bundle("runs")                                   # one zip to hand in
    reportgen.load("runs")                                     # records; .to_dataframe() for pandas

Names are loaded when they are used: importing reportgen loads neither Keras nor WeasyPrint.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes as long to import as Python to start, and Ctrl-C is a traceback meanwhile
if TYPE_CHECKING:
    from typing import Any

    from reportgen.api import load as load
    from reportgen.api import render as render
    from reportgen.archive.bundling import bundle as bundle
    from reportgen.archive.verifying import verify as verify
    from reportgen.recording.autolog import autolog as autolog
    from reportgen.recording.keras.callback import RunRecorder as RunRecorder
    from reportgen.recording.loop import record as record

__version__ = "0.1.0"

__all__ = ["RunRecorder", "autolog", "bundle", "load", "record", "render", "verify"]

_HOMES = {
    "RunRecorder": "reportgen.recording.keras.callback",
    "autolog": "reportgen.recording.autolog",
    "record": "reportgen.recording.loop",
    "render": "reportgen.api",
    "load": "reportgen.api",
    "verify": "reportgen.archive.verifying",
    "bundle": "reportgen.archive.bundling",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reportgen' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
