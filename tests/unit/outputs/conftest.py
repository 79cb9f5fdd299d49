"""Reports rendered once and read by many tests."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from reportgen.api import Rendered, render
from reportgen.outputs.formats import FORMATS
from reportgen.setting_values import Author
from reportgen.settings import Settings
from tests.made_once import made_once
from tests.sample_runs import SampleRun, first_document_runs, nasty_runs, odd_runs, sample_run, sample_runs, write_store

RenderedStores = Callable[[str], Rendered]
OtherForms = Callable[[str], Path]

FIRST_DOCUMENT = Settings(
    title="MNIST, three ways",
    authors=(Author("Ada Lovelace"), Author("Ἀρχιμήδης")),
    # The first document has these sections and no others.
    sections=("summary", "training_reports", "architectures"),
)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> RenderedStores:
    """Return the report of a named store, rendered at the first demand."""
    stores: dict[str, Callable[[], list[SampleRun]]] = {
        "first document": first_document_runs,
        "odd": odd_runs,
        "nasty": nasty_runs,
        "thirty": lambda: sample_runs(30),
        "deep and failed": lambda: [sample_run("deep", layers=60, state="failed", epochs=2, requested=5)],
    }

    def report(name: str, folder: Path) -> Rendered:
        store = write_store(folder / "runs", stores[name]())
        settings = FIRST_DOCUMENT if name == "first document" else replace(FIRST_DOCUMENT, sections=())
        return render(store, folder / "report.pdf", settings=settings)

    return lambda name: made_once(tmp_path_factory, name, partial(report, name))


@pytest.fixture(scope="session")
def other_form(rendered: RenderedStores, tmp_path_factory: pytest.TempPathFactory) -> OtherForms:
    """Return the first document in another form, written at the first demand."""

    def form(name: str, folder: Path) -> Path:
        runs = rendered("first document").path.parent / "runs"
        target = folder / Path(FORMATS[name].default).name
        return render(runs, target, format=name, settings=FIRST_DOCUMENT).path

    return lambda name: made_once(tmp_path_factory, f"form {name}", partial(form, name))
