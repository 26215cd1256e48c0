"""The NLU component that decides, after the classifier, whether a message is an answer or a control."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.plain_text import fold, without_courtesies, words
from engine.verdict import ANSWER, Reading, Thresholds, Verdict, judge

FILE = "phrases.json"
# With no state (`rasa shell`, `rasa test`) nothing is known to be open.
NO_MODE = "menu"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerGuard(GraphComponent):
    """Learns the exact phrases of the examples, then rewrites the intent by the rules of engine/verdict.py."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of engine/verdict.py, and the polite words that change nothing."""
        return {
            "short_words": 8,
            "unsure_words": 14,
            "sure": 0.8,
            "unsure": 0.35,
            "nothing_open": 0.4,
            "names": [],
            "courtesies": [],
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._courtesies: list[str] = [fold(courtesy) for courtesy in config["courtesies"]]
        self._thresholds = Thresholds(
            short_words=config["short_words"],
            unsure_words=config["unsure_words"],
            sure=config["sure"],
            unsure=config["unsure"],
            nothing_open=config["nothing_open"],
            names=frozenset(config["names"]),
        )
        self._commands: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._answers: dict[str, str] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerGuard:
        """A guard without phrases (Rasa's signature)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AnswerGuard:
        """The guard with the phrases it was trained on."""
        guard = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            guard._commands, guard._names, guard._answers = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return guard

    def train(self, training_data: TrainingData) -> Resource:
        """Remember every example: commands, names said alone, and answers."""
        for example in training_data.intent_examples:
            self._phrases_of(example)[self._fold(example.get("text"))] = example.get("intent")
        with self._storage.write_to(self._resource) as folder:
            phrases = json.dumps([self._commands, self._names, self._answers], ensure_ascii=False)
            (folder / FILE).write_text(phrases, encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: examples already have their intent."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message and rewrite its intent."""
        for message in messages:
            self._judge(message)
        return messages

    def _phrases_of(self, example: Message) -> dict[str, str]:
        if example.get("intent") == ANSWER:
            return self._answers
        named = example.get("intent") in self._thresholds.names and _wholly_an_entity(example)
        return self._names if named else self._commands

    def _judge(self, message: Message) -> None:
        guess = message.get("intent") or {"name": None, "confidence": 0.0}
        reading = self._read(message.get("text"), _mode(message), guess)
        verdict = judge(reading, self._thresholds)
        message.set("guard", _report(verdict, guess), add_to_output=True)
        if verdict.taken_as != guess["name"]:
            _rewrite(message, verdict.taken_as)

    def _read(self, text: str, mode: str, guess: dict[str, Any]) -> Reading:
        folded = self._fold(text)
        return Reading(
            mode=mode,
            guess=guess["name"] or ANSWER,
            confidence=float(guess["confidence"]),
            words=len(words(fold(text))),
            exact=self._commands.get(folded) or self._names.get(folded),
            bare_name=folded in self._names,
            known_answer=folded in self._answers,
        )

    def _fold(self, text: str) -> str:
        return without_courtesies(fold(text), self._courtesies)


def _wholly_an_entity(example: Message) -> bool:
    length = len(example.get("text"))
    return any(entity["start"] == 0 and entity["end"] == length for entity in example.get("entities") or [])


def _mode(message: Message) -> str:
    metadata: dict[str, Any] | None = message.get("metadata")
    return (metadata or {}).get("mode") or NO_MODE


def _report(verdict: Verdict, guess: dict[str, Any]) -> dict[str, Any]:
    return {
        "taken_as": verdict.taken_as,
        "unsure": verdict.unsure,
        "first_guess": guess["name"],
        "confidence": float(guess["confidence"]),
        "rule": verdict.rule,
    }


def _rewrite(message: Message, intent: str) -> None:
    ranking = [other for other in message.get("intent_ranking") or [] if other["name"] != intent]
    taken = {"name": intent, "confidence": 1.0}
    message.set("intent", taken, add_to_output=True)
    message.set("intent_ranking", [taken, *ranking], add_to_output=True)
    if intent == ANSWER:
        message.set("entities", [], add_to_output=True)
