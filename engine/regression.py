"""A fitted scikit-learn pipeline of sentences, read without scikit-learn's checks: 0.3 ms a sentence instead of 2."""

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

Numbers = NDArray[np.float64]


class Regression:
    """The same chances as `pipeline.predict_proba`, of one folded sentence at a time."""

    def __init__(self, pipeline: Pipeline) -> None:
        union, fitted = (step for _, step in pipeline.steps)
        self.classes: list[str] = [str(name) for name in fitted.classes_]
        self._parts = [_part(vectorizer) for _, vectorizer in union.transformer_list]
        self._weights: Numbers = np.ascontiguousarray(fitted.coef_.T)
        self._intercept: Numbers = fitted.intercept_

    def chances(self, sentence: str) -> Numbers:
        """The chance of each class, in their order."""
        scores = self._intercept.copy()
        first = 0
        for analyse, vocabulary, rarity in self._parts:
            places, values = _weigh(Counter(analyse(sentence)), vocabulary, rarity)
            scores += values @ self._weights[first + places]
            first += len(rarity)
        alone = 1 / (1 + np.exp(-scores))
        chances: Numbers = alone / alone.sum()
        return chances


def _part(vectorizer: TfidfVectorizer) -> tuple[Any, dict[str, int], Numbers]:
    return vectorizer.build_analyzer(), vectorizer.vocabulary_, vectorizer.idf_


def _weigh(counts: Counter[str], vocabulary: dict[str, int], rarity: Numbers) -> tuple[NDArray[np.int64], Numbers]:
    known = [(vocabulary[term], count) for term, count in counts.items() if term in vocabulary]
    places = np.array([place for place, _ in known], dtype=np.int64)
    values = (1 + np.log(np.array([count for _, count in known], dtype=np.float64))) * rarity[places]
    length = np.sqrt(values @ values)
    return places, values / length if length else values
