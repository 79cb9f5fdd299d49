"""Trains in forked processes and in threads, forks inside a fit, and lets each forked process end in another way."""

import multiprocessing
import os
import sys
import threading
import warnings

import keras
import numpy as np

# Python warns of a fork beside threads, which is what this program is about.
warnings.simplefilter("ignore", DeprecationWarning)
X, Y = np.random.default_rng(0).normal(size=(40, 4)).astype("float32"), np.repeat([0, 1], 20)


def train(name, epochs=2, *callbacks):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, "softmax")], name=name)
    model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
    return model.fit(X, Y, batch_size=40, epochs=epochs, verbose=0, callbacks=list(callbacks)).history


class Forks(keras.callbacks.Callback):
    """Forks after each epoch; the copies leave the fit by an exception, by sys.exit, or end at once."""

    def on_epoch_end(self, epoch, logs=None):
        child = os.fork()
        if child:
            os.waitpid(child, 0)
        elif epoch == 0:
            raise RuntimeError("a copy fails")
        elif epoch == 1:
            sys.exit(3)
        elif epoch == 2:
            os._exit(0)


def in_a_forked_process(name):
    train(name)
    return os.getpid()


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(in_a_forked_process, ["pooled_1", "pooled_2"], chunksize=1)
    try:
        train("forking", 3, Forks())
    except BaseException:
        os._exit(0)
    threads = [threading.Thread(target=train, args=(name, 20)) for name in ("thread_1", "thread_2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("done", flush=True)
