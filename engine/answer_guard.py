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

from engine.phrases import Phrases
from engine.plain_text import fold, without_courtesies, words
from engine.verdict import ANSWER, OPEN, Reading, Thresholds, Verdict, heard, judge

FILE = "phrases.json"
# With no state (`rasa shell`, `rasa test`) nothing is known to be open.
NO_MODE = "menu"
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
        self._courtesies: list[str] = [fold(courtesy) for courtesy in config["courtesies"]]
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

    def _read(self, message: Message) -> Reading:
        mode, folded = _mode(message), fold(message.get("text"))
        plain = without_courtesies(folded, self._courtesies)
        guess, share = _best_control(message, mode)
        return Reading(
            mode=mode,
            guess=guess,
            chance=_chance(message, mode, guess),
            share=share,
            words=len(words(folded)),
            exact=self._phrases.control(plain),
            bare_name=folded in self._phrases.names,
            elsewhere=self._phrases.named.get(folded) != _present(message, self._phrases.names.get(folded)),
            known_answer=plain in self._phrases.answers,
        )


def _best_control(message: Message, mode: str) -> tuple[str, float]:
    """The likeliest control that exists in this mode, and its share among them; without one, an answer."""
    ranking = message.get("intent_ranking") or []
    controls = [each for each in ranking if each["name"] != ANSWER and heard(each["name"], mode)]
    if not controls:
        return ANSWER, 0.0
    return controls[0]["name"], controls[0]["confidence"] / (sum(each["confidence"] for each in controls) or 1.0)


def _chance(message: Message, mode: str, guess: str) -> float:
    """That the text is a control: as the classifier says, or, if it says nothing of it, all that is not an answer."""
    chances: dict[str, float] | None = message.get("control_chance")
    if guess == ANSWER:
        return 0.0
    if chances is None:
        answer = sum(each["confidence"] for each in message.get("intent_ranking") if each["name"] == ANSWER)
        return 1.0 - float(answer)
    # yes, no and numbers are no controls to the chance "open": where they are heard, the other one is asked
    return chances["open" if mode in OPEN and heard(guess, "question") else "closed"]


def _mode(message: Message) -> str:
    return (message.get("metadata") or {}).get("mode") or NO_MODE


def _present(message: Message, intent: str | None) -> str | None:
    """What a name of this intent would change: the language of the conversation, the theme of the open question."""
    metadata: dict[str, Any] = message.get("metadata") or {}
    if intent == "change_language":
        return metadata.get("lang")
    return (metadata.get("state") or {}).get("theme") if intent == "choose_theme" else None


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
    if intent == ANSWER:
        message.set("entities", [], add_to_output=True)
