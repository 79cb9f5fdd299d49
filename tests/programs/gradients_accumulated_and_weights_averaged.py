"""Steps after every second batch, averages its weights, scales its loss for half precision and is compiled by XLA."""

import keras
import numpy as np

keras.utils.set_random_seed(14)
keras.mixed_precision.set_global_policy("mixed_float16")
x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
y = np.arange(64) % 3

small = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(6, "relu"), keras.layers.Dense(3, "softmax", dtype="float32")]
)
optimizer = keras.optimizers.AdamW(
    0.004, weight_decay=0.01, clipnorm=1.0, use_ema=True, ema_momentum=0.9, gradient_accumulation_steps=2
)
small.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=True)
history = small.fit(x, y, batch_size=16, epochs=3, verbose=0)
steps = int(small.optimizer.iterations)
