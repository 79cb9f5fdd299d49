"""What the section on learning algorithms says of odd sets of runs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting
from reportgen.sections.algorithms import Algorithms, build
from reportgen.sections.methods import Method
from reportgen.sections.report import Report, build_sections, make_report
from reportgen.settings import Settings
from reportgen.store.reading import Library, StoredRun
from tests.sample_runs import SampleRun, bare_run, custom_loop_run, sample_run


def report_on(runs: Sequence[SampleRun], **settings: Any) -> Report:
    stored = tuple(StoredRun(run, epochs, folder=Path(run.id)) for run, epochs in runs)
    return make_report(Library(stored), Settings(**settings))


def algorithms_of(*runs: SampleRun, **settings: Any) -> Algorithms:
    content = build(report_on(runs, **settings))
    assert content is not None
    return content


def trained(seed: int, optimizer: str = "SGD", **chosen: Any) -> SampleRun:
    """Return a run whose optimizer was given the settings in `chosen`."""
    run, epochs = sample_run(optimizer=optimizer, seed=seed, epochs=1)
    assert run.training is not None
    assert run.training.optimizer is not None
    own = run.training.optimizer
    settings = own.settings | {key: Setting(value=value, origin="set") for key, value in chosen.items()}
    return with_training((run, epochs), optimizer=msgspec.structs.replace(own, settings=settings))


def with_training(sample: SampleRun, **changes: Any) -> SampleRun:
    run, epochs = sample
    assert run.training is not None
    return msgspec.structs.replace(run, training=msgspec.structs.replace(run.training, **changes)), epochs


def table(method: Method) -> dict[str, list[str]]:
    """Return the values used by the beginnings of their meanings: "0.01 default 1–2"."""
    return {
        row.meaning.partition(":")[0]: [
            " ".join([value.text, value.origin, *(link.text for link in value.used_in)]) for value in row.values
        ]
        for row in method.rows
    }


def test_runs_that_differ_in_what_they_turn_on_have_their_own_equations_and_values_with_links() -> None:
    (sgd,) = algorithms_of(trained(0), trained(1), trained(2, momentum=0.9, nesterov=True)).optimizers

    assert [(block.words, [link.text for link in block.used_in]) for block in sgd.blocks] == [
        ("Without momentum", ["1–2"]),
        ("With Nesterov momentum", ["3"]),
    ]
    assert table(sgd)["Momentum"] == ["0.0 default 1–2", "0.9 set 3"]
    assert table(sgd)["Learning rate"] == ["0.01 default"]
    assert sgd.cited == ("robbins1951", "polyak1964", "sutskever2013")


def test_an_optimizer_that_all_used_alike_needs_neither_words_nor_links_at_its_equations() -> None:
    (sgd,) = algorithms_of(trained(0), trained(1)).optimizers

    (block,) = sgd.blocks
    assert (block.words, block.used_in) == ("", ())
    assert all(not value.used_in for row in sgd.rows for value in row.values)


def test_what_stands_around_a_rule_is_shown_only_where_it_is_on() -> None:
    (adam,) = algorithms_of(trained(0, "Adam"), trained(1, "Adam", clipnorm=1.0, weight_decay=0.01)).optimizers

    options = [block.words.partition(",")[0].partition(":")[0] for block in adam.blocks[1:]]
    assert options == ["Clipping", "Weight decay"]
    assert [link.text for link in adam.blocks[1].used_in] == ["2"]
    assert {row.default for row in adam.rows if row.symbol in ("κ", "λ")} == {"none"}
    assert table(adam)["Largest norm of the gradient of a variable"] == ["none default 1", "1.0 set 2"]
    assert not any("Batches" in row.meaning or "mean" in row.meaning.split(":")[0][:4] for row in adam.rows)


def test_loss_scaling_is_said_and_cited() -> None:
    run, epochs = trained(0, "Adam")
    assert run.training is not None
    scaled = msgspec.structs.replace(run.training.optimizer, loss_scaling=True)
    (adam,) = algorithms_of(with_training((run, epochs), optimizer=scaled)).optimizers

    assert adam.blocks[-1].words.startswith("Loss scaling")
    assert adam.references == ("kingma2015", "micikevicius2018")


def test_of_an_optimizer_of_the_program_s_own_only_name_and_settings_are_shown_even_if_it_is_called_adam() -> None:
    settings = {"learning_rate": Setting(value=0.1, origin="set"), "heat": Setting(value=-2.0, origin="set")}
    own = Optimizer(type="Adam", module="train", settings=settings)
    keras_s, programs = algorithms_of(trained(0, "Adam"), with_training(trained(1), optimizer=own)).optimizers

    assert keras_s.title == "Adam"
    assert (programs.title, programs.idea) == ("Adam, of the program's own", "")
    assert (programs.blocks, programs.cited) == ((), ())
    assert table(programs) == {"Learning rate": ["0.1 set"], "Heat": ["−2.0 set"]}
    assert [row.default for row in programs.rows] == ["–", "–"]


def test_names_without_end_are_cut_and_names_without_number_are_left_out() -> None:
    settings = {f"{place} {'x' * 5000}": Setting(value="y" * 5000, origin="set") for place in range(200)}
    others = {str(place): Optimizer(type=f"{place}{'o' * 5000}", module="m", settings=settings) for place in range(200)}
    losses = tuple(Component(type=f"{place}{'l' * 5000}", module="m", settings=settings) for place in range(200))
    content = algorithms_of(with_training(trained(0), optimizers=others, losses=losses))

    shown = [*content.optimizers[1:], *content.groups[0].methods]
    assert len(shown) < 200
    for method in shown:
        assert len(method.title) < 200
        assert len(method.rows) <= 30
        assert all(len(row.meaning) < 400 and len(row.values[0].text) < 400 for row in method.rows)


def test_both_optimizers_of_a_model_are_described() -> None:
    run, epochs = trained(0)
    other = trained(1, "Adam")[0].training
    assert other is not None
    both = with_training((run, epochs), optimizers={"generator": other.optimizer})
    assert [method.title for method in algorithms_of(both).optimizers] == ["Stochastic Gradient Descent", "Adam"]


def test_a_schedule_has_its_equation_and_stands_where_the_rate_stands() -> None:
    settings = {"initial_learning_rate": Setting(value=0.1, origin="set"), "t_mul": Setting(value=1.0, origin="set")}
    schedule = Component(type="CosineDecayRestarts", module="keras.src.optimizers.schedules", settings=settings)
    run, epochs = trained(0, learning_rate=0.1)
    assert run.training is not None
    optimizer = msgspec.structs.replace(run.training.optimizer, schedule=schedule)
    content = algorithms_of(with_training((run, epochs), optimizer=optimizer))

    assert table(content.optimizers[0])["Learning rate"] == ["Cosine decay restarts, 0.1 at the start set"]
    (cosine,) = content.groups[0].methods
    assert (cosine.title, cosine.cited) == ("Cosine decay with restarts", ("loshchilov2017",))
    assert len(cosine.blocks) == 1


def test_of_a_loss_and_a_schedule_of_the_program_s_own_only_the_names_are_shown() -> None:
    run, epochs = trained(0)
    assert run.training is not None
    optimizer = msgspec.structs.replace(run.training.optimizer, schedule=Component(type="warm_up", module="train"))
    losses = (Component(type="my_loss", module="train"), Component(type="MeanSquaredError"))
    content = algorithms_of(with_training((run, epochs), optimizer=optimizer, losses=losses))

    schedules, found = content.groups
    assert [(item.title, item.blocks) for item in schedules.methods] == [("warm_up, of the program's own", ())]
    assert [(item.title, len(item.blocks)) for item in found.methods] == [
        ("my_loss, of the program's own", 0),
        ("Mean squared error", 1),
    ]
    assert content.has_several_losses


def test_callbacks_are_told_with_their_values_and_others_named_last() -> None:
    stopping = {key: Setting(value=value, origin="set") for key, value in (("monitor", "val_loss"), ("patience", 2))}
    callbacks = (Component(type="Mine", module="train"), Component(type="EarlyStopping", settings=stopping))
    rows = algorithms_of(with_training(trained(0), callbacks=callbacks)).groups[-1].callbacks

    assert [row.name for row in rows] == ["EarlyStopping", "Mine"]
    assert rows[0].words.startswith("stops the training when val_loss has not improved for 2 epochs")
    assert rows[1].words == ""


def test_a_brief_report_leaves_out_losses_and_callbacks() -> None:
    assert [group.title for group in algorithms_of(trained(0)).groups] == ["Losses"]
    assert algorithms_of(trained(0), detail="brief").groups == ()


def test_of_very_many_values_the_first_are_shown_and_the_others_counted() -> None:
    (sgd,) = algorithms_of(*(trained(seed, learning_rate=0.001 * (seed + 1)) for seed in range(40))).optimizers

    (row,) = (row for row in sgd.rows if row.symbol == "η")
    assert (len(row.values), row.more) == (8, "and 32 more values")
    (block,) = sgd.blocks
    assert block.used_in == ()


def test_runs_of_which_no_training_is_known_have_no_section_and_cite_nothing() -> None:
    report = report_on([bare_run(), custom_loop_run(seed=1)])
    assert build(report) is None
    assert [section.name for section in build_sections(report, ["algorithms", "bibliography"])] == []


def test_the_list_of_references_holds_what_the_other_sections_of_the_report_cite_once_in_their_order() -> None:
    runs = [trained(0, "RMSprop"), trained(1), trained(2, "RMSprop")]
    sections = build_sections(report_on(runs), ["bibliography", "training_reports", "algorithms"])
    works: Any = sections[0].content
    assert [work.anchor for work in works.works] == ["reference-tieleman2012", "reference-robbins1951"]
    assert [work.number for work in works.works] == [1, 2]
    assert works.works[1].authors == "Herbert Robbins and Sutton Monro."
