"""The tables of layers: every layer of a network as people build them, and an end to any other."""

from pathlib import Path

import msgspec

from reportgen.records.model import Model
from reportgen.sections.architectures import Architectures, build
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import Library, StoredRun
from tests.sample_runs import sample_run


def pages_of(model: Model) -> Architectures:
    run, epochs = sample_run(epochs=1)
    stored = StoredRun(msgspec.structs.replace(run, model=model), epochs, folder=Path(run.id))
    content = build(make_report(Library((stored,)), Settings()))
    assert content is not None
    return content


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
    assert pages.left_out.split() == ["8", "500"]


def test_of_many_inbound_layers_the_first_are_named_and_the_others_counted() -> None:
    (pages,) = pages_of(deep(2)).architectures
    assert [inbound.name for inbound in pages.rows[0].inbound][-2:] == ["layer 19", "and 10 more"]
