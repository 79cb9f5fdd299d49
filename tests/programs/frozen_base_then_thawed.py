"""Trains a head on a frozen MobileNetV2, then thaws the last layers of it and goes on with a lower rate."""

import keras
import numpy as np

keras.utils.set_random_seed(7)
x = np.random.default_rng(0).uniform(0, 255, size=(16, 32, 32, 3)).astype("float32")
y = np.arange(16) % 2

base = keras.applications.MobileNetV2((32, 32, 3), alpha=0.35, include_top=False, weights=None)
base.trainable = False
inputs = keras.Input((32, 32, 3))
features = base(keras.applications.mobilenet_v2.preprocess_input(inputs), training=False)
outputs = keras.layers.Dense(2, "softmax")(keras.layers.GlobalAveragePooling2D()(features))
cats_or_dogs = keras.Model(inputs, outputs)

cats_or_dogs.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", run_eagerly=True)
head = cats_or_dogs.fit(x, y, epochs=2, verbose=0)
trainable_then = sum(int(np.prod(weight.shape)) for weight in cats_or_dogs.trainable_weights)

base.trainable = True
for layer in base.layers[:-4]:
    layer.trainable = False
cats_or_dogs.compile(keras.optimizers.Adam(1e-5), "sparse_categorical_crossentropy", run_eagerly=True)
whole = cats_or_dogs.fit(x, y, epochs=4, initial_epoch=head.epoch[-1] + 1, verbose=0)
