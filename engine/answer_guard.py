"""The NLU component that decides, after the classifier, whether a message is an answer or a control."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import evidence
from engine.phrases import Phrases
from engine.plain_text import fold, without_courtesies, words
from engine.thresholds import Thresholds
from engine.verdict import ANSWER, Reading, Verdict, heard, judge

FILE = "phrases.json"
RANKING_LENGTH = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AnswerGuard(GraphComponent):
    """Learns the exact phrases of the examples, then rewrites the intent by the rules of engine/verdict.py."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of engine/verdict.py, and the polite words that change nothing."""
        return {**asdict(Thresholds()), "names": [], "courtesies": []}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        # the longest first: "merci beaucoup" is not "merci" and then a word
        self._courtesies = sorted((fold(courtesy) for courtesy in config["courtesies"]), key=len, reverse=True)
        limits = {each.name: config[each.name] for each in fields(Thresholds)}
        self._thresholds = Thresholds(**{**limits, "names": frozenset(config["names"])})
        self._phrases = Phrases()

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
            guard._phrases = Phrases(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        return guard

    def train(self, training_data: TrainingData) -> Resource:
        """Remember every example: commands, names said alone, and answers."""
        for example in training_data.intent_examples:
            self._phrases.learn(example, courtesies=self._courtesies, naming=self._thresholds.names)
        with self._storage.write_to(self._resource) as folder:
            phrases = json.dumps(asdict(self._phrases), ensure_ascii=False)
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

    def _judge(self, message: Message) -> None:
        reading = self._read(message)
        verdict = judge(reading, self._thresholds)
        message.set("guard", _report(verdict, reading), add_to_output=True)
        _rewrite(message, verdict.taken_as)
        perhaps = verdict.taken_as == ANSWER and (verdict.unsure or verdict.doubtful)
        _keep_named(message, reading.guess if perhaps else verdict.taken_as)

    def _read(self, message: Message) -> Reading:
        mode, folded = evidence.mode(message), evidence.folded(message)
        plain = without_courtesies(folded, self._courtesies)
        guess, share = evidence.best_control(message, mode)
        name = self._phrases.names.get(folded)
        guess = name if name is not None and heard(name, mode) else guess
        return Reading(
            mode=mode,
            guess=guess,
            chance=evidence.chance(message, mode, guess),
            share=share,
            words=len(words(folded)),
            exact=self._phrases.control(folded) or self._phrases.control(plain),
            bare_name=name is not None,
            elsewhere=self._phrases.named.get(folded) != evidence.present(message, name),
            known_answer=folded in self._phrases.answers or plain in self._phrases.answers,
            theme_named=evidence.theme_named(message, mode),
            theme_share=evidence.theme_share(message, mode),
            theme_worded=evidence.theme_worded(message, mode),
            slashed=evidence.slashed(message),
        )


def _report(verdict: Verdict, reading: Reading) -> dict[str, Any]:
    return {
        "taken_as": verdict.taken_as,
        "unsure": verdict.unsure,
        "doubtful": verdict.doubtful,
        "first_guess": reading.guess,
        "confidence": reading.chance,
        "rule": verdict.rule,
    }


def _rewrite(message: Message, intent: str) -> None:
    ranking = [other for other in message.get("intent_ranking") or [] if other["name"] != intent]
    taken = {"name": intent, "confidence": 1.0}
    message.set("intent", taken, add_to_output=True)
    message.set("intent_ranking", [taken, *ranking][:RANKING_LENGTH], add_to_output=True)


def _keep_named(message: Message, intent: str) -> None:
    """What a control names; and what an unsure answer names, in case it is the control it looks like."""
    named = evidence.named(message, intent)
    message.set("entities", [named] if named else [], add_to_output=True)
