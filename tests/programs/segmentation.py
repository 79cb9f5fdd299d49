"""Predicts a class for every pixel."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
pictures = np.random.normal(size=(12, 8, 8, 3)).astype("float32")
masks = np.random.randint(0, 4, size=(12, 8, 8, 1)).astype("uint8")
inputs = keras.Input((8, 8, 3))
down = keras.layers.MaxPooling2D()(keras.layers.Conv2D(4, 3, padding="same", activation="relu")(inputs))
up = keras.layers.Conv2DTranspose(4, 3, strides=2, padding="same")(down)
outputs = keras.layers.Conv2D(4, 1, activation="softmax")(keras.layers.Concatenate()([up, inputs]))
model = keras.Model(inputs, outputs)
iou = keras.metrics.MeanIoU(num_classes=4, sparse_y_pred=False, name="iou")
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy", iou], run_eagerly=True)
history = model.fit(pictures, masks, batch_size=4, validation_split=0.25, verbose=0)
