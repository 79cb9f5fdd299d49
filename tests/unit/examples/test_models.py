"""The models of the examples against the layer tables and the summary of the first document."""

import keras
import pytest

from reportgen.examples.models import convnet_2_layers, experiments, mlp_2_layers, mlp_5_layers

MNIST = (28, 28, 1)

DENSE_512 = [("Dense", (512,)), ("Dropout", (512,))]
LAYERS = {
    "ConvNet2layers": [
        ("InputLayer", (28, 28, 1)),
        ("Conv2D", (26, 26, 32)),
        ("Conv2D", (24, 24, 64)),
        ("MaxPooling2D", (12, 12, 64)),
        ("Dropout", (12, 12, 64)),
        ("Flatten", (9216,)),
        ("Dense", (128,)),
        ("Dropout", (128,)),
        ("Dense", (10,)),
    ],
    "MLP2layers": [("InputLayer", MNIST), ("Flatten", (784,)), *DENSE_512 * 2, ("Dense", (10,))],
    "MLP5layers": [("InputLayer", MNIST), ("Flatten", (784,)), *DENSE_512 * 5, ("Dense", (10,))],
}


def test_the_five_trainings_are_those_of_the_first_document() -> None:
    five = [(model.name, model.count_params(), type(optimizer).__name__) for model, optimizer in experiments(MNIST)]

    assert five == [
        ("ConvNet2layers", 1_199_882, "Adam"),
        ("ConvNet2layers", 1_199_882, "Adam"),
        ("MLP2layers", 669_706, "RMSprop"),
        ("MLP2layers", 669_706, "RMSprop"),
        ("MLP5layers", 1_457_674, "SGD"),
    ]


@pytest.mark.parametrize("build", [convnet_2_layers, mlp_2_layers, mlp_5_layers])
def test_the_layers_are_those_of_the_first_document(build: object) -> None:
    assert callable(build)
    model = build(MNIST)

    shapes = [
        layer.batch_shape if isinstance(layer, keras.layers.InputLayer) else layer.output.shape
        for layer in model.layers
    ]
    types = [type(layer).__name__ for layer in model.layers]
    assert [(kind, tuple(shape[1:])) for kind, shape in zip(types, shapes, strict=True)] == LAYERS[model.name]


@pytest.mark.parametrize(
    ("build", "rates", "activations"),
    [
        (convnet_2_layers, [0.0, 0.2], ["relu", "relu", "relu", "softmax"]),
        (mlp_2_layers, [0.0, 0.2], ["linear", "linear", "softmax"]),
        (mlp_5_layers, [0.0, 0.0, 0.0, 0.2, 0.2], ["linear"] * 5 + ["softmax"]),
    ],
)
def test_dropout_rates_and_activations_are_those_of_the_first_document(
    build: object, rates: list[float], activations: list[str]
) -> None:
    assert callable(build)
    configs = [layer.get_config() for layer in build(MNIST).layers]

    assert [config["rate"] for config in configs if "rate" in config] == rates
    assert [config["activation"] for config in configs if "activation" in config] == activations
