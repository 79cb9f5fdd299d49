"""Trains in a loop of its own, and says so to reportgen, which cannot know by itself."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
import reportgen  # noqa: E402

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
logged = []
with reportgen.record("own loop", epochs=2, batch_size=10) as run:
    run.describe(model)
    for _ in range(2):
        for start in range(0, 40, 10):
            logs = model.train_on_batch(x[start : start + 10], y[start : start + 10], return_dict=True)
        logged.append({name: float(value) for name, value in logs.items()})
        run.log_epoch(**logged[-1])
        model.reset_metrics()
