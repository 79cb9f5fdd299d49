"""Lowers its learning rate with every step, by a schedule object."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
schedule = keras.optimizers.schedules.CosineDecay(0.1, decay_steps=8, alpha=0.1, warmup_target=0.2, warmup_steps=2)
model.compile(keras.optimizers.SGD(schedule, momentum=0.9), "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(x, y, batch_size=20, epochs=4, verbose=0)
rates = [float(schedule(step)) for step in (0, 2, 4, 6, 8)]
