"""What the pages say of how a training ended and what changed: the words, and nothing that was not recorded."""

import dataclasses
from typing import Any

import msgspec

from reportgen.analysis.selection import NumberedRun, choose_runs
from reportgen.records.model import Layer, Model
from reportgen.records.run import Change, Ending, Failure, Parent
from reportgen.records.training import Component, Optimizer, Training
from reportgen.records.values import Setting
from reportgen.sections.endings import change_facts, ending_facts, frozen_facts
from reportgen.sections.facts import Fact
from reportgen.sections.states import state_remark, state_sentence
from tests.unit.analysis.small_runs import stored

LOSSES: dict[str, list[Any]] = {"loss": [0.9, 0.5, 0.4, 0.3], "val_loss": [0.8, 0.41234, 0.6, 0.7]}


def numbered(**fields: Any) -> NumberedRun:
    return choose_runs([stored(metrics=LOSSES, **fields)], (), "started")[0]


def said(facts: Any) -> dict[str, str]:
    listed: list[Fact] = list(facts)
    return {fact.label: fact.value for fact in listed}


def training(rate: float = 0.01, optimizer: str = "Adam", **fields: Any) -> Training:
    settings = {"learning_rate": Setting(value=rate, origin="set")}
    return Training(
        optimizer=Optimizer(type=optimizer, settings=settings), epochs=Setting(value=10, origin="set"), **fields
    )


def test_early_stopping_is_said_with_its_best_epoch_and_the_weights_put_back() -> None:
    ending = Ending(
        reason="early_stopping",
        monitor="val_loss",
        patience=2,
        best_epoch=2,
        best_value=0.41234,
        kept_epoch=2,
        kept_by="early_stopping",
    )
    assert said(ending_facts(numbered(ending=ending, training=training()))) == {
        "Ended": "by early stopping after epoch 4 of 10: best validation loss 0.4123 in epoch 2, patience 2",
        "Weights kept": "of epoch 2, restored by early stopping",
    }


def test_a_training_of_all_its_epochs_and_one_stopped_by_a_callback_are_told_apart() -> None:
    finished = said(ending_facts(numbered(ending=Ending(reason="finished", kept_epoch=4))))
    assert finished == {"Ended": "after all 4 epochs", "Weights kept": "of the last epoch, 4"}
    stopped = said(ending_facts(numbered(ending=Ending(reason="stopped", kept_epoch=4), training=training())))
    assert stopped["Ended"] == "by a callback of the program after epoch 4 of 10"


def test_early_stopping_that_puts_back_the_last_weights_restores_nothing() -> None:
    ending = Ending(reason="finished", kept_epoch=4, kept_by="early_stopping")
    assert said(ending_facts(numbered(ending=ending)))["Weights kept"] == "of the last epoch, 4"


def test_weights_loaded_from_a_checkpoint_are_those_of_its_epoch() -> None:
    ending = Ending(reason="finished", kept_epoch=2, kept_by="loading")
    assert said(ending_facts(numbered(ending=ending)))["Weights kept"] == (
        "of epoch 2, saved then and loaded after the training"
    )


def test_of_an_ending_that_was_not_recorded_nothing_is_said() -> None:
    assert said(ending_facts(numbered())) == {}


def test_changes_within_a_training_are_said_with_their_epochs() -> None:
    changes = (
        Change(subject="trainable", epoch=2, name="base", before=True, after=False),
        Change(
            subject="optimizer",
            epoch=3,
            before={"type": "Adam", "learning_rate": 0.001},
            after={"type": "SGD", "learning_rate": 0.01},
        ),
    )
    assert said(change_facts(numbered(changes=changes), None)) == {
        "Changed during training": (
            "base frozen in epoch 2; compiled anew in epoch 3, Adam 0.001 → Stochastic Gradient Descent 0.01"
        )
    }


def test_what_differs_from_the_training_that_is_continued_is_said() -> None:
    layers = [Layer(name="base", type="Sequential", parameters=40, trainable_parameters=0, trainable=False)]
    layers.append(Layer(name="inner", type="Dense", depth=1, parameters=40, trainable_parameters=0, trainable=False))
    before = stored(
        "a",
        metrics=LOSSES,
        training=training(losses=(Component(type="MeanSquaredError"),)),
        model=Model(name="m", type="Functional", layers=tuple(layers), parameters=50, trainable_parameters=10),
    )
    thawed = [Layer(name=layer.name, type=layer.type, depth=layer.depth, parameters=40) for layer in layers]
    after = stored(
        "b",
        minute=1,
        metrics=LOSSES,
        parent=Parent(run_id=before.run.id, relation="continuation"),
        training=training(1e-5, losses=(Component(type="MeanAbsoluteError"),), recompiled=True),
        model=Model(name="m", type="Functional", layers=tuple(thawed)),
    )
    first, second = choose_runs([before, after], (), "started")
    assert said(frozen_facts(first)) == {"Trained parameters": "10 of 50; base frozen"}
    assert said(change_facts(second, first)) == {
        "Changed since model 1": (
            "base thawed; learning rate 0.01 → 1e−05; loss Mean squared error → Mean absolute error; compiled anew"
        )
    }


def test_what_broke_a_training_off_is_said_with_its_message_if_it_has_one() -> None:
    interrupted = numbered(state="interrupted", failure=Failure(type="KeyboardInterrupt"), training=training())
    failed = numbered(state="failed", failure=Failure(type="ValueError", message="no metric"), training=training())

    assert state_sentence(interrupted).startswith(
        "This training was interrupted in epoch 5 with KeyboardInterrupt. The"
    )
    assert "failed in epoch 5 with ValueError: no metric. The figures" in state_sentence(failed)


def test_a_training_broken_off_behind_its_last_epoch_is_said_to_be() -> None:
    four = Training(epochs=Setting(value=4, origin="set"))

    assert state_remark(numbered(state="killed", training=four)) == "killed after its last epoch"


def test_a_resumed_training_that_broke_off_counts_its_epochs_on() -> None:
    resumed = numbered(state="failed", training=training(initial_epoch=7))
    early = dataclasses.replace(resumed.stored, epochs=())

    assert state_remark(msgspec.structs.replace(resumed, stored=early)) == "failed in epoch 8"
