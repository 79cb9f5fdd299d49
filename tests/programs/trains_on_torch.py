"""Trains under Torch: from a DataLoader first, then on arrays until early stopping has seen enough."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(3)
keras.utils.set_random_seed(11)
x = torch.randn(320, 6)
y = (x[:, 0] > 0).long() + (x[:, 1] > 0.5).long()
loader = DataLoader(TensorDataset(x, y), batch_size=40, shuffle=True)


class Flower(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, "relu")
        self.drop = keras.layers.Dropout(0.2)
        self.out = keras.layers.Dense(3)

    def call(self, inputs, training=False):
        return self.out(self.drop(self.hidden(inputs), training=training))


flower = Flower()
flower.compile(
    keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)),
    keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
first = flower.fit(loader, epochs=2, verbose=0, validation_data=(x[:80], y[:80]))
print(flower.evaluate(x.numpy() + 0.01, y.numpy(), verbose=0, return_dict=True))

stopping = keras.callbacks.EarlyStopping("val_loss", patience=1, min_delta=10, restore_best_weights=True)
second = flower.fit(x.numpy(), y.numpy(), epochs=6, validation_split=0.25, verbose=0, callbacks=[stopping])
print(first.history, second.history, [weight.tolist() for weight in flower.get_weights()])
