"""Learns from pairs of noisy views without labels, with two optimizers and a probe that does see the labels."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(6)
x = np.random.default_rng(0).normal(size=(40, 6)).astype("float32")
y = (x[:, 0] > 0).astype("int32")


class Contrastive(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.Sequential([keras.Input((6,)), keras.layers.Dense(8, "relu")], name="encoder")
        self.head = keras.Sequential([keras.Input((8,)), keras.layers.Dense(4)], name="head")
        self.probe = keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)], name="probe")

    def compile(self, contrastive_optimizer, probe_optimizer, **options):
        super().compile(**options)
        self.contrastive_optimizer = contrastive_optimizer
        self.probe_optimizer = probe_optimizer
        self.contrastive_loss_tracker = keras.metrics.Mean(name="c_loss")
        self.probe_accuracy = keras.metrics.SparseCategoricalAccuracy(name="p_acc")

    @property
    def metrics(self):
        return [self.contrastive_loss_tracker, self.probe_accuracy]

    def loss_of(self, one, other):
        one, other = tf.math.l2_normalize(one, axis=1), tf.math.l2_normalize(other, axis=1)
        similar = tf.matmul(one, other, transpose_b=True) / 0.1
        labels = tf.range(tf.shape(one)[0])
        return tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, similar, from_logits=True))

    def train_step(self, data):
        points, labels = data
        views = [points + tf.random.normal(tf.shape(points), stddev=0.1, seed=seed) for seed in (1, 2)]
        with tf.GradientTape() as tape:
            loss = self.loss_of(*(self.head(self.encoder(view)) for view in views))
        weights = self.encoder.trainable_weights + self.head.trainable_weights
        self.contrastive_optimizer.apply(tape.gradient(loss, weights), weights)
        features = self.encoder(points)
        with tf.GradientTape() as tape:
            logits = self.probe(features)
            probe_loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True))
        gradients = tape.gradient(probe_loss, self.probe.trainable_weights)
        self.probe_optimizer.apply(gradients, self.probe.trainable_weights)
        self.contrastive_loss_tracker.update_state(loss)
        self.probe_accuracy.update_state(labels, logits)
        return {metric.name: metric.result() for metric in self.metrics}

    def test_step(self, data):
        points, labels = data
        self.probe_accuracy.update_state(labels, self.probe(self.encoder(points)))
        return {"p_acc": self.probe_accuracy.result()}


contrastive = Contrastive()
contrastive.compile(keras.optimizers.Adam(), keras.optimizers.SGD(0.1), run_eagerly=True)
history = contrastive.fit(x, y, batch_size=20, epochs=2, validation_data=(x[:10], y[:10]), verbose=0)
