"""Whose names of classes count, and what is told of names that do not fit."""

import pytest

from reportgen.analysis.class_names import name_classes, names_of_classes, number_of_classes
from reportgen.records.dataset import Dataset, Split
from reportgen.records.model import Model
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.records.values import Setting
from tests.unit.analysis.small_runs import stored

CLOTHES = "keras.datasets.fashion_mnist"
TEN = tuple("abcdefghij")


def run_on(name="animals", classes=3, loader=None, names=(), width=None, **fields):
    counts = {str(place): 5 for place in range(classes)}
    data = Dataset(
        name=Setting(value=name, origin="set") if name else None,
        loader=loader,
        splits=(Split(role="training", class_counts=counts),),
        class_names=names,
    )
    model = Model(name="m", type="Sequential", output_shapes=((None, width),)) if width else None
    return stored(dataset=data, model=model, **fields)


def shown(run, chosen=()):
    named = name_classes([run], chosen)
    run = named.runs[0].run
    return names_of_classes(run, number_of_classes(run)), named.warnings


def test_report_toml_counts_before_the_program_which_counts_before_the_data_set():
    known = shown(run_on("Fashion-MNIST", 10, CLOTHES))
    assert known[0][:2] == ("T-shirt/top", "Trouser")
    own = run_on("Fashion-MNIST", 10, CLOTHES, TEN)
    assert shown(own) == (TEN, ())
    assert shown(own, (("", TEN[::-1]),)) == (TEN[::-1], ())
    assert shown(own, (("", TEN), ("fashion-mnist", TEN[::-1]))) == (TEN[::-1], ())
    assert shown(run_on("animals", 10)) == (tuple("0123456789"), ())


def test_names_of_another_number_than_there_are_classes_are_told_and_not_used():
    names, warnings = shown(run_on(names=("cat", "dog")))
    assert names == ("0", "1", "2")
    assert warnings == (
        "class_names as recorded: 2 names for the 3 classes of animals; shown are numbers. Name each class once",
    )
    names, warnings = shown(run_on(names=("cat", "dog", "eel")), (("", ("x",)),))
    assert names == ("cat", "dog", "eel")
    assert warnings[0].startswith(
        "class_names in report.toml: 1 names for the 3 classes of animals; shown are the names"
    )


def test_a_list_for_all_data_is_not_wrong_for_data_it_is_not_meant_for():
    runs = [run_on("animals", 3), run_on("digits", 10)]
    named = name_classes(runs, (("", ("cat", "dog", "eel")),))
    assert named.warnings == ()
    assert [item.run.dataset.class_names for item in named.runs] == [("cat", "dog", "eel"), ()]


def test_names_for_a_data_set_that_no_run_has_are_told_with_the_nearest():
    assert shown(run_on("animals"), (("animal", ("a", "b", "c")),))[1] == (
        "class_names in report.toml: no run has the data set 'animal'; did you mean 'animals'?",
    )


def test_a_class_that_the_data_lack_is_counted_by_the_model():
    assert number_of_classes(run_on(classes=3, width=4).run) == 4
    predictions = Predictions(data="test", samples=1, of_samples=1, outputs=(PredictedOutput(task="two classes"),))
    assert number_of_classes(run_on(classes=1, width=1, predictions=predictions).run) == 2
    assert number_of_classes(run_on(classes=1, width=1).run) == 2
    assert number_of_classes(stored().run) == 0


@pytest.mark.parametrize(
    ("name", "number", "first"),
    [
        ("CIFAR-10", 10, "airplane"),
        ("fashion_mnist", 10, "T-shirt/top"),
        ("Cifar100", 100, "apple"),
        ("MNIST", 10, "0"),
    ],
)
def test_data_that_a_program_loads_itself_are_known_by_their_name(name, number, first):
    assert shown(run_on(name, number))[0][0] == first
