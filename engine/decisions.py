"""Which actions a turn calls: Rasa decides it once for each kind of turn, and the decision is remembered."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor

from engine.turn import State

# What is said in a turn that is only being decided: a form takes an answer of any words.
ANY_TEXT = "…"


class Kind(NamedTuple):
    """All that the rules of dialogue/rules.yml can tell a turn by: nothing of who speaks or what they wrote."""

    form_active: bool
    intent: str
    entities: frozenset[str]


@dataclass
class Deciding:
    """A kind of turn that Rasa is deciding; `actions` are noted instead of called."""

    kind: Kind
    actions: list[str] = field(default_factory=list)


# The decision of this task: each request runs in a context of its own.
DECIDING: ContextVar[Deciding | None] = ContextVar("deciding", default=None)


class Decisions:
    """What Rasa decided with one model: at most a decision for each intent, form and set of entities."""

    def __init__(self, processor: MessageProcessor) -> None:
        self.processor = processor
        self._taken: dict[Kind, tuple[str, ...]] = {}

    async def actions(self, kind: Kind) -> tuple[str, ...]:
        """The custom actions to call, in order; none if no rule leads to one."""
        if kind not in self._taken:
            taken = await self._decide(kind)
            if not taken:
                return ()
            self._taken[kind] = taken
        return self._taken[kind]

    async def _decide(self, kind: Kind) -> tuple[str, ...]:
        """Rasa's own turn: its tracker, rules and form, with an action endpoint that is not called."""
        deciding = Deciding(kind)
        token = DECIDING.set(deciding)
        try:
            await self.processor.handle_message(_message(kind))
        finally:
            DECIDING.reset(token)
        return tuple(deciding.actions)


def kind_of(state: State, parsed: dict[str, Any]) -> Kind:
    """The kind of a turn, from its state and what was understood."""
    entities = frozenset(str(each["entity"]) for each in parsed["entities"])
    return Kind(state.form_active, parsed["intent"]["name"], entities)


def _message(kind: Kind) -> UserMessage:
    intent = {"name": kind.intent, "confidence": 1.0}
    entities = [{"entity": name, "value": ANY_TEXT} for name in sorted(kind.entities)]
    parsed = {"text": ANY_TEXT, "intent": intent, "intent_ranking": [intent], "entities": entities}
    return UserMessage(ANY_TEXT, output_channel=CollectingOutputChannel(), parse_data=parsed)
