"""One run, two epochs and a session with a value in every field, as the newest format stores them in `format-1.1/`.

The files of a released format were written once and stay: whatever later versions change, they must read them.
`python -m tests.unit.records.examples` writes those of the format that is not released yet.
"""

from datetime import UTC, datetime
from pathlib import Path

from reportgen.records.dataset import Array, Column, Dataset, Samples, Split
from reportgen.records.history import Epoch
from reportgen.records.model import Layer, Model
from reportgen.records.platform import Gpu, Platform
from reportgen.records.predictions import PredictedOutput, Predictions
from reportgen.records.run import Change, Ending, Evaluation, Failure, Git, Parent, Process, Run, Weights
from reportgen.records.session import KeptFile, Session
from reportgen.records.training import Component, Optimizer, Training, Validation
from reportgen.records.values import Setting

FOLDER = Path(__file__).parent / "format-1.1"
OLDER = Path(__file__).parent / "format-1.0"

CHOSEN = Setting(value=[3, 3], origin="set")
LAYER = Layer(
    name="conv2d",
    type="Conv2D",
    module="keras.src.layers.convolutional.conv2d",
    depth=1,
    output_shapes=((None, 26, 26, 32),),
    config={"kernel_size": CHOSEN, "regularizer": Setting(value={"class": "L2", "l2": 0.01}, origin="default")},
    parameters=320,
    trainable_parameters=288,
    trainable=False,
    weights_shapes={"kernel": (3, 3, 1, 32), "bias": (32,)},
    inbound=("input", "input"),
)
MODEL = Model(
    name="Netz Ж 網",
    type="Functional",
    layers=(LAYER,),
    input_shapes=((None, 28, 28, 1),),
    output_shapes=((None, 26, 26, 32), (None, None)),
    parameters=320,
    trainable_parameters=288,
    non_trainable_parameters=32,
    optimizer_parameters=642,
    weights_bytes=1280,
    fingerprint="3c7d009012470d9d6ef52685cb3e1d99",
)
COMPONENT = Component(
    type="Huber",
    module="keras.src.losses.losses",
    name="huber",
    output="head",
    weight=0.5,
    settings={"delta": Setting(value=1e-07, origin="set"), "seed": Setting(value=2**70, origin="inferred")},
)
TRAINING = Training(
    optimizer=Optimizer(
        type="Adam",
        module="keras.src.optimizers.adam",
        name="adam",
        settings={"learning_rate": Setting(value=0.001, origin="default")},
        schedule=COMPONENT,
        loss_scaling=True,
    ),
    optimizers={"g_optimizer": Optimizer(type="RMSprop", name="rmsprop")},
    losses=(COMPONENT,),
    metrics=(COMPONENT, COMPONENT),
    batch_size=Setting(value=32, origin="default"),
    steps_per_epoch=Setting(value=1875, origin="inferred"),
    epochs=Setting(value=5, origin="set"),
    initial_epoch=2,
    shuffle=Setting(value=True, origin="default"),
    validation=Validation(source="split", split=0.1, frequency=[1, 3]),
    class_weights={"0": 1.5, "1": 0.5},
    sample_weights=True,
    callbacks=(COMPONENT,),
    precision_policy="mixed_float16",
    compile_settings={"jit_compile": Setting(value=None, origin="default")},
    extra={"temperature": "Infinity", "flags": [True, None, "x"]},
    recompiled=True,
)
COLUMN = Column(
    name="age", mean=3.5, standard_deviation=1.0, minimum="NaN", maximum=9.0, quartile_1=1.0, median=2.0, quartile_3=4.0
)
ARRAY = Array(
    columns=(COLUMN,),
    shape=(None, 28, 28),
    dtype="uint8",
    name="image",
    minimum="-Infinity",
    maximum=255.0,
    range_elements=99,
)
DATASET = Dataset(
    class_names=("zero", "один"),
    samples=Samples(data="training", pictures=50, labelled=True),
    name=Setting(value="MNIST", origin="inferred"),
    loader="keras.datasets.mnist",
    splits=(
        Split(
            role="training",
            samples=60000,
            kind="tf.data.Dataset",
            inputs=(ARRAY,),
            targets=(ARRAY,),
            class_counts={"0": 5923, "1": 6742},
            loader_split=Setting(value="train", origin="inferred"),
        ),
    ),
)
RUN = Run(
    format_version="1.1",
    id="20260926T135012Z-netz-3f9a",
    name='Netz Ж 網 🚀 <b>&\\"\n',
    state="failed",
    started_at=datetime(2026, 9, 26, 13, 50, 12, 123000, tzinfo=UTC),
    name_origin="inferred",
    ended_at=datetime(2026, 9, 26, 13, 51, tzinfo=UTC),
    duration_seconds=47.87700000000001,
    failure=Failure(type="ValueError", message="Shapes\ndiffer", frames=("train.py:3 in <module>", "fit(x)")),
    ending=Ending(
        reason="early_stopping",
        callback="EarlyStopping",
        monitor="val_loss",
        patience=3,
        best_epoch=2,
        best_value="Infinity",
        kept_epoch=2,
        kept_by="loading",
    ),
    changes=(
        Change(
            subject="trainable",
            epoch=2,
            name="conv2d",
            before={"type": "Adam", "learning_rate": 0.001},
            after=[True],
        ),
    ),
    model=MODEL,
    training=TRAINING,
    dataset=DATASET,
    evaluations=(
        Evaluation(
            data="test",
            metrics={"accuracy": 0.9879000186920166, "loss": "NaN"},
            samples=10000,
            epochs_trained=5,
            duration_seconds=0.25,
            at=datetime(2026, 9, 26, 13, 51, 2, tzinfo=UTC),
        ),
    ),
    predictions=Predictions(
        data="test",
        samples=9000,
        of_samples=10000,
        outputs=(PredictedOutput(task="two classes", name="digit", classes=10, from_logits=True),),
        epochs_trained=5,
    ),
    platform=Platform(
        device="GPU:0",
        gpus=(Gpu(name="GeForce GTX 1060 6GB", memory_bytes=6442450944, driver="560.35.03"),),
        cpu="Intel(R) Xeon(R) CPU E3-1245 v5 @ 3.50GHz",
        cpu_cores=8,
        architecture="x86_64",
        memory_bytes=33554432000,
        os="Debian GNU/Linux 12 (bookworm)",
        python="3.11.7 (64 bit)",
        keras="3.15.1",
        backend="tensorflow",
        backend_version="2.21.0",
        packages={"numpy": "2.4.6"},
    ),
    weights=(Weights(path="weights/net.keras", epoch=2, bytes=4820008, sha256="ab" * 32),),
    seeds={"numpy": 42, "entropy": 2**127},
    git=Git(commit="0f" * 20, branch="main", dirty=True),
    parent=Parent(run_id="20260926T135001Z-netz-0000", relation="continuation"),
    session_id="20260926T135001Z-9c1e",
    process=Process(
        pid=4242, created_at=1790430608.25, host="6b0cd6cc2e03", boot="0f3a9c1e77d2", started_ticks=8123456
    ),
    generator="reportgen 0.1.0",
)
EPOCHS = (
    Epoch(
        epoch=1,
        metrics={"accuracy": 0.8857166767120361, "loss": 0.3742, "val_loss": "Infinity"},
        learning_rate=0.001,
        learning_rate_start=0.01,
        duration_seconds=11.25,
        started_at=datetime(2026, 9, 26, 13, 50, 13, 500000, tzinfo=UTC),
    ),
    Epoch(epoch=2, metrics={"loss": "NaN"}, learning_rate="NaN"),
)
KEPT = KeptFile(name="program.py", path="src/train.py", bytes=5000, kept_bytes=4096, sha256="cd" * 32)
SESSION = Session(
    format_version="1.1",
    id="20260926T135001Z-9c1e",
    program="train.py",
    started_at=datetime(2026, 9, 26, 13, 50, 1, tzinfo=UTC),
    kind="notebook",
    arguments=("--epochs", "5", "Ж"),
    flags=("-u",),
    ended_at=datetime(2026, 9, 26, 13, 52, tzinfo=UTC),
    exit_status=137,
    signal="SIGKILL",
    python="3.11.7",
    packages={"keras": "3.15.1"},
    git=Git(commit="0f" * 20),
    sources=(KEPT,),
    console=KEPT,
    changes=KEPT,
    notebook=KEPT,
    failed_cell=3,
    generator="reportgen 0.1.0",
)


if __name__ == "__main__":
    from reportgen.store.writing import encode

    (FOLDER / "run.json").write_bytes(encode(RUN))
    (FOLDER / "session.json").write_bytes(encode(SESSION))
    (FOLDER / "history.jsonl").write_bytes(b"".join(encode(epoch, indent=0) + b"\n" for epoch in EPOCHS))
