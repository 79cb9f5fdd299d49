"""Is a small transformer, with attention of two kinds and positions of its own."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


class Positions(keras.layers.Layer):
    def build(self, shape):
        self.table = self.add_weight(shape=shape[1:], initializer="uniform", name="table")

    def call(self, x):
        return x + self.table


tokens = keras.Input((6,), dtype="int32", name="tokens")
embedded = Positions(name="positions")(keras.layers.Embedding(20, 8)(tokens))
attended = keras.layers.MultiHeadAttention(2, 4, dropout=0.1, seed=1, name="heads")(embedded, embedded)
normed = keras.layers.LayerNormalization()(keras.layers.Add()([embedded, attended]))
looked = keras.layers.Attention(use_scale=True)([normed, embedded])
outputs = keras.layers.Dense(20)(keras.layers.GlobalAveragePooling1D()(looked + normed))
model = keras.Model(tokens, outputs, name="transformer")
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(keras.optimizers.Adam(1e-3, beta_2=0.98), loss, metrics=["accuracy"], run_eagerly=True)
words = np.random.randint(0, 20, size=(16, 6))
history = model.fit(words, words[:, 0], batch_size=8, verbose=0)
