"""The NLU component that guesses a message's intent from its words and letters; deterministic, trained in seconds."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from engine.plain_text import fold
from engine.regression import Regression

FILE = "sentences.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent, IntentClassifier):
    """Logistic regression over words and letters of the folded text.

    Rasa's featurizers and LogisticRegressionClassifier take 90 s to fit the same examples instead of 10, cannot be told
    how strongly to regularise, and cost several times more a message.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: the regression's trust in its examples; `ranking_length`: guesses reported."""
        return {"C": 10.0, "ranking_length": 3}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._regression: Regression | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceClassifier:
        """An untrained classifier (Rasa's signature)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceClassifier:
        """The classifier as it was trained."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._regression = Regression(joblib.load(folder / FILE))
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example, and keep the result in the model."""
        examples = [(fold(example.get("text")), example.get("intent")) for example in training_data.intent_examples]
        pipeline = untrained(self._config["C"])
        pipeline.fit([text for text, _ in examples], [intent for _, intent in examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(pipeline, folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: examples already have their intent."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set each message's intent and ranking."""
        for message in messages:
            ranking = self._rank(message.get("text"))
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _rank(self, text: str) -> list[dict[str, Any]]:
        assert self._regression is not None
        chances = self._regression.chances(fold(text))
        best = chances.argsort()[::-1][: self._config["ranking_length"]]
        return [{"name": self._regression.classes[place], "confidence": float(chances[place])} for place in best]


def untrained(trust: float) -> Pipeline:
    """Words, letters and the regression, before any example."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    # one against the rest: faster than all at once, and fewer answers are taken for a control
    regression = LogisticRegression(C=trust, solver="liblinear", class_weight="balanced", random_state=42)
    return make_pipeline(make_union(words, letters), regression)
