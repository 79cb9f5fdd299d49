"""The runs that arrive with the repository: the five trainings of the first document on MNIST."""

from pathlib import Path

from reportgen.sections import judgement
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library

RUNS = Path(__file__).parents[2] / "runs"
SESSIONS = RUNS / "sessions"


def test_they_are_the_five_trainings_of_the_first_document() -> None:
    library = read_library([RUNS])

    assert library.problems == ()
    found = []
    for stored in library.runs:
        run = stored.run
        assert run.model is not None and run.training is not None and run.training.optimizer is not None
        assert run.training.batch_size is not None and run.dataset is not None and run.dataset.name is not None
        sizes = {split.role: split.samples for split in run.dataset.splits}
        assert sizes == {"training": 60000, "validation": 10000}
        optimizer = run.training.optimizer.type
        facts = (run.dataset.name.value, run.training.batch_size.value, len(stored.epochs), run.state)
        assert facts == ("MNIST", 64, 5, "completed")
        found.append((run.name, run.model.parameters, optimizer))
    assert found == [
        ("ConvNet2layers", 1_199_882, "Adam"),
        ("ConvNet2layers", 1_199_882, "Adam"),
        ("MLP2layers", 669_706, "RMSprop"),
        ("MLP2layers", 669_706, "RMSprop"),
        ("MLP5layers", 1_457_674, "SGD"),
    ]


def test_they_are_small_and_hold_no_weights() -> None:
    files = [path for path in RUNS.rglob("*") if path.is_file()]

    of_runs = {path.name for path in files if SESSIONS not in path.parents}
    assert of_runs == {"run.json", "history.jsonl", "predictions.npz", "samples.npz"}
    of_sessions = {path.name for path in files if SESSIONS in path.parents}
    assert of_sessions == {"session.json", "program.py", "console.log", "__init__.py", "models.py"}
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_a_brief_evaluation_of_them_fits_a_page_each() -> None:
    library = read_library([RUNS])
    charts = {}
    for detail in ("brief", "normal"):
        content = judgement.build(make_report(library, Settings(detail=detail)))
        assert content is not None
        charts[detail] = [[type(part.chart).__name__ for part in figure.parts] for figure in content.figures]
    shown = ["ConfusionChart", "ReliabilityChart"]
    assert charts == {"brief": [shown] * 3, "normal": [[*shown, "RateChart", "RateChart"], ["PictureChart"]] * 5}
