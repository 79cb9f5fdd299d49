"""Is compiled with an optimizer alone: its losses are made, weighed and tracked in its own `train_step`."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(5)
images = np.random.default_rng(0).uniform(size=(32, 8, 8, 1)).astype("float32")


class Sampling(keras.layers.Layer):
    def __init__(self, **options):
        super().__init__(**options)
        self.seed_generator = keras.random.SeedGenerator(1337)

    def call(self, inputs):
        mean, log_variance = inputs
        noise = keras.random.normal(keras.ops.shape(mean), seed=self.seed_generator)
        return mean + keras.ops.exp(0.5 * log_variance) * noise


encoder_inputs = keras.Input((8, 8, 1))
flat = keras.layers.Dense(8, "relu")(keras.layers.Flatten()(encoder_inputs))
z_mean = keras.layers.Dense(2, name="z_mean")(flat)
z_log_var = keras.layers.Dense(2, name="z_log_var")(flat)
encoder = keras.Model(encoder_inputs, [z_mean, z_log_var, Sampling()([z_mean, z_log_var])], name="encoder")
latent = keras.Input((2,))
decoded = keras.layers.Reshape((8, 8, 1))(keras.layers.Dense(64, "sigmoid")(latent))
decoder = keras.Model(latent, decoded, name="decoder")


class VAE(keras.Model):
    def __init__(self, encoder, decoder, **options):
        super().__init__(**options)
        self.encoder = encoder
        self.decoder = decoder
        self.total_loss_tracker = keras.metrics.Mean(name="total_loss")
        self.reconstruction_loss_tracker = keras.metrics.Mean(name="reconstruction_loss")
        self.kl_loss_tracker = keras.metrics.Mean(name="kl_loss")

    @property
    def metrics(self):
        return [self.total_loss_tracker, self.reconstruction_loss_tracker, self.kl_loss_tracker]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            mean, log_variance, z = self.encoder(data)
            error = keras.losses.binary_crossentropy(data, self.decoder(z))
            reconstruction = tf.reduce_mean(tf.reduce_sum(error, axis=(1, 2)))
            divergence = -0.5 * (1 + log_variance - tf.square(mean) - tf.exp(log_variance))
            divergence = tf.reduce_mean(tf.reduce_sum(divergence, axis=1))
            total = reconstruction + divergence
        self.optimizer.apply(tape.gradient(total, self.trainable_weights), self.trainable_weights)
        self.total_loss_tracker.update_state(total)
        self.reconstruction_loss_tracker.update_state(reconstruction)
        self.kl_loss_tracker.update_state(divergence)
        return {metric.name: metric.result() for metric in self.metrics}


vae = VAE(encoder, decoder)
vae.compile(optimizer=keras.optimizers.Adam(), run_eagerly=True)
history = vae.fit(images, epochs=2, batch_size=16, verbose=0)
