"""Networks as Keras builds them are drawn from their records without a fault."""

from collections.abc import Callable
from typing import Any

import keras
import pytest

from reportgen.analysis.layer_graph import layer_graph_of
from reportgen.figures.graph.charts import GraphChart
from reportgen.recording.keras.layers import describe_model
from reportgen.sections.architecture_drawing import drawing_of, graph_of
from reportgen.sections.figure import Figure
from tests.unit.figures.drawn_graphs import faults
from tests.unit.figures.looks import PLAIN

layers = keras.layers


def charts_of(model: Any) -> list[GraphChart]:
    """Return the drawing of a model, after a look whether each connection of the record is drawn once and well."""
    described = describe_model(model)
    found, figure = layer_graph_of(described), drawing_of(described, "figure", PLAIN)
    assert found is not None
    assert isinstance(figure, Figure)
    charts = [part.chart for part in figure.parts if isinstance(part.chart, GraphChart)]
    assert faults(charts, graph_of(found)) == []
    return charts


@pytest.mark.parametrize(
    ("build", "pages"),
    [
        (keras.applications.MobileNetV2, 2),
        (keras.applications.ResNet50, 3),
        (keras.applications.InceptionV3, 7),
    ],
)
def test_networks_of_keras_applications_are_drawn_in_parts(build: Callable[..., Any], pages: int) -> None:
    charts = charts_of(build(weights=None))
    assert len(charts) == pages


def test_an_encoder_that_gives_its_states_to_a_decoder_is_drawn() -> None:
    source, target = layers.Input((None, 8)), layers.Input((None, 4))
    _, *states = layers.LSTM(16, return_state=True)(source)
    decoded = layers.LSTM(16, return_sequences=True)(target, initial_state=states)
    (chart,) = charts_of(keras.Model([source, target], layers.Dense(4)(decoded)))
    assert "(16,)" in {label.text for label in chart.labels}


def test_shared_towers_and_layers_called_in_turn_are_drawn() -> None:
    left, right = layers.Input((8,)), layers.Input((8,))
    tower = keras.Sequential([layers.Input((8,)), layers.Dense(4), layers.Dense(4)], name="tower")
    step, bend = layers.Dense(4, name="step"), layers.ReLU()
    apart = step(bend(step(step(layers.Subtract()([tower(left), tower(right)])))))
    (chart,) = charts_of(keras.Model([left, right], layers.Dense(1)(apart)))
    names = [node.name for node in chart.graph.nodes]
    assert names.count("tower") == 1
    assert any(arrow.source == arrow.target == names.index("step") for arrow in chart.arrows)
