"""Asks for accuracy twice, weighted and not, and logs it a third time from a callback."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile(
    "adam", "sparse_categorical_crossentropy", metrics=["accuracy"], weighted_metrics=["accuracy"], run_eagerly=True
)


def log_again(epoch, logs):
    logs["acc_again"] = logs["accuracy"]
    logs["lr"] = float(model.optimizer.learning_rate)


again = keras.callbacks.LambdaCallback(on_epoch_end=log_again)
history = model.fit(x, y, sample_weight=np.linspace(0, 1, 40), epochs=2, callbacks=[again], verbose=0)
