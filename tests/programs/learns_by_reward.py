"""Plays a game of left and right, learns with `train_on_batch` from what it earned, and logs each round."""

import keras
import numpy as np

import reportgen

keras.utils.set_random_seed(8)
random = np.random.default_rng(0)
policy = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, "tanh"), keras.layers.Dense(2, "softmax")])
policy.compile(keras.optimizers.Adam(0.05), "sparse_categorical_crossentropy", run_eagerly=True)
rewards = []
with reportgen.record("left or right", batch_size=16, gamma=0.9) as run:
    run.describe(policy)
    for _ in range(3):
        states = random.normal(size=(16, 2)).astype("float32")
        chances = policy.predict_on_batch(states)
        actions = (random.uniform(size=16) < chances[:, 1]).astype("int32")
        earned = np.where(actions == (states[:, 0] > 0), 1.0, -1.0)
        loss = policy.train_on_batch(states, actions, sample_weight=earned)
        rewards.append(float(earned.mean()))
        run.log_epoch(loss=float(loss), reward=rewards[-1])
