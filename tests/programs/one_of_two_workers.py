"""Trains together with another process: TF_CONFIG says which of the two workers this is. Only the chief prints.

An autoencoder with a `train_step` of its own: over several workers, Keras 3 takes data sets of single tensors only
(keras-team/keras#20585) and reduces every metric over its first axis, which a number lacks.
"""

import json
import os

import keras
import numpy as np
import tensorflow as tf

strategy = tf.distribute.MultiWorkerMirroredStrategy()
is_chief = json.loads(os.environ["TF_CONFIG"])["task"]["index"] == 0


class Autoencoder(keras.Model):
    def train_step(self, x):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(x - self(x, training=True)))
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        return {"error": tf.reshape(loss, (1,))}


keras.utils.set_random_seed(17)
x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
with strategy.scope():
    inputs = keras.Input((4,))
    shared = Autoencoder(inputs, keras.layers.Dense(4)(keras.layers.Dense(2, "tanh")(inputs)))
    shared.compile("adam")
data = tf.data.Dataset.from_tensor_slices(x).repeat().batch(16)
history = shared.fit(data, epochs=3, steps_per_epoch=4, verbose=0)
if is_chief:
    print(history.history, [weight.tolist() for weight in shared.get_weights()])
