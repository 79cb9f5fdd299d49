"""The three architectures of the first document, for images of any size `(height, width, 1)` and ten classes."""

import keras
from keras import layers

Shape = tuple[int, int, int]

CLASSES = 10


def convnet_2_layers(shape: Shape) -> keras.Model:
    """Two convolutions and two dense layers: 1 199 882 parameters for images of 28 × 28."""
    image = keras.Input(shape)
    x = layers.Conv2D(32, (3, 3), activation="relu")(image)
    x = layers.Conv2D(64, (3, 3), activation="relu")(x)
    x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Dropout(0.0)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(image, layers.Dense(CLASSES, activation="softmax")(x), name="ConvNet2layers")


def mlp_2_layers(shape: Shape) -> keras.Model:
    """Two linear dense layers: 669 706 parameters for images of 28 × 28."""
    return _mlp(shape, dropout_rates=(0.0, 0.2), name="MLP2layers")


def mlp_5_layers(shape: Shape) -> keras.Model:
    """Five linear dense layers: 1 457 674 parameters for images of 28 × 28."""
    return _mlp(shape, dropout_rates=(0.0, 0.0, 0.0, 0.2, 0.2), name="MLP5layers")


def _mlp(shape: Shape, dropout_rates: tuple[float, ...], name: str) -> keras.Model:
    image = keras.Input(shape)
    x = layers.Flatten()(image)
    for rate in dropout_rates:
        x = layers.Dense(512)(x)
        x = layers.Dropout(rate)(x)
    return keras.Model(image, layers.Dense(CLASSES, activation="softmax")(x), name=name)


def experiments(shape: Shape) -> list[tuple[keras.Model, keras.optimizers.Optimizer]]:
    """Return the five trainings of the first document: each a new model and the optimizer to train it with."""
    return [
        (convnet_2_layers(shape), keras.optimizers.Adam()),
        (convnet_2_layers(shape), keras.optimizers.Adam()),
        (mlp_2_layers(shape), keras.optimizers.RMSprop(learning_rate=0.001, rho=0.9)),
        (mlp_2_layers(shape), keras.optimizers.RMSprop(learning_rate=0.001, rho=0.9)),
        (mlp_5_layers(shape), keras.optimizers.SGD(learning_rate=0.01)),
    ]
