"""Splits its one processor in two and trains on both, each with half of every batch; then trains on, and evaluates."""

import keras
import numpy as np
import tensorflow as tf

(cpu,) = tf.config.list_physical_devices("CPU")
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

keras.utils.set_random_seed(16)
x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
y = np.arange(64) % 3
with strategy.scope():
    twins = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6, "relu"), keras.layers.Dense(3, "softmax")])
    twins.compile(
        keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 4, 0.5)),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
stopping = keras.callbacks.EarlyStopping("val_loss", patience=1, min_delta=10, restore_best_weights=True)
first = twins.fit(x, y, batch_size=16, epochs=5, validation_data=(x[:16], y[:16]), callbacks=[stopping], verbose=0)
print(twins.evaluate(x[:32] + 0.1, y[:32], verbose=0))
second = twins.fit(x, y, batch_size=16, epochs=2, verbose=0)
print(first.history, second.history, [weight.tolist() for weight in twins.get_weights()])
