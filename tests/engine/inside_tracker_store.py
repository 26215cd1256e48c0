"""Run by the engine's Python, where Rasa can be imported: prints what is true of the tracker store, as JSON."""

import asyncio
import json
import sys

sys.path.insert(0, ".")

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from engine.decisions import DECIDING, Deciding, Kind
from engine.tracker_store import StateTrackerStore


async def main() -> None:
    store = StateTrackerStore(Domain.load("domain.yml"), host=None)
    facts = {f"form_active={active}": await follows_the_state(store, active) for active in (True, False)}
    facts["a decision leaves nothing"] = not list(await store.keys())
    facts["without a decision, trackers are kept"] = await is_kept(store)
    print(json.dumps(facts))


async def follows_the_state(store: StateTrackerStore, form_active: bool) -> bool:
    """The form is active exactly while a question is open, and what is said is gone at the next decision."""
    token = DECIDING.set(Deciding(Kind(form_active, "open_answer", frozenset())))
    try:
        tracker = await store.get_or_create_tracker("c")
        open_form = (tracker.active_loop_name, tracker.get_slot("requested_slot"))
        tracker.update(UserUttered("said"), store.domain)
        await store.save(tracker)
        again = await store.get_or_create_tracker("c")
    finally:
        DECIDING.reset(token)
    expected = ("questionnaire", "answer") if form_active else (None, None)
    return open_form == expected and not any(isinstance(event, UserUttered) for event in again.events)


async def is_kept(store: StateTrackerStore) -> bool:
    tracker = await store.get_or_create_tracker("shell")
    tracker.update(UserUttered("said"), store.domain)
    await store.save(tracker)
    return any(isinstance(event, UserUttered) for event in (await store.get_or_create_tracker("shell")).events)


asyncio.run(main())
