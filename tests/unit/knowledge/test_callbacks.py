from typing import Any

import keras
import pytest
from keras import callbacks

from reportgen.knowledge.callbacks import callback_words
from reportgen.recording.keras.training import _callback as described
from reportgen.records.training import Component


@pytest.mark.parametrize(
    ("callback", "words"),
    [
        (
            callbacks.EarlyStopping(patience=5, restore_best_weights=True),
            "stops the training when val_loss has not improved for 5 epochs. It puts the weights of the best epoch "
            "back",
        ),
        (
            callbacks.EarlyStopping("val_accuracy", 0.01, 1, start_from_epoch=3, baseline=0.5),
            "stops the training when val_accuracy has not improved by more than 0.01 for 1 epoch, counted after the "
            "first 3 epochs. An epoch counts as an improvement only if it is better than 0.5, too. The weights of the "
            "last epoch stay",
        ),
        (
            callbacks.ReduceLROnPlateau(factor=0.5, patience=3, min_lr=1e-5, cooldown=2),
            "multiplies the learning rate by 0.5 when val_loss has not improved by more than 0.0001 for 3 epochs, down "
            "to 1e-05; after that it rests for 2 epochs",
        ),
        (
            callbacks.ModelCheckpoint("best.keras", "val_accuracy", save_best_only=True),
            "saves the model after every epoch if val_accuracy is the best so far",
        ),
        (
            callbacks.ModelCheckpoint("all.weights.h5", save_weights_only=True, save_freq=100),
            "saves the weights after every 100 batches",
        ),
        (callbacks.TerminateOnNaN(), "stops the training when the loss is not a finite number"),
        (callbacks.CSVLogger("log.csv"), ""),
    ],
)
def test_a_callback_is_told_with_its_values(callback: Any, words: str) -> None:
    assert callback_words(described(callback)) == words


def test_the_function_of_a_scheduler_is_named() -> None:
    def halve(epoch: int, rate: float) -> float:
        return rate / 2

    words = callback_words(described(callbacks.LearningRateScheduler(halve)))
    assert words == "sets the learning rate of every epoch by a function of the program's own, halve"


class EarlyStopping(keras.callbacks.Callback):
    pass


def test_of_a_callback_of_the_program_s_own_nothing_is_said() -> None:
    assert callback_words(described(EarlyStopping())) == ""


def test_of_a_record_without_the_values_nothing_is_said() -> None:
    assert callback_words(Component(type="EarlyStopping", module="keras.src.callbacks.early_stopping")) == ""
