"""The five models of the first document on MNIST: 70,000 images of 28 × 28, which Keras downloads once.

reportgen run mnist.py [FOLDER]     FOLDER is for the weights, "weights" if not given
"""

import sys
from pathlib import Path

import keras

from reportgen.examples.models import CLASSES, experiments

EPOCHS = 5
BATCH_SIZE = 64

weights = Path(sys.argv[1] if len(sys.argv) > 1 else "weights")
weights.mkdir(parents=True, exist_ok=True)
keras.utils.set_random_seed(1)

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = ((images / 255.0).astype("float32")[..., None] for images in (x_train, x_test))
y_train, y_test = (keras.utils.to_categorical(labels, CLASSES) for labels in (y_train, y_test))

for number, (model, optimizer) in enumerate(experiments(x_train.shape[1:]), start=1):
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=EPOCHS, batch_size=BATCH_SIZE, validation_data=(x_test, y_test), verbose=2)
    model.evaluate(x_test, y_test, verbose=2)
    model.save_weights(weights / f"{number}-{model.name}_{EPOCHS}ep_MNIST.weights.h5")
