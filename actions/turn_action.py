"""What every action has in common: it happens once per message, and Rasa's own shell is told what came of it."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import shell
from bot.conversations.acting import Acted, Acting, ActionCall
from bot.conversations.turn import Turn, Understanding

FORM, SLOT = "questionnaire", "answer"


class TurnAction(Action):  # type: ignore[misc]  # rasa-sdk publishes no types for Action
    """Subclasses say what happens in `perform`; `bound` ones mean nothing once their prompt is gone."""

    action = ""
    bound = False

    def __init__(self, acting: Acting) -> None:
        self.acting = acting

    def name(self) -> str:
        return self.action

    @abstractmethod
    def perform(self, turn: Turn) -> None:
        """Changes the conversation and adds the replies, inside the transaction."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        ids = tracker.latest_message.get("metadata") or {}
        if "conversation" in ids:
            # people are shown the rows, and the next turn brings its own state: Rasa is told nothing
            await self._once(tracker, ids)
            return []
        acted = await self._once(tracker, await shell.enter(self.acting, tracker))
        for row in acted.rows:
            buttons = [{"title": each["label"], "payload": each["label"]} for each in row.choices or []]
            dispatcher.utter_message(text=row.text, buttons=buttons)
        return _events(acted)

    async def _once(self, tracker: Tracker, ids: Mapping[str, str]) -> Acted:
        return await self.acting.once(_call(self.action, tracker, ids), self.perform, bound=self.bound)


def _call(action: str, tracker: Tracker, ids: Mapping[str, str]) -> ActionCall:
    said = tracker.latest_message
    guard = said.get("guard") or {}
    understanding = Understanding(
        intent=said["intent"]["name"],
        entities={each["entity"]: str(each["value"]) for each in said.get("entities", ())},
        unsure=bool(guard.get("unsure")),
        doubtful=bool(guard.get("doubtful")),
        guess=str(guard.get("first_guess") or ""),
    )
    return ActionCall(action, ids["conversation"], ids["message"], understanding)


def _events(acted: Acted) -> list[EventType]:
    """Where the form stands now, for a tracker that is kept (Rasa's own shell)."""
    asking = acted.mode in ("question", "probe", "provisional")
    return [
        ActiveLoop(FORM if asking else None),
        SlotSet(SLOT, None),
        SlotSet("requested_slot", SLOT if asking else None),
    ]
