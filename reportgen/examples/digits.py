"""Five models on scikit-learn's handwritten digits: 1,797 images of 8 × 8. Start it with `reportgen demo`.

python digits.py [FOLDER]     FOLDER is for the weights, "weights" if not given
"""

import sys
from pathlib import Path

import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from reportgen.examples.models import CLASSES, experiments

EPOCHS = 20
BATCH_SIZE = 64

weights = Path(sys.argv[1] if len(sys.argv) > 1 else "weights")
weights.mkdir(parents=True, exist_ok=True)
keras.utils.set_random_seed(1)

digits = load_digits()
images = (digits.images / digits.images.max()).astype("float32")[..., None]
x_rest, x_test, y_rest, y_test = train_test_split(
    images, digits.target, test_size=0.2, stratify=digits.target, random_state=1
)
x_train, x_val, y_train, y_val = train_test_split(x_rest, y_rest, test_size=0.2, stratify=y_rest, random_state=1)
y_train, y_val, y_test = (keras.utils.to_categorical(labels, CLASSES) for labels in (y_train, y_val, y_test))

for number, (model, optimizer) in enumerate(experiments(images.shape[1:]), start=1):
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, epochs=EPOCHS, batch_size=BATCH_SIZE, validation_data=(x_val, y_val), verbose=2)
    model.evaluate(x_test, y_test, verbose=2)
    model.save_weights(weights / f"{number}-{model.name}_{EPOCHS}ep_digits.weights.h5")
