"""Searches with KerasTuner: three trials, each trained twice, with callbacks that the tuner copies."""

import keras
import keras_tuner
import numpy as np

keras.utils.set_random_seed(15)
x = np.random.default_rng(0).normal(size=(40, 4)).astype("float32")
y = np.arange(40) % 3


def build_model(hp):
    model = keras.Sequential([keras.Input((4,))])
    for _ in range(hp.Int("layers", 1, 2)):
        model.add(keras.layers.Dense(hp.Choice("units", [4, 8]), "relu"))
    model.add(keras.layers.Dense(3, "softmax"))
    rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


tuner = keras_tuner.RandomSearch(
    build_model, "val_accuracy", max_trials=3, executions_per_trial=2, seed=1, directory="search", project_name="layers"
)
stopping = keras.callbacks.EarlyStopping("val_loss", patience=5)
tuner.search(x, y, epochs=2, validation_data=(x[:12], y[:12]), callbacks=[stopping], verbose=0)
for identifier, trial in sorted(tuner.oracle.trials.items()):
    print(identifier, trial.hyperparameters.values, float(trial.score))
