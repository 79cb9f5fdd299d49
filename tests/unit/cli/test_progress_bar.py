import io
import sys

import pytest

from reportgen.cli.messages import Messages
from reportgen.cli.progress_bar import ProgressBar


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(messages: Messages, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Two stages of three steps, on a clock that `seconds` of work have moved on."""
    now = [100.0]
    monkeypatch.setattr("reportgen.cli.progress_bar.time.monotonic", lambda: now[0])
    with ProgressBar(messages) as bar:
        for stage in ("Drawing", "Writing"):
            bar.stage(stage, 3)
            now[0] += seconds / 2
            for _ in range(3):
                bar.advance()


def test_work_over_a_second_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    work(Messages(), monkeypatch, seconds=4)
    assert "Writing" in screen.getvalue()
    assert "3/3" in screen.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    work(Messages(), monkeypatch, seconds=0.5)
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("stream", "messages"), [(io.StringIO, Messages()), (Screen, Messages(quiet=True))])
def test_nothing_is_drawn_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], messages: Messages
) -> None:
    monkeypatch.setattr(sys, "stderr", screen := stream())
    work(messages, monkeypatch, seconds=4)
    assert screen.getvalue() == ""


def test_verbose_tells_the_seconds_of_each_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    work(Messages(verbose=True), monkeypatch, seconds=4)
    assert screen.getvalue().splitlines() == ["reportgen: Drawing: 2.00 s", "reportgen: Writing: 2.00 s"]
