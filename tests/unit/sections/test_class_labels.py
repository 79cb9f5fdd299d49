"""The names of classes on the pages: in class bars, in the grid of samples, and where the data lack a class."""

import numpy as np

from reportgen.records.dataset import Array, Dataset, Samples, Split
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.sections import datasets
from reportgen.sections.class_labels import labels_of_classes
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.layout import RUN_FILE
from reportgen.store.reading import read_library
from reportgen.store.writing import encode
from tests.unit.analysis.small_runs import stored

NAMES = ("cat", "a dog of the longest name that there is", "eel", "fox")


def report_on(tmp_path, settings):
    """Return the report of a model of four classes, of the last of which the training data have no sample."""
    pictures = Array(shape=(6, 8, 8), dtype="uint8")
    counts = {"0": 2, "1": 2, "2": 2}
    data = Dataset(
        splits=(Split(role="training", samples=6, inputs=(pictures,), class_counts=counts),),
        samples=Samples(data="training", pictures=6, labelled=True),
        class_names=NAMES,
    )
    outputs = (PredictedOutput(task="classes", classes=4),)
    run = stored(dataset=data, predictions=Predictions(data="test", samples=6, of_samples=6, outputs=outputs)).run
    folder = tmp_path / "runs" / run.id
    folder.mkdir(parents=True)
    (folder / RUN_FILE).write_bytes(encode(run))
    np.savez(folder / "samples.npz", pictures=np.zeros((6, 8, 8, 1), "uint8"), labels=np.array([0, 0, 1, 1, 2, 2]))
    return make_report(read_library([tmp_path / "runs"]), settings)


def test_class_bars_and_samples_carry_names_though_the_data_lack_the_last_class(tmp_path):
    bars, grid = (figure.parts[0].chart for figure in datasets.build(report_on(tmp_path, Settings())).pages[0].figures)
    assert bars.labels == ("cat", "a dog of the long…", "eel")
    assert {picture.caption for picture in grid.pictures} == {"cat", "a dog of the long…", "eel"}


def test_names_of_report_toml_are_on_the_pages_and_wrong_ones_are_told(tmp_path):
    report = report_on(tmp_path / "right", Settings(class_names=(("", ("A", "B", "C", "D")),)))
    assert labels_of_classes(report.runs[0].stored.run, 4) == ("A", "B", "C", "D")
    assert report.warnings == ()
    report = report_on(tmp_path / "wrong", Settings(class_names=(("", ("A", "B", "C")),)))
    assert labels_of_classes(report.runs[0].stored.run, 4)[0] == "cat"
    assert report.warnings[0].startswith("class_names in report.toml: 3 names for the 4 classes of the data of 'net'")
