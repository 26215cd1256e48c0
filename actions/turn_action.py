"""What every action has in common: it happens once per message, and Rasa is told only where the form stands."""

from abc import abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

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
        acted = await self.acting.once(_call(self.action, tracker), self.perform, bound=self.bound)
        for row in acted.rows:  # shown by `rasa shell` alone; people are shown the rows themselves
            buttons = [{"title": each["label"], "payload": each["id"]} for each in row.choices or []]
            dispatcher.utter_message(text=row.text, buttons=buttons)
        return _events(acted)


def _call(action: str, tracker: Tracker) -> ActionCall:
    said = tracker.latest_message
    metadata = said["metadata"]
    understanding = Understanding(
        intent=said["intent"]["name"],
        entities={each["entity"]: str(each["value"]) for each in said.get("entities", ())},
        unsure=bool((said.get("guard") or {}).get("unsure")),
    )
    return ActionCall(action, metadata["conversation"], metadata["message"], understanding)


def _events(acted: Acted) -> list[EventType]:
    """Where the form stands now, for a tracker that is kept (Rasa's own shell)."""
    asking = acted.mode in ("question", "probe", "provisional")
    return [
        ActiveLoop(FORM if asking else None),
        SlotSet(SLOT, None),
        SlotSet("requested_slot", SLOT if asking else None),
    ]
