"""The callback with which KerasTuner tells each fit its trial, as KerasTuner makes it."""

from types import SimpleNamespace

import keras
import pytest
from keras_tuner import HyperParameters
from keras_tuner.src.engine.trial import Trial
from keras_tuner.src.engine.tuner_utils import TunerCallback

from reportgen.recording.keras.tuning import hyperparameters, next_execution


@pytest.fixture
def trial():
    chosen = HyperParameters()
    chosen.Fixed("units", 32)
    chosen.Fixed("rate", 0.01)
    chosen.Fixed("activation", "relu")
    return Trial(chosen, trial_id="07")


def callbacks_of(trial, executions):
    tuner = SimpleNamespace(executions_per_trial=executions)
    return [keras.callbacks.TerminateOnNaN(), TunerCallback(tuner, trial)]


def test_the_executions_of_a_trial_are_counted(trial):
    other = Trial(trial.hyperparameters, trial_id="08")
    labels = [next_execution(callbacks_of(item, 2)) for item in (trial, trial, other)]
    assert labels == ["trial 07, execution 1", "trial 07, execution 2", "trial 08, execution 1"]


def test_the_only_execution_of_a_trial_has_no_number(trial):
    assert next_execution(callbacks_of(trial, 1)) == "trial 07"


def test_hyperparameters_are_those_of_the_trial(trial):
    assert hyperparameters(callbacks_of(trial, 1)) == {"units": 32, "rate": 0.01, "activation": "relu"}


def test_a_fit_outside_of_a_search_has_neither_trial_nor_hyperparameters():
    class TunerCallback(keras.callbacks.Callback):
        trial = tuner = None

    callbacks = [keras.callbacks.TerminateOnNaN(), TunerCallback()]
    assert (next_execution(callbacks), hyperparameters(callbacks)) == (None, {})
