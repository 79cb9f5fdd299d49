"""Reads words: a vocabulary adapted to its texts, embeddings that mask, an average."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
import tensorflow as tf  # noqa: E402

texts = ["the cat sat", "a dog ran away", "the dog sat", "cats and dogs", "a cat ran"] * 4
labels = np.array([0, 1, 1, 0, 0] * 4)
vectorize = keras.layers.TextVectorization(max_tokens=20, output_sequence_length=6)
vectorize.adapt(texts)
model = keras.Sequential(
    [
        keras.Input((1,), dtype="string"),
        vectorize,
        keras.layers.Embedding(20, 4, mask_zero=True),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(1, "sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(tf.constant(texts)[:, None], labels, batch_size=5, verbose=0)
