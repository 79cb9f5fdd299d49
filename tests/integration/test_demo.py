"""`reportgen demo`, from nothing to the report."""

from pathlib import Path

from reportgen.store.reading import read_library, read_session
from tests.conftest import Command
from tests.read_pdf import text_of
from tests.standards import findings_of_meaning, findings_of_standards

NAMES = ["ConvNet2layers", "ConvNet2layers", "MLP2layers", "MLP2layers", "MLP5layers"]


def test_the_demo_trains_five_models_and_writes_their_report(tmp_path: Path, command: Command) -> None:
    done = command("demo", "--author", "Ada Lovelace", PYTHONPATH="")

    assert done.returncode == 0
    assert "report.pdf: 5 runs," in done.stderr
    library = read_library([tmp_path / "demo" / "runs"])
    assert [stored.run.name for stored in library.runs] == NAMES
    assert {stored.run.state for stored in library.runs} == {"completed"}
    for stored in library.runs:
        run = stored.run
        assert len(stored.epochs) >= 5
        assert run.dataset is not None
        assert run.dataset.name is not None
        sizes = {split.role: split.samples for split in run.dataset.splits}
        assert sum(size or 0 for size in sizes.values()) == 1797
        assert set(sizes) == {"training", "validation", "test"}
        assert [evaluation.data for evaluation in run.evaluations] == ["test"]
        assert (tmp_path / run.weights[0].path).stat().st_size == run.weights[0].bytes
        assert float(run.evaluations[0].metrics["accuracy"]) > 0.9
    report = tmp_path / "report.pdf"
    assert "Ada Lovelace" in text_of(report)
    assert findings_of_standards(report) == findings_of_meaning(report) == []
    session = read_session(next((tmp_path / "demo" / "runs" / "sessions").iterdir()))
    assert (session.program, session.exit_status) == ("digits.py", 0)
