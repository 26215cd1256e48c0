"""The stock bot's actions, for `rasa run actions`: each answer is validated, and the filled form is submitted."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

LONGEST = 10_000


class ValidateCreationForm(FormValidationAction):
    """An answer says something and is not endless; else its question is asked again."""

    def name(self) -> str:
        """As the domain names it: `validate_` and the form."""
        return "validate_creation_form"

    def validate_practice(self, value: Any, *_: Any) -> dict[str, Any]:
        """Rasa calls a method for each slot, by its name."""
        return {"practice": accepted(value)}

    def validate_needs(self, value: Any, *_: Any) -> dict[str, Any]:
        """The same rule."""
        return {"needs": accepted(value)}

    def validate_pay(self, value: Any, *_: Any) -> dict[str, Any]:
        """The same rule."""
        return {"pay": accepted(value)}

    def validate_discovery(self, value: Any, *_: Any) -> dict[str, Any]:
        """The same rule."""
        return {"discovery": accepted(value)}

    def validate_places(self, value: Any, *_: Any) -> dict[str, Any]:
        """The same rule."""
        return {"places": accepted(value)}

    def validate_action(self, value: Any, *_: Any) -> dict[str, Any]:
        """The same rule."""
        return {"action": accepted(value)}


class ActionSubmit(Action):
    """Thanks, and empties the slots, so that the form can be filled again."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_submit"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """One response, and the slots emptied."""
        dispatcher.utter_message(response="utter_submit")
        return [AllSlotsReset()]


def accepted(value: Any) -> str | None:
    """The answer without the space around it; None refuses it."""
    text = str(value).strip()
    return text if 0 < len(text) <= LONGEST else None
