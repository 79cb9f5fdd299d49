import keras
import numpy as np
import pytest


@pytest.fixture
def trained(network, points, recorded):
    """A model trained on the first 60 points and validated on the next 20, with the 20 left for a test."""
    x, y = points
    shuffled = np.random.default_rng(1).permutation(100)
    x, y = x[shuffled], y[shuffled]
    model = network(metrics=["accuracy"])
    model.fit(x[:60], y[:60], validation_data=(x[60:80], y[60:80]), verbose=0, epochs=2)
    return model, x, y, recorded


def test_an_evaluation_is_attached_with_the_data_it_was_made_on(trained):
    model, x, y, runs = trained
    results = [model.evaluate(x[part], y[part], verbose=0) for part in (slice(80, 100), slice(60, 80), slice(0, 60))]
    (stored,) = runs()
    assert [evaluation.data for evaluation in stored.run.evaluations] == ["test", "validation", "training"]
    assert [evaluation.samples for evaluation in stored.run.evaluations] == [20, 20, 60]
    for evaluation, (loss, accuracy) in zip(stored.run.evaluations, results, strict=True):
        assert evaluation.metrics == pytest.approx({"loss": loss, "accuracy": accuracy}, abs=1e-12)
        assert evaluation.duration_seconds > 0
    assert stored.run.dataset.split("test").samples == 20
    assert stored.run.state == "completed"


def test_the_evaluations_that_fit_makes_for_validation_are_none(trained):
    assert trained[3]()[0].run.evaluations == ()


def test_an_evaluation_belongs_to_the_models_last_run(trained):
    model, x, y, runs = trained
    model.fit(x, y, verbose=0)
    result = model.evaluate(x[80:], y[80:], verbose=0, return_dict=True)
    first, second = runs()
    assert (len(first.run.evaluations), len(second.run.evaluations)) == (0, 1)
    assert second.run.evaluations[0].metrics == pytest.approx(result)


def test_a_model_that_was_never_trained_evaluates_unrecorded(recorded, network, points):
    assert network().evaluate(*points, verbose=0) > 0


def test_whole_data_of_a_validation_split_count_as_training_data(recorded, network, points):
    model = network()
    model.fit(*points, validation_split=0.25, verbose=0)
    model.evaluate(*points, verbose=0)
    model.evaluate(points[0][75:], points[1][75:], verbose=0)
    assert [evaluation.data for evaluation in recorded()[0].run.evaluations] == ["training", "validation"]


class Evaluator(keras.callbacks.Callback):
    """Evaluates on `data` whenever the event called `event` happens."""

    def __init__(self, event, data):
        super().__init__()
        self.results = []
        setattr(self, event, lambda *_, **__: self.results.append(self.model.evaluate(*data, verbose=0)))


def test_an_evaluation_at_the_end_of_an_epoch_is_recorded_with_the_epoch(recorded, network, points):
    x, y = points
    tester = Evaluator("on_epoch_end", (x[80:], y[80:]))
    network().fit(x[:80], y[:80], validation_split=0.25, epochs=3, callbacks=[tester], verbose=0)
    (stored,) = recorded()
    assert [item.epochs_trained for item in stored.run.evaluations] == [1, 2, 3]
    assert [item.metrics["loss"] for item in stored.run.evaluations] == tester.results
    assert {item.data for item in stored.run.evaluations} == {"test"}
    assert stored.run.dataset.split("test").samples == 20


@pytest.mark.parametrize("event", ["on_train_begin", "on_epoch_begin", "on_train_batch_end"])
def test_an_evaluation_within_an_epoch_or_before_the_first_one_is_not_recorded(recorded, network, points, event):
    tester = Evaluator(event, points)
    network().fit(*points, callbacks=[tester], verbose=0)
    assert tester.results
    assert recorded()[0].run.evaluations == ()


def test_an_evaluation_as_the_training_ends_knows_whether_weights_were_put_back_before_it(recorded, network, points):
    stopping = keras.callbacks.EarlyStopping("loss", min_delta=1e9, restore_best_weights=True)
    before, after = Evaluator("on_train_end", points), Evaluator("on_train_end", points)
    model = network()
    model.fit(*points, epochs=5, callbacks=[before, stopping, after], verbose=0)
    model.evaluate(*points, verbose=0)
    evaluations = recorded()[0].run.evaluations
    assert [item.epochs_trained for item in evaluations] == [2, 1, 1]
    assert evaluations[0].metrics != evaluations[1].metrics == evaluations[2].metrics


def test_saved_weights_are_noted_with_size_and_hash(trained, tmp_path):
    import hashlib

    model, _, _, runs = trained
    path = tmp_path / "m.weights.h5"
    model.save_weights(path)
    model.save(str(tmp_path / "m.keras"))
    keras.saving.save_model(model, str(tmp_path / "m.keras"))
    weights = runs()[0].run.weights
    assert [item.path for item in weights] == [str(path), str(tmp_path / "m.keras")]
    assert weights[0].bytes == path.stat().st_size
    assert weights[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_checkpoint_is_noted_while_the_training_runs(recorded, network, points, tmp_path):
    path = str(tmp_path / "best.keras")
    network().fit(*points, verbose=0, epochs=2, callbacks=[keras.callbacks.ModelCheckpoint(path)])
    (weights,) = recorded()[0].run.weights
    assert (weights.path, weights.bytes) == (path, (tmp_path / "best.keras").stat().st_size)


def test_a_part_of_the_training_data_is_no_test_data(recorded, network, points):
    x, y = np.array(points[0]), points[1]
    model = network()
    model.fit(x[:80], y[:80], validation_split=0.25, verbose=0)
    for part in (slice(0, 20), slice(65, 80), slice(80, 100)):
        model.evaluate(x[part], y[part], verbose=0)
    assert [item.data for item in recorded()[0].run.evaluations] == ["training", "validation", "test"]


def test_data_in_the_place_of_training_data_that_are_gone_are_test_data(recorded, network, points):
    model = network()
    model.fit(np.array(points[0]), points[1], verbose=0)
    for _ in range(20):
        model.evaluate(np.array(points[0][:50] + 1), points[1][:50], verbose=0)
    assert {item.data for item in recorded()[0].run.evaluations} == {"test"}
