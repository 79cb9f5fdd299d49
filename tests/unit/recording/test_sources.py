import keras
import numpy as np
import pytest
import tensorflow as tf

from reportgen.recording.keras.sources import describe_source, kind_of

ROWS = (np.zeros((50, 4), "float32"), np.arange(50) % 3)


def rows():
    return tf.data.Dataset.from_tensor_slices(ROWS)


@pytest.mark.parametrize(
    ("dataset", "samples", "batch_size"),
    [
        (lambda: rows().batch(8), 50, 8),
        (lambda: rows().batch(8, drop_remainder=True).prefetch(2), 48, 8),
        (lambda: rows().cache().shuffle(50).batch(8).prefetch(tf.data.AUTOTUNE), 50, 8),
        (lambda: rows().shuffle(50).repeat().batch(8), 50, 8),
        (lambda: rows().repeat(3).shuffle(50).batch(8).repeat(), 50, 8),
        (lambda: rows().batch(8).map(lambda x, y: (x * 2, y), num_parallel_calls=2), 50, 8),
        (lambda: rows().batch(8, num_parallel_calls=2).with_options(tf.data.Options()), 50, 8),
        (lambda: rows().batch(8).take(2), 16, 8),
        (lambda: rows().batch(8).take(-1), 50, 8),
        (lambda: rows().batch(8).take(7), 50, 8),
        (lambda: rows().batch(8).skip(2), 34, 8),
        (lambda: rows().batch(8).skip(2).take(1), 8, 8),
        (lambda: rows().batch(8).repeat(2).skip(9), None, 8),
        (lambda: rows().take(20).batch(8), 20, 8),
        (lambda: rows().repeat().take(120).batch(8), 120, 8),
        (lambda: rows().padded_batch(8), 50, 8),
        (lambda: rows().filter(lambda x, y: y > 0).batch(8), None, 8),
        (lambda: rows().batch(8).filter(lambda x, y: y[0] > 0), None, None),
        (lambda: rows().batch(8).unbatch(), None, None),
        (rows, None, None),
        (lambda: tf.data.Dataset.from_tensors(ROWS), 50, 50),
        (lambda: tf.data.Dataset.from_tensors(ROWS).repeat(), 50, 50),
        (lambda: tf.data.Dataset.zip(rows(), rows()).batch(7), 50, 7),
        (lambda: rows().batch(8).concatenate(rows().batch(8)), None, None),
    ],
)
def test_a_tf_dataset_tells_its_samples_and_batches_by_the_chain_of_its_transformations(dataset, samples, batch_size):
    source = describe_source(dataset())
    assert (source.samples, source.batch_size) == (samples, batch_size)


def test_what_a_tf_dataset_tells_is_what_iterating_it_gives():
    for dataset in (rows().batch(8, drop_remainder=True), rows().batch(8).skip(2).take(4), rows().take(9).batch(4)):
        sizes = [len(labels) for _, labels in dataset]
        assert (describe_source(dataset).samples, describe_source(dataset).batch_size) == (sum(sizes), sizes[0])


def test_a_tf_dataset_of_three_parts_weighs_its_samples():
    weighted = tf.data.Dataset.from_tensor_slices((*ROWS, np.ones(50))).batch(5)
    assert describe_source(weighted).weighs_samples
    assert not describe_source(rows().batch(5)).weighs_samples


class Batches(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        raise AssertionError("the data were touched")


@pytest.mark.parametrize(("held", "told"), [(16, 16), (np.int64(16), 16), (0, None), ("16", None), (True, None)])
def test_a_sequence_of_batches_tells_the_size_it_was_made_with(held, told):
    batches = Batches()
    batches.batch_size = held
    assert (describe_source(batches).batch_size, describe_source(batches).samples) == (told, None)


def test_a_sequence_without_a_size_tells_none():
    assert describe_source(Batches()).batch_size is None


def test_a_picture_iterator_of_keras_tells_its_samples():
    from keras.src.legacy.preprocessing.image import ImageDataGenerator

    pictures = ImageDataGenerator().flow(np.zeros((10, 8, 8, 3)), np.arange(10), batch_size=4)
    source = describe_source(pictures)
    assert (kind_of(pictures), source.samples, source.batch_size) == ("PyDataset", 10, 4)
