"""Trains under JAX, five steps at a time, until early stopping has seen enough; then on, on two devices at once."""

import os

os.environ["KERAS_BACKEND"] = "jax"
os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import keras
import numpy as np

keras.utils.set_random_seed(11)
x = np.random.default_rng(0).normal(size=(320, 6)).astype("float32")
y = (x[:, 0] > 0).astype("int32") + (x[:, 1] > 0.5)


def build_flower(**options):
    model = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(8, "relu"), keras.layers.Dropout(0.2), keras.layers.Dense(3, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy", **options)
    return model


flower = build_flower(steps_per_execution=5)
stopping = keras.callbacks.EarlyStopping("val_loss", patience=1, min_delta=10, restore_best_weights=True)
first = flower.fit(x, y, epochs=6, validation_split=0.25, verbose=0, callbacks=[stopping])
print(flower.evaluate(x[-64:] + 0.01, y[-64:], verbose=0, return_dict=True))
second = flower.fit(x, y, None, 2, verbose=0)
print(first.history, second.history, [weight.tolist() for weight in flower.get_weights()])

keras.distribution.set_distribution(keras.distribution.DataParallel(auto_shard_dataset=False))
spread = build_flower()
print(spread.fit(x, y, batch_size=32, verbose=0).history, [weight.tolist() for weight in spread.get_weights()])
