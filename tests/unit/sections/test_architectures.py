"""The tables and drawings of layers: every layer of a network as people build them, and an end to any other."""

from pathlib import Path

import msgspec

from reportgen.figures.graph.charts import GraphChart
from reportgen.records.model import Layer, Model
from reportgen.sections.architectures import Architectures, build
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import Library, StoredRun
from tests.sample_models import branched, convnet
from tests.sample_runs import sample_run


def pages_of(model: Model, settings: Settings | None = None) -> Architectures:
    run, epochs = sample_run(epochs=1)
    stored = StoredRun(msgspec.structs.replace(run, model=model), epochs, folder=Path(run.id))
    content = build(make_report(Library((stored,)), settings or Settings()))
    assert content is not None
    return content


def begins_pages(*models: Model) -> list[bool]:
    """Return which of several architectures begin a page."""
    runs = []
    for number, model in enumerate(models):
        run, epochs = sample_run(epochs=1)
        other = msgspec.structs.replace(model, fingerprint=f"{number}")
        changed = msgspec.structs.replace(run, id=f"{run.id}-{number}", model=other)
        runs.append(StoredRun(changed, epochs, folder=Path(run.id)))
    content = build(make_report(Library(tuple(runs)), Settings()))
    assert content is not None
    return [pages.begins_page for pages in content.architectures]


def deep(layers: int) -> Model:
    model = sample_run(epochs=1)[0].model
    assert model is not None
    first = model.layers[0]
    inbound = tuple(f"layer {number}" for number in range(30))
    many = tuple(msgspec.structs.replace(first, name=f"layer {number}", inbound=inbound) for number in range(layers))
    return msgspec.structs.replace(model, layers=many)


def test_a_network_of_a_thousand_layers_is_shown_whole() -> None:
    (pages,) = pages_of(deep(1_000)).architectures
    assert [row.number for row in pages.rows] == list(range(1_000))
    assert pages.left_out == ""


def test_of_ten_thousand_layers_the_first_are_shown_and_the_others_counted() -> None:
    (pages,) = pages_of(deep(10_000)).architectures
    assert len(pages.rows) == 1_500
    assert pages.left_out.split() == ["and", "8", "500", "further", "layers"]


def test_of_many_inbound_layers_the_first_are_named_and_the_others_counted() -> None:
    (pages,) = pages_of(deep(2)).architectures
    assert [inbound.name for inbound in pages.rows[0].inbound][-2:] == ["layer 19", "and 10 more"]


def test_an_architecture_begins_a_page_when_those_before_fill_about_two() -> None:
    assert begins_pages(*(deep(layers) for layers in range(60, 65))) == [False, False, True, False, True]
    assert begins_pages(deep(95), deep(3), deep(4), deep(5)) == [False, True, False, False]
    assert begins_pages(*(deep(layers) for layers in range(1, 5))) == [False] * 4


def test_an_architecture_is_drawn_with_its_layers_and_a_caption() -> None:
    content = pages_of(convnet())
    (figure,) = content.figures
    assert figure.caption == "The 9 layers; beside each arrow the shape it carries."
    (part,) = figure.parts
    assert part.alternative_text == "Diagram of 9 layers in a chain from input_1 (28, 28, 1) to dense_2 (10,)."
    assert content.architectures[0].no_drawing == ""


def test_a_drawing_says_of_each_layer_what_it_does() -> None:
    (figure,) = pages_of(convnet()).figures
    chart = figure.parts[0].chart
    assert isinstance(chart, GraphChart)
    lines = [(line.strong, line.plain) for box in chart.boxes for line in box.lines]
    assert lines[2:4] == [("Conv 32", "3×3 · relu"), ("", "conv2d_1")]
    assert ("Dropout 0.2", "") in lines
    assert ("Dense 10", "softmax") in lines


def test_a_large_network_is_drawn_in_parts_and_its_caption_says_so() -> None:
    (figure,) = pages_of(branched(300)).figures
    assert figure.caption.startswith("The 300 layers in 4 parts;")
    assert figure.caption.endswith("Layers in one box follow each other and keep the shape.")
    assert [part.letter for part in figure.parts] == ["a", "b", "c", "d"]
    assert figure.parts[0].caption.startswith("input_1 to ")
    assert figure.parts[0].caption.endswith("it goes on in the next part.")
    assert figure.parts[3].caption.endswith(" to dense_1.")


def test_a_brief_report_has_no_drawings() -> None:
    content = pages_of(convnet(), Settings(detail="brief"))
    assert content.figures == ()
    assert content.architectures[0].no_drawing == ""


def test_two_layers_are_not_drawn() -> None:
    model = convnet()
    assert pages_of(msgspec.structs.replace(model, layers=model.layers[:2])).figures == ()


def test_a_model_without_a_graph_is_not_drawn_and_the_report_says_why() -> None:
    model = convnet()
    layers = tuple(msgspec.structs.replace(layer, inbound=()) for layer in model.layers)
    content = pages_of(msgspec.structs.replace(model, type="MyModel", layers=layers))
    assert content.figures == ()
    assert content.architectures[0].no_drawing.startswith("No drawing of the layers: Keras keeps no record")


def test_of_a_model_without_a_graph_the_nested_models_are_drawn() -> None:
    def half(name: str) -> tuple[Layer, ...]:
        inside = [(f"{name}_{layer.name}", layer) for layer in convnet().layers]
        own = (msgspec.structs.replace(layer, name=given, depth=1, inbound=()) for given, layer in inside)
        return (Layer(name=name, type="Sequential"), *own)

    content = pages_of(
        msgspec.structs.replace(convnet(), type="AutoEncoder", layers=(*half("encoder"), *half("decoder")))
    )
    (figure,) = content.figures
    assert figure.caption == "The layers of its nested models; beside each arrow the shape it carries."
    assert [part.caption for part in figure.parts] == ["encoder.", "decoder."]
    assert "9 layers in a chain from encoder_input_1" in figure.parts[0].alternative_text
    assert content.architectures[0].no_drawing == ""


def test_too_many_layers_are_not_drawn_and_the_report_says_how_many_they_are() -> None:
    content = pages_of(branched(1_000))
    assert content.figures == ()
    assert "1\N{NARROW NO-BREAK SPACE}000 layers" in content.architectures[0].no_drawing


def test_names_of_any_kind_are_drawn_as_one_line_of_text() -> None:
    model = convnet()
    named = msgspec.structs.replace(model.layers[1], name="a\nb\x07\x1b[31m" + "c" * 5_000)
    after = msgspec.structs.replace(model.layers[2], inbound=(named.name,))
    (figure,) = pages_of(
        msgspec.structs.replace(model, layers=(model.layers[0], named, after, *model.layers[3:]))
    ).figures
    chart = figure.parts[0].chart
    assert isinstance(chart, GraphChart)
    name = chart.graph.nodes[1].name
    assert name.startswith("a b [31mccc")
    assert len(name) == 60


def ends_of(inputs: tuple[tuple[int | None, ...], ...], outputs: tuple[tuple[int | None, ...], ...]) -> dict[str, str]:
    model = msgspec.structs.replace(convnet(), input_shapes=inputs, output_shapes=outputs)
    (pages,) = pages_of(model).architectures
    return {item.label: item.value.replace("\u202f", " ") for item in pages.totals if "put" in item.label}


def test_the_values_that_go_in_and_come_out_are_counted_for_one_sample() -> None:
    assert ends_of(((None, 28, 28, 1),), ((None, 10),)) == {"Input": "28 × 28 × 1 = 784", "Output": "10"}


def test_an_axis_of_any_size_and_a_number_alone_are_no_products() -> None:
    assert ends_of(((None, None, 8), (32, 40)), ((None,),)) == {"Inputs": "? × 8, 40", "Output": "1"}


def test_of_a_model_that_recorded_no_ends_none_are_shown() -> None:
    assert ends_of((), ()) == {}


def test_of_many_inputs_the_first_are_shown_and_the_others_counted() -> None:
    assert ends_of(((None, 3),) * 9, ((None, 1),))["Inputs"] == "3, 3, 3, 3, 3, 3 and 3 more"
