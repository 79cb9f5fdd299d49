"""The runs and the charts of the plain ways to a report: pyplot as tutorials use it, one file a chart."""

from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import numpy as np

import reportgen

MOST_CLASSES = 20


@dataclass(frozen=True)
class PlainRun:
    """What the plain reports show of a run."""

    id: str
    name: str
    parameters: int
    epochs: int
    history: dict[str, list[float]]
    layers: list[tuple[str, str, int]]
    folder: Path


def runs_of(store: Path) -> list[PlainRun]:
    return [
        PlainRun(
            stored.run.id,
            stored.run.name,
            stored.run.model.parameters,
            len(stored.epochs),
            {name: [epoch.metrics[name] for epoch in stored.epochs] for name in stored.epochs[0].metrics},
            [(layer.name, str(layer.output_shapes), layer.parameters) for layer in stored.run.model.layers],
            store / stored.run.id,
        )
        for stored in reportgen.load(store)
    ]


def curves(run: PlainRun, folder: Path, kind: str) -> Path:
    _, axes = plt.subplots(1, 2, figsize=(6.3, 2.6))
    for place, name in enumerate(name for name in run.history if not name.startswith("val_")):
        axes[place].plot(run.history[name], label="training")
        axes[place].plot(run.history[f"val_{name}"], label="validation")
        axes[place].set_title(name)
        axes[place].legend()
    return _saved(folder / f"{run.id}-curves.{kind}")


def confusion(run: PlainRun, folder: Path, kind: str) -> Path | None:
    """Draw the confusion matrix; None of a run that has none, or one of more classes than such a chart shows."""
    if not (run.folder / "predictions.npz").exists():
        return None
    with np.load(run.folder / "predictions.npz") as arrays:
        truth, scores = arrays["truth_0"], arrays["scores_0"]
    if scores.ndim != 2 or scores.shape[1] > MOST_CLASSES:
        return None
    predicted = scores.argmax(axis=1)
    counts = np.zeros((truth.max() + 1,) * 2, int)
    np.add.at(counts, (truth, predicted), 1)
    plt.figure(figsize=(4, 4))
    plt.imshow(counts, cmap="Blues")
    for (row, column), count in np.ndenumerate(counts):
        plt.text(column, row, count, ha="center", va="center")
    return _saved(folder / f"{run.id}-confusion.{kind}")


def _saved(path: Path) -> Path:
    plt.tight_layout()
    plt.savefig(path)
    plt.close()
    return path
