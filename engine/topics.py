"""The NLU component that finds which theme, topic, profile and language a message names, were it a request for one."""

from __future__ import annotations

import pickle
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import evidence
from engine.naming import Named, Names, NamingText, learn
from engine.plain_text import fold
from engine.verdict import THEME

ENTITY_OF = {"choose_theme": "theme", "ask_faq": "topic", "choose_profile": "profile", "change_language": "language"}
FILE = "names.pickle"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Learns names from the annotated examples; sets `named`, its `Mentions`, of which the guard keeps one or none."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`floor`: the chance below which nothing is named."""
        return {"floor": 0.4}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._floor = float(config["floor"])
        self._storage = storage
        self._resource = resource
        self._names: dict[str, Names] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """A component that knows no name (Rasa's signature)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """The component with the names it was trained on."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._names = pickle.loads((folder / FILE).read_bytes())  # noqa: S301 - our own model
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the names of each kind, and keep them in the model."""
        for intent, entity in ENTITY_OF.items():
            examples = [example for example in training_data.intent_examples if example.get("intent") == intent]
            self._names[entity] = _learn(examples, entity)
        with self._storage.write_to(self._resource) as folder:
            (folder / FILE).write_bytes(pickle.dumps(self._names))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: examples already have their entities."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set what can be asked about what each message names."""
        for message in messages:
            message.set("named", Mentions(evidence.folded(message), self._names, self._floor))
        return messages


class Mentions:
    """What a text names, found when it is asked: of an answer, as most texts are, it hardly ever is."""

    def __init__(self, folded: str, names: dict[str, Names], floor: float) -> None:
        self._text = NamingText(folded)
        self._names = names
        self._floor = floor

    def of(self, intent: str) -> dict[str, Any]:
        """The entity that the text names, were it a request of this intent; {} if none."""
        if intent not in ENTITY_OF:
            return {}
        entity = ENTITY_OF[intent]
        named = self._worded(intent) or self._names[entity].find(self._text, self._floor)
        return {} if named is None else _entity(entity, named)

    def is_worded(self, intent: str) -> bool:
        """Whether the text is made of nothing but one thing's own words."""
        return self._worded(intent) is not None

    def _worded(self, intent: str) -> Named | None:
        return self._names[ENTITY_OF[intent]].worded(self._text) if intent == THEME else None


def _entity(entity: str, named: Named) -> dict[str, Any]:
    return {"entity": entity, "value": named.value, "confidence": named.confidence, "extractor": "TopicClassifier"}


def _learn(examples: list[Message], entity: str) -> Names:
    phrases: dict[str, str] = {}
    sentences = []
    for example in examples:
        for found in example.get("entities") or []:
            if found["entity"] == entity:
                phrases.setdefault(fold(example.get("text")[found["start"] : found["end"]]), found["value"])
                sentences.append((fold(example.get("text")), found["value"]))
    return learn(phrases=phrases, sentences=sentences)
