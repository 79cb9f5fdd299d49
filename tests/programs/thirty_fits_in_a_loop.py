"""Trains thirty networks on 8 MB each and forgets them; prints what the process holds: MB, files, threads, models."""

import gc

import keras
import numpy as np
import psutil


def train(units):
    keras.backend.clear_session(free_memory=False)
    x, y = np.zeros((200, 10_000), "float32"), np.zeros(200, "int32")
    model = keras.Sequential([keras.Input((10_000,)), keras.layers.Dense(units), keras.layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
    model.fit(x, y, batch_size=200, verbose=0)


for number in range(1, 31):
    train(8 + number % 3)
    if number in (10, 30):
        gc.collect()
        process = psutil.Process()
        alive = sum(isinstance(thing, keras.Model) for thing in gc.get_objects())
        print(process.memory_info().rss // 1_000_000, process.num_fds(), process.num_threads(), alive)
