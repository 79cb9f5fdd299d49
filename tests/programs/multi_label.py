"""Gives every sample as many labels as fit."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
labels = (np.random.uniform(size=(40, 5)) > 0.5).astype("float32")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, "sigmoid")])
metrics = ["binary_accuracy", keras.metrics.AUC(multi_label=True, num_labels=5, name="auc")]
model.compile("adam", "binary_crossentropy", metrics=metrics, run_eagerly=True)
history = model.fit(x, labels, verbose=0)
