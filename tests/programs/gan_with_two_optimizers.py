"""Trains a generator against a discriminator in a `train_step` of its own, each with its own optimizer."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(3)
real = np.random.default_rng(0).normal(4, 0.5, size=(64, 2)).astype("float32")


class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator = discriminator
        self.generator = generator
        self.latent_dim = latent_dim
        self.d_loss_metric = keras.metrics.Mean(name="d_loss")
        self.g_loss_metric = keras.metrics.Mean(name="g_loss")

    def compile(self, d_optimizer, g_optimizer, loss_fn, **options):
        super().compile(**options)
        self.d_optimizer = d_optimizer
        self.g_optimizer = g_optimizer
        self.loss_fn = loss_fn

    @property
    def metrics(self):
        return [self.d_loss_metric, self.g_loss_metric]

    def train_step(self, real_points):
        batch = tf.shape(real_points)[0]
        made = self.generator(tf.random.normal((batch, self.latent_dim), seed=5))
        points = tf.concat([made, real_points], axis=0)
        labels = tf.concat([tf.ones((batch, 1)), tf.zeros((batch, 1))], axis=0)
        with tf.GradientTape() as tape:
            d_loss = self.loss_fn(labels, self.discriminator(points))
        gradients = tape.gradient(d_loss, self.discriminator.trainable_weights)
        self.d_optimizer.apply_gradients(zip(gradients, self.discriminator.trainable_weights, strict=True))
        with tf.GradientTape() as tape:
            judged = self.discriminator(self.generator(tf.random.normal((batch, self.latent_dim), seed=6)))
            g_loss = self.loss_fn(tf.zeros((batch, 1)), judged)
        gradients = tape.gradient(g_loss, self.generator.trainable_weights)
        self.g_optimizer.apply_gradients(zip(gradients, self.generator.trainable_weights, strict=True))
        self.d_loss_metric.update_state(d_loss)
        self.g_loss_metric.update_state(g_loss)
        return {"d_loss": self.d_loss_metric.result(), "g_loss": self.g_loss_metric.result()}


discriminator = keras.Sequential(
    [keras.Input((2,)), keras.layers.Dense(8, "leaky_relu"), keras.layers.Dense(1)], name="discriminator"
)
generator = keras.Sequential(
    [keras.Input((3,)), keras.layers.Dense(8, "leaky_relu"), keras.layers.Dense(2)], name="generator"
)
gan = GAN(discriminator, generator, latent_dim=3)
gan.compile(
    d_optimizer=keras.optimizers.Adam(3e-4),
    g_optimizer=keras.optimizers.RMSprop(2e-4),
    loss_fn=keras.losses.BinaryCrossentropy(from_logits=True),
    run_eagerly=True,
)
history = gan.fit(tf.data.Dataset.from_tensor_slices(real).batch(16), epochs=2, verbose=0)
