"""What arrives while the recorder works: Ctrl-C, the end of the stack, a fork. The training takes it as without it."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import keras
import pytest

import reportgen
from reportgen.records.history import Epoch

OWN = str(Path(reportgen.__file__).parent)


class Interrupting:
    """A context in which Ctrl-C is typed at the call of number `call` that the recorder makes to the system."""

    def __init__(self, call: int) -> None:
        self.left = call

    def __enter__(self) -> "Interrupting":
        sys.setprofile(self.look)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def look(self, frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and getattr(function, "__module__", "") == "posix" and is_recorders(frame):
            self.left -= 1
            if self.left == 0:
                signal.raise_signal(signal.SIGINT)


def is_recorders(frame: FrameType | None) -> bool:
    return frame is not None and (
        frame.f_code.co_filename.startswith(OWN)
        or (frame.f_back is not None and frame.f_back.f_code.co_filename.startswith(OWN))
    )


@pytest.mark.parametrize("call", range(2, 11))  # in the first, the recorder has not been told of the epoch
def test_an_interrupt_while_an_epoch_is_written_ends_the_loop_and_leaves_every_epoch(tmp_path, runs, call):
    interrupting = Interrupting(call)
    with pytest.raises(KeyboardInterrupt), reportgen.record("loop", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        with interrupting:
            run.log_epoch(loss=0.5)
        signal.raise_signal(signal.SIGINT)  # where an epoch takes fewer calls
    (stored,) = runs()
    assert stored.run.state == "interrupted"
    assert stored.run.failure.type == "KeyboardInterrupt"
    assert [epoch.metrics["loss"] for epoch in stored.epochs] == [1.0, 0.5]
    assert interrupting.left == 0 or call > 6


@pytest.mark.parametrize("call", range(1, 12))
def test_an_interrupt_while_the_end_is_written_leaves_the_end(tmp_path, runs, call):
    recorded = reportgen.record("loop", runs=tmp_path / "runs")
    run = recorded.__enter__()
    run.log_epoch(loss=1.0)
    try:
        with Interrupting(call):
            recorded.__exit__(None, None, None)
    except KeyboardInterrupt:
        pass
    (stored,) = runs()
    assert (stored.run.state, len(stored.epochs)) == ("completed", 1)
    assert stored.run.ended_at is not None


def test_an_interrupt_while_keras_s_epoch_is_written_ends_the_training(recorded, network, points):
    class Interrupts(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 1:
                sys.setprofile(Interrupting(3).look)

    with pytest.raises(KeyboardInterrupt):
        network().fit(*points, epochs=5, verbose=0, callbacks=[Interrupts()])
    sys.setprofile(None)
    (stored,) = recorded()
    assert (stored.run.state, len(stored.epochs)) == ("interrupted", 2)


def test_the_end_of_the_stack_in_the_recorder_is_not_the_program_s(tmp_path, runs, capsys):
    with reportgen.record("deep", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        deepest_without = dive(lambda: None)
        assert dive(lambda: run.log_epoch(loss=0.5)) >= deepest_without - 8
        run.log_epoch(loss=0.25)
    (stored,) = runs()
    assert stored.run.state == "completed"
    assert [stored.epochs[0].metrics["loss"], stored.epochs[-1].metrics["loss"]] == [1.0, 0.25]
    assert len(capsys.readouterr().err.splitlines()) <= 1


def dive(work, depth=0):
    """Call `work` at every depth down to the end of the stack; return the deepest at which it raised nothing."""
    try:
        work()
    except RecursionError:
        return depth - 1
    try:
        return dive(work, depth + 1)
    except RecursionError:
        return depth


def test_memory_that_is_short_for_a_moment_costs_no_epoch(tmp_path, runs, monkeypatch, capsys):
    with reportgen.record("loop", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        with monkeypatch.context() as patch:
            patch.setattr("reportgen.store.writing.encode", short_of_memory)
            run.log_epoch(loss=0.5)
        run.log_epoch(loss=0.25)
    (stored,) = runs()
    assert [epoch.metrics["loss"] for epoch in stored.epochs] == [1.0, 0.5, 0.25]
    assert capsys.readouterr().err == "reportgen: not everything is recorded: MemoryError:; the training goes on\n"


def short_of_memory(epoch: Epoch, indent: int) -> bytes:
    raise MemoryError


def test_a_forked_copy_of_the_program_that_leaves_the_training_does_not_end_it(tmp_path, runs):
    with reportgen.record("parent", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        child = os.fork()
        if child == 0:
            try:
                run.finish(SystemExit(0))
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        assert runs()[0].run.state == "running"
    assert runs()[0].run.state == "completed"


def test_what_no_umask_lets_anybody_read_is_readable_to_its_owner(tmp_path, runs):
    before = os.umask(0o777)
    try:
        with reportgen.record("hidden", runs=tmp_path / "runs" / "deep") as run:
            run.log_epoch(loss=1.0)
            run.log_epoch(loss=0.5)
    finally:
        os.umask(before)
    folder = next((tmp_path / "runs" / "deep").iterdir())
    assert [path.stat().st_mode & 0o777 for path in (folder.parent, folder)] == [0o700, 0o700]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_working_folder_that_is_gone_costs_one_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with reportgen.record("lost") as run:
        run.log_epoch(loss=1.0)
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "reportgen: recording stopped: runs: the working folder is gone; the training goes on"


def test_an_exception_that_cannot_say_what_it_is_leaves_the_loop_as_itself(tmp_path, runs):
    class SilentError(Exception):
        def __str__(self):
            raise RuntimeError("not a word")

    with pytest.raises(SilentError), reportgen.record("loop", runs=tmp_path / "runs") as run:
        run.log_epoch(loss=1.0)
        raise SilentError
    (stored,) = runs()
    assert (stored.run.state, stored.run.failure.type, stored.run.failure.message) == ("failed", "SilentError", "")


def test_numbers_of_other_libraries_and_names_that_are_no_text_are_recorded(tmp_path, runs):
    import numpy as np

    with reportgen.record(7, runs=tmp_path / "runs", batch_size=np.int64(8), epochs=np.float32(2.5)) as run:
        run.log_epoch(loss=10**400, accuracy=np.float32(0.5))
        run.log_evaluation(loss=1.0, samples=np.int64(4))
        run.log_evaluation("holdout", loss=1.0)
    (stored,) = runs()
    assert (stored.run.name, stored.run.training.batch_size.value, stored.run.training.epochs.value) == ("7", 8, 2.5)
    assert stored.epochs[0].metrics == {"accuracy": 0.5}
    assert [evaluation.samples for evaluation in stored.run.evaluations] == [4]
