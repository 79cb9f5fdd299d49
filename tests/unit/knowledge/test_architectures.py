import keras
import pytest
from keras import layers

from reportgen.knowledge.architectures import architecture_words
from reportgen.recording.keras.layers import describe_model
from reportgen.records.model import Model


def words(*stack: keras.layers.Layer, dropout: bool = False) -> str:
    return architecture_words(describe_model(keras.Sequential(list(stack))), dropout=dropout)


def convnet() -> list[keras.layers.Layer]:
    return [
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.25),
        layers.BatchNormalization(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.0),
        layers.Dense(10, activation="softmax"),
    ]


def test_neighbours_of_one_kind_are_joined() -> None:
    assert words(*convnet()) == "Conv 32-64 · Dense 128-10"


def test_dropout_is_named_where_it_is_asked_for_and_drops_anything() -> None:
    assert words(*convnet(), dropout=True) == "Conv 32-64 · Dropout 0.25 · Dense 128-10"
    assert words(layers.Input((3,)), layers.Dropout(0.1), layers.Dense(2), dropout=True) == "Dropout 0.1 · Dense 2"


def test_repeated_sizes_are_counted() -> None:
    assert words(layers.Input((784,)), *[layers.Dense(512) for _ in range(5)], layers.Dense(10)) == "Dense 512×5-10"


def test_wrappers_show_the_layer_inside() -> None:
    stack = [layers.Input((20,)), layers.Embedding(100, 32), layers.Bidirectional(layers.LSTM(64))]
    assert words(*stack, layers.Dense(1)) == "Embedding 32 · BiLSTM 64 · Dense 1"
    assert words(layers.Input((5, 3)), layers.RNN(layers.GRUCell(7)), layers.Dense(2)) == "GRU 7 · Dense 2"
    assert words(layers.Input((5, 3)), layers.TimeDistributed(layers.Dense(4))) == "TimeDistributed Dense 4"
    normalized = layers.SpectralNormalization(layers.Conv2D(8, 3))
    assert words(layers.Input((8, 8, 1)), normalized, layers.Conv2D(4, 3)) == "Conv 8-4"


def test_a_nested_model_goes_by_its_name_and_an_unnamed_one_by_its_layers() -> None:
    named = keras.Sequential([layers.Dense(3), layers.Dense(4)], name="head")
    unnamed = keras.Sequential([layers.Dense(5), layers.Dense(6)])
    assert words(layers.Input((2,)), unnamed, layers.Dense(7), named) == "Dense 5-6-7 · head"


def test_what_learns_nothing_is_left_out() -> None:
    augmentation = keras.Sequential([layers.RandomFlip(), layers.Rescaling(1 / 255)], name="augmentation")
    stack = [layers.Input((8, 8, 1)), augmentation, layers.Lambda(lambda x: x), layers.Flatten(), layers.Dense(3)]
    assert words(*stack) == "Dense 3"


class Block(keras.layers.Layer):
    def build(self, shape: tuple[int | None, ...]) -> None:
        self.kernel = self.add_weight(shape=(shape[-1], shape[-1]))

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        return keras.ops.matmul(x, self.kernel)


def test_layers_of_the_program_s_own_go_by_their_class() -> None:
    assert words(layers.Input((4,)), Block(), Block(), layers.Dense(2)) == "Block ×2 · Dense 2"


def test_a_functional_model_is_told_by_the_layers_that_learn() -> None:
    tokens = keras.Input((8, 16))
    attended = layers.LayerNormalization()(layers.Add()([tokens, layers.MultiHeadAttention(4, 16)(tokens, tokens)]))
    scores = layers.Dense(2)(layers.GlobalAveragePooling1D()(attended))
    assert architecture_words(describe_model(keras.Model(tokens, scores))) == "Attention 4 · Dense 2"


def test_a_long_description_is_cut_between_sizes_never_inside_a_number() -> None:
    sizes = range(1000, 1030)
    text = words(layers.Input((2,)), *[layers.Dense(size) for size in sizes])
    shown = text.removeprefix("Dense ").removesuffix(" …")
    assert len(text) <= 60
    assert text.endswith(" …")
    assert [int(size) for size in shown.split("-")] == list(sizes)[: shown.count("-") + 1]


def test_a_long_word_without_a_gap_is_cut_too() -> None:
    named = keras.Sequential([layers.Dense(3)], name="x" * 100)
    assert len(words(layers.Input((2,)), named)) == 60


@pytest.mark.parametrize("depth", [3, 200])
def test_a_deep_model_is_described(depth: int) -> None:
    inner = keras.Sequential([layers.Input((2,)), *[layers.Dense(2) for _ in range(depth)]])
    assert architecture_words(describe_model(inner)) == f"Dense 2×{depth}"


def test_a_model_without_layers_that_learn_still_has_words() -> None:
    assert words(layers.Input((2, 2)), layers.Flatten()) == "Flatten"
    assert architecture_words(Model(name="sequential_3", type="Sequential")) == "Sequential"


def test_a_whole_network_of_keras_fits_in_the_line() -> None:
    model = keras.applications.MobileNetV2(weights=None, input_shape=(96, 96, 3), classes=10)
    assert architecture_words(describe_model(model)).startswith("Conv 32 · DepthwiseConv · Conv 16-96")
    assert len(architecture_words(describe_model(model))) <= 60
