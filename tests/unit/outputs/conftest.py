"""Reports rendered once and read by many tests."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.api import Rendered, render
from reportgen.outputs.formats import FORMATS
from reportgen.setting_values import Author
from reportgen.settings import Settings
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
    reports: dict[str, Rendered] = {}
    stores: dict[str, Callable[[], list[SampleRun]]] = {
        "first document": first_document_runs,
        "odd": odd_runs,
        "nasty": nasty_runs,
        "thirty": lambda: sample_runs(30),
        "deep and failed": lambda: [sample_run("deep", layers=60, state="failed", epochs=2, requested=5)],
    }

    def report(name: str) -> Rendered:
        if name not in reports:
            folder = tmp_path_factory.mktemp("report")
            store = write_store(folder / "runs", stores[name]())
            settings = FIRST_DOCUMENT if name == "first document" else replace(FIRST_DOCUMENT, sections=())
            reports[name] = render(store, folder / "report.pdf", settings=settings)
        return reports[name]

    return report


@pytest.fixture(scope="session")
def other_form(rendered: RenderedStores) -> OtherForms:
    """Return the first document in another form, written at the first demand beside its PDF."""
    written: dict[str, Path] = {}

    def form(name: str) -> Path:
        if name not in written:
            pdf = rendered("first document").path
            target = pdf.parent / Path(FORMATS[name].default).name
            written[name] = render(pdf.parent / "runs", target, format=name, settings=FIRST_DOCUMENT).path
        return written[name]

    return form
