"""Models that keep optimizers of their own beside the one that Keras's `compile` makes."""

import keras
import numpy as np
import pytest
import tensorflow as tf

X, Y = np.zeros((20, 3), "float32"), np.zeros((20, 1), "float32")


class Pair(keras.Model):
    """Trains two layers with two optimizers of its own; with `uses_own`, one of them with the model's optimizer."""

    def __init__(self, uses_own=False):
        super().__init__()
        self.first, self.second = keras.layers.Dense(2), keras.layers.Dense(1)
        self.uses_own = uses_own

    def compile(self, first_optimizer, second_optimizer, **options):
        super().compile(**options)
        self.first_optimizer = self.optimizer if self.uses_own else first_optimizer
        self.second_optimizer = second_optimizer

    def call(self, x):
        return self.second(self.first(x))

    def train_step(self, data):
        x, y = data
        with tf.GradientTape(persistent=True) as tape:
            loss = tf.reduce_mean(tf.square(y - self(x)))
        for layer, optimizer in ((self.first, self.first_optimizer), (self.second, self.second_optimizer)):
            optimizer.apply(tape.gradient(loss, layer.trainable_weights), layer.trainable_weights)
        return {"loss": loss}


@pytest.fixture
def pair():
    def compiled(uses_own=False, **options):
        model = Pair(uses_own)
        model.compile(keras.optimizers.Adam(3e-4), keras.optimizers.SGD(0.2), run_eagerly=True, **options)
        return model

    return compiled


def test_an_optimizer_that_takes_no_step_is_not_recorded_but_those_that_do(recorded, pair):
    pair().fit(X, Y, epochs=2, verbose=0)
    (stored,) = recorded()
    training = stored.run.training
    assert training.optimizer is None
    assert {name: item.type for name, item in training.optimizers.items()} == {
        "first_optimizer": "Adam",
        "second_optimizer": "SGD",
    }
    assert training.optimizers["second_optimizer"].settings["learning_rate"].value == 0.2
    assert training.optimizers["first_optimizer"].settings["learning_rate"].origin == "set"
    assert [epoch.learning_rate for epoch in stored.epochs] == [None, None]
    assert stored.run.changes == ()


def test_the_models_own_optimizer_is_recorded_beside_another_once_it_steps(recorded, pair):
    pair(uses_own=True, optimizer=keras.optimizers.Nadam(0.01)).fit(X, Y, epochs=2, verbose=0)
    (stored,) = recorded()
    assert (stored.run.training.optimizer.type, list(stored.run.training.optimizers)) == ("Nadam", ["second_optimizer"])
    assert [epoch.learning_rate for epoch in stored.epochs] == [0.01, 0.01]
    assert stored.run.changes == ()


def test_a_second_fit_of_a_model_with_optimizers_of_its_own_continues_the_first(recorded, pair):
    model = pair()
    model.fit(X, Y, verbose=0)
    model.fit(X, Y, verbose=0)
    first, second = recorded()
    assert (second.run.parent.run_id, second.run.parent.relation) == (first.run.id, "continuation")
    assert not second.run.training.recompiled


def test_what_an_own_compile_does_not_name_has_keras_defaults(recorded, pair):
    pair().fit(X, Y, verbose=0)
    settings = recorded()[0].run.training.compile_settings
    assert (settings["steps_per_execution"].value, settings["steps_per_execution"].origin) == (1, "default")
    assert (settings["run_eagerly"].value, settings["run_eagerly"].origin) == (True, "set")
