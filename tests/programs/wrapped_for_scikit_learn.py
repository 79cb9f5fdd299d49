"""Hides its network in an estimator of scikit-learn, which clones it and searches for the number of units."""

import keras
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import GridSearchCV

keras.utils.set_random_seed(10)
x = np.random.default_rng(0).normal(size=(40, 4)).astype("float32")
y = (x[:, 0] > 0).astype("int32")


class NeuralClassifier(ClassifierMixin, BaseEstimator):
    def __init__(self, units=4, epochs=1):
        self.units = units
        self.epochs = epochs

    def fit(self, x, y):
        self.classes_ = np.unique(y)
        self.model_ = keras.Sequential(
            [keras.Input((4,)), keras.layers.Dense(self.units, "relu"), keras.layers.Dense(2, "softmax")]
        )
        self.model_.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
        self.history_ = self.model_.fit(x, y, epochs=self.epochs, verbose=0)
        return self

    def predict(self, x):
        return self.classes_[self.model_.predict(x, verbose=0).argmax(axis=1)]


search = GridSearchCV(NeuralClassifier(epochs=2), {"units": [3, 6]}, cv=2).fit(x, y)
best = search.best_params_
scores = search.cv_results_["mean_test_score"].tolist()
history = search.best_estimator_.history_
