"""The NLU component that finds the number or rank a request names: "la question 2", "the last one"."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from engine.plain_text import fold, words

NUMBERED = frozenset({"pick_number", "choose_theme", "correct_earlier", "add_more", "erase_one", "forget_earlier"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberExtractor(GraphComponent):
    """Adds the entity `number`, "1" to "10" or "-1" for the last, to a request about one thing of a list."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`words`: number → the words for it, in every language."""
        return {"words": {}}

    def __init__(self, config: dict[str, Any]) -> None:
        self._numbers = {fold(str(word)): str(number) for number, said in config["words"].items() for word in said}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NumberExtractor:
        """The component (Rasa's signature)."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the number each message names first."""
        for message in messages:
            self._add(message)
        return messages

    def _add(self, message: Message) -> None:
        if (message.get("intent") or {}).get("name") not in NUMBERED:
            return
        number = self.find(message.get("text"))
        if number is None:
            return
        found = {"entity": "number", "value": number, "confidence": 1.0, "extractor": "NumberExtractor"}
        message.set("entities", [*(message.get("entities") or []), found], add_to_output=True)

    def find(self, text: str) -> str | None:
        """The first number of a text."""
        return next((self._numbers[word] for word in words(fold(text)) if word in self._numbers), None)
