"""What an epoch measured: one line of `history.jsonl`."""

from datetime import UTC

from reportgen.records.values import Integer, Measurement, Moment, Record, keep_in_utc


class Epoch(Record, frozen=True, kw_only=True, gc=False):
    """One finished epoch.

    `epoch` counts from 1 (Keras's index plus one). `metrics` are the values Keras logged, validation with prefix
    `val_`. `learning_rate` is the rate in force at the end of the epoch; `learning_rate_start` the rate at its
    start where it changed in between. `duration_seconds` includes validation.
    """

    epoch: Integer
    metrics: dict[str, Measurement] = {}
    learning_rate: Measurement | None = None
    learning_rate_start: Measurement | None = None
    duration_seconds: float | None = None
    started_at: Moment | None = None

    def __post_init__(self) -> None:
        # Asked here already: a store has a hundred thousand epochs, and all are in UTC.
        if self.started_at is not None and self.started_at.tzinfo is not UTC:
            keep_in_utc(self, "started_at")
