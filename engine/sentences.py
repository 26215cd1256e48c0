"""The NLU component that guesses a message's intent, and how probable any control is; deterministic, CPU only."""

from __future__ import annotations

import pickle
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import evidence
from engine.phrases import bare_name
from engine.plain_text import fold
from engine.reader import Example, Reader, learn

FILE = "sentences.pickle"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(GraphComponent, IntentClassifier):
    """Sets `intent`, the whole `intent_ranking`, and `control_chance`: {"open", "closed"}, for the guard.

    Rasa's featurizers and LogisticRegressionClassifier take ten times as long to fit, cannot be told how strongly to
    regularise, cost several times more a message, and say nothing of a text that is no control at all.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`trust`: the regression's trust in its examples (scikit-learn's C)."""
        return {"trust": 10.0}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._trust = float(config["trust"])
        self._storage = storage
        self._resource = resource
        self._reader: Reader | None = None

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
            classifier._reader = pickle.loads((folder / FILE).read_bytes())  # noqa: S301 - our own model
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example, and keep the result in the model."""
        reader = learn([_example(message) for message in training_data.intent_examples], trust=self._trust)
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(pickle.dumps(reader))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: examples already have their intent."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set each message's intent, ranking and chances."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        assert self._reader is not None
        reading = self._reader.read(evidence.folded(message))
        ranking = [{"name": name, "confidence": share} for name, share in reading.ranking]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set("control_chance", {"open": reading.open, "closed": reading.closed})


def _example(message: Message) -> Example:
    return Example(fold(message.get("text")), message.get("intent"), bare_name(message) is not None)
