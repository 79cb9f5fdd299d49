"""Searches with KerasTuner's Hyperband, which trains the better half of its trials for longer."""

import keras
import keras_tuner
import numpy as np

keras.utils.set_random_seed(19)
x = np.random.default_rng(0).normal(size=(40, 4)).astype("float32")
y = np.arange(40) % 3


def build_model(hp):
    units = hp.Int("units", 2, 16)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, "relu"), keras.layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


tuner = keras_tuner.Hyperband(
    build_model, "val_loss", max_epochs=2, factor=2, seed=1, directory="search", project_name="units"
)
tuner.search(x, y, validation_data=(x[:12], y[:12]), verbose=0)
for identifier, trial in sorted(tuner.oracle.trials.items()):
    print(identifier, trial.hyperparameters.values, float(trial.score))
