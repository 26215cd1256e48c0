"""Run by the engine's Python with a model: has Rasa play whole turns, and prints where a decision differs, as JSON."""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch as replaced
from uuid import uuid4

sys.path.insert(0, ".")

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import EndpointConfig

from engine.choices import CHOICES
from engine.decisions import Decisions, Kind
from engine.tracker_store import StateTrackerStore, events_for
from engine.verdict import ANSWER

ENTITY_OF = {intent: entity for intent, entity in CHOICES.values() if entity is not None}
SAID = "des mots"
FORM_STAYS = [("active_loop", "name", "questionnaire"), ("slot", "answer", None), ("slot", "requested_slot", "answer")]
FORM_ENDS = [("active_loop", "name", None), ("slot", "answer", None), ("slot", "requested_slot", None)]


class Endpoint(EndpointConfig):  # type: ignore[misc]  # Rasa publishes no types
    """An action server that notes the actions and answers as ours do."""

    def __init__(self) -> None:
        super().__init__("http://localhost")
        self.answer: list[tuple[str, str, str | None]] = []
        self.called: list[str] = []

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> dict[str, Any]:
        self.called.append(json["next_action"])
        return {"events": [_event(*each) for each in self.answer], "responses": [{"text": "…"}]}


def _event(event: str, name: str, value: str | None) -> dict[str, Any]:
    return {"event": event, name: value} if event == "active_loop" else {"event": event, "name": name, "value": value}


def kinds(processor: MessageProcessor) -> Iterator[Kind]:
    """Every intent of the domain, with a question open and without, with and without its entities."""
    for intent in sorted(processor.domain.intents):
        for form_active in (True, False):
            for entities in ((), (ENTITY_OF.get(intent, "theme"),), ("theme", "topic", "number")):
                yield Kind(form_active, intent, frozenset(entities))


async def played(processor: MessageProcessor, endpoint: Endpoint, kind: Kind, text: str | None) -> list[str]:
    """The actions that Rasa calls in a whole turn that is really run, as in its shell."""
    sender = str(uuid4())
    tracker = processor.tracker_store.init_tracker(sender)
    tracker.update_with_events(events_for(form_active=kind.form_active), processor.domain)
    await processor.tracker_store.save(tracker)
    intent = {"name": kind.intent, "confidence": 0.7}
    entities = [{"entity": entity, "value": "7", "confidence": 1.0} for entity in sorted(kind.entities)]
    parsed = {"text": text, "intent": intent, "entities": entities, "guard": {"rule": "tapped"}}
    message = UserMessage(text, CollectingOutputChannel(), sender, parse_data=parsed, input_channel="turn")
    message.text = text
    endpoint.called.clear()
    await processor.handle_message(message)
    return list(endpoint.called)


async def main() -> None:
    endpoint = Endpoint()
    processor = Agent.load(sys.argv[1], action_endpoint=endpoint).processor
    processor.tracker_store = StateTrackerStore(processor.domain, host=None)
    decisions = Decisions(processor)
    told: dict[str, Any] = {"decided": 0, "different": []}
    for kind in kinds(processor):
        decided = list(await decisions.actions(kind))
        told["decided"] += bool(decided)
        for endpoint.answer in (FORM_STAYS, FORM_ENDS):
            # a tap has no text, and no tap is an answer
            for text in (SAID,) if kind.intent == ANSWER else (SAID, None):
                called = await played(processor, endpoint, kind, text)
                if called != decided:
                    told["different"].append([*kind[:2], sorted(kind.entities), text, decided, called])
    with replaced.object(processor, "handle_message", side_effect=AssertionError):
        told["again"] = [list(await decisions.actions(kind)) for kind in kinds(processor) if kind.intent == "go_back"]
    print(json.dumps(told))


asyncio.run(main())
