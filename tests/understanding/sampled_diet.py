"""Rasa's DIETClassifier, fitted on a part of the examples: on all of them it would take the better part of an hour."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SampledDIET(DIETClassifier):
    """`sample`: how many examples it is fitted on, of each intent its share."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Those of DIET, and all examples."""
        return {**DIETClassifier.get_default_config(), "sample": 10**9}

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every so manieth example of each intent, in their order."""
        sample = stratified(training_data.intent_examples, self.component_config["sample"])
        return super().train(TrainingData(training_examples=sample))


def stratified(examples: list[Message], size: int) -> list[Message]:
    """About so many of the examples, evenly spread over each intent's."""
    of_intent = defaultdict(list)
    for example in examples:
        of_intent[example.get("intent")].append(example)
    part = min(1.0, size / len(examples))
    return [each for group in of_intent.values() for each in _spread(group, max(1, round(part * len(group))))]


def _spread(group: list[Message], size: int) -> list[Message]:
    return [group[place * len(group) // size] for place in range(size)]
