"""The facts of a training that few trainings have."""

import msgspec
import pytest

from reportgen.records.run import Run, Weights
from reportgen.records.training import Component, Validation
from reportgen.records.values import Setting
from reportgen.sections.facts import platform_facts, training_facts
from tests.sample_runs import sample_run
from tests.sample_trainings import sample_optimizer


def with_training(**changes: object) -> Run:
    run, _ = sample_run("odd", epochs=1)
    assert run.training is not None
    return msgspec.structs.replace(run, training=msgspec.structs.replace(run.training, **changes))


def shown(run: Run) -> dict[str, str]:
    return {fact.label: fact.value for fact in training_facts(run)}


def test_each_optimizer_of_a_model_with_several_is_shown_by_the_name_that_the_model_has_for_it() -> None:
    run = with_training(
        optimizer=None,
        optimizers={"d_optimizer": sample_optimizer("Adam", 3e-4), "g_optimizer": sample_optimizer("RMSprop", 0.01)},
    )

    facts = {fact.label: fact for fact in training_facts(run)}

    assert "Optimizer" not in facts
    assert facts["Optimizer (d_optimizer)"].value.startswith("Adam")
    assert facts["Optimizer (g_optimizer)"].value.startswith("RMSProp")
    assert ("0.0003", "set") in [(detail.value, detail.origin) for detail in facts["Optimizer (d_optimizer)"].details]


def test_settings_of_a_search_a_loop_or_a_distribution_are_shown_by_their_names() -> None:
    facts = shown(with_training(extra={"units": 8, "gamma": 0.9, "distribution": "MirroredStrategy"}))

    assert (facts["units"], facts["gamma"], facts["distribution"]) == ("8", "0.9", "MirroredStrategy")


def test_settings_without_number_are_cut_and_counted() -> None:
    facts = shown(with_training(extra={f"setting {number}": "x" * 5000 for number in range(100)}))

    assert "setting 23" in facts
    assert "setting 24" not in facts
    assert facts["Further settings"] == "76 more"
    assert len(facts["setting 0"]) < 400


def test_weights_of_losses_are_shown_where_one_is_not_1() -> None:
    priority = Component(type="BinaryCrossentropy", output="priority", weight=1.0)
    department = Component(type="CategoricalCrossentropy", output="department", weight=0.2)
    equal = msgspec.structs.replace(department, weight=1.0)

    assert shown(with_training(losses=(priority, equal)))["Loss"] == (
        "Binary crossentropy (priority), Categorical crossentropy (department)"
    )
    assert shown(with_training(losses=(priority, department)))["Loss"] == (
        "Binary crossentropy (priority, weight 1), Categorical crossentropy (department, weight 0.2)"
    )
    assert shown(with_training(losses=(Component(type="Huber", weight="NaN"),)))["Loss"] == "Huber (weight NaN)"


def test_what_few_programs_set_is_shown_only_where_it_is_set() -> None:
    unusual = {"Initial epoch", "Steps per epoch", "Class weights", "Sample weights", "Validated", "Precision"}
    assert not unusual & set(shown(with_training(steps_per_epoch=Setting(value=5, origin="default"))))

    facts = shown(
        with_training(
            initial_epoch=2,
            steps_per_epoch=Setting(value=5, origin="set"),
            class_weights={"0": 1.0, "1": 3.5} | {str(number): 1.0 for number in range(2, 20)},
            sample_weights=True,
            validation=Validation(source="data", frequency=2),
            precision_policy="mixed_float16",
        )
    )

    assert (facts["Initial epoch"], facts["Steps per epoch"], facts["Sample weights"]) == ("2", "5", "Yes")
    assert facts["Class weights"].startswith("0: 1, 1: 3.5, 2: 1,")
    assert facts["Class weights"].endswith(" and 8 more")
    assert (facts["Validated"], facts["Precision"]) == ("every 2 epochs", "mixed float16")


def test_epochs_after_which_a_model_was_validated_are_listed() -> None:
    assert shown(with_training(validation=Validation(source="split", frequency=[1, 10])))["Validated"] == (
        "after epochs 1, 10"
    )


@pytest.mark.parametrize(("files", "earlier"), [(3, None), (4, "1 more file"), (5, "2 more files")])
def test_of_many_files_of_weights_the_last_are_named_and_the_others_counted(files: int, earlier: str | None) -> None:
    run = msgspec.structs.replace(with_training(), weights=tuple(Weights(path=f"{n}.keras") for n in range(files)))

    facts = {fact.label: fact.value for fact in platform_facts(run)}

    assert facts["Weights exported to path"] == f"{files - 1}.keras"
    assert facts.get("Earlier weights") == earlier
