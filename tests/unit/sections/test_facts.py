"""The facts of a training that few trainings have."""

import msgspec

from reportgen.records.run import Run
from reportgen.sections.facts import training_facts
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
