"""The tracker of a turn that is being decided, built from its state; nothing is kept."""

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine import patches
from engine.action_calls import FORM
from engine.decisions import DECIDING

SLOT = "answer"


class StateTrackerStore(InMemoryTrackerStore):
    """With a turn, a tracker from its state and no saving; without one (`rasa shell`), trackers in memory."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain or Domain.empty(), event_broker, **_without_host(kwargs))
        # `rasa shell` builds no channel of ours, and its digressions must cost one action call as well.
        patches.apply()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the turn being decided."""
        deciding = DECIDING.get()
        if deciding is None:
            return await super().retrieve(sender_id)
        tracker = self.init_tracker(sender_id)
        tracker.update_with_events(events_for(form_active=deciding.kind.form_active), self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forget a turn: the action has stored what matters."""
        if DECIDING.get() is None:
            await super().save(tracker)


def events_for(*, form_active: bool) -> list[Event]:
    """The events that bring a fresh tracker to a state: a question is open, or none is."""
    form: list[Event] = [ActiveLoop(FORM), SlotSet(REQUESTED_SLOT, SLOT)] if form_active else []
    opening: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    return [*opening, *form, ActionExecuted(ACTION_LISTEN_NAME)]


def _without_host(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kwargs.items() if name != "host"}
