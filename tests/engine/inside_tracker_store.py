"""Run by the engine's Python, where Rasa can be imported: prints what is true of the tracker store, as JSON."""

import asyncio
import json
import sys
from uuid import uuid4

sys.path.insert(0, ".")

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from engine.tracker_store import StateTrackerStore
from engine.turn import CURRENT, MODES, State, Turn

OPEN = {"question", "probe", "provisional"}


async def main() -> None:
    store = StateTrackerStore(Domain.load("domain.yml"), host=None)
    facts = {f"in {mode}": await follows_the_state(store, mode) for mode in sorted(MODES)}
    facts["a turn leaves nothing"] = not list(await store.keys())
    facts["without a turn, trackers are kept"] = await is_kept(store)
    print(json.dumps(facts))


async def follows_the_state(store: StateTrackerStore, mode: str) -> bool:
    """The form is active exactly while a question is open, and what is said is gone at the next turn."""
    token = CURRENT.set(Turn(conversation="c", message=str(uuid4()), state=State(mode=mode, lang="fr")))
    try:
        tracker = await store.get_or_create_tracker("c")
        open_form = (tracker.active_loop_name, tracker.get_slot("requested_slot"))
        tracker.update(UserUttered("said"), store.domain)
        await store.save(tracker)
        again = await store.get_or_create_tracker("c")
    finally:
        CURRENT.reset(token)
    expected = ("questionnaire", "answer") if mode in OPEN else (None, None)
    return open_form == expected and not any(isinstance(event, UserUttered) for event in again.events)


async def is_kept(store: StateTrackerStore) -> bool:
    tracker = await store.get_or_create_tracker("shell")
    tracker.update(UserUttered("said"), store.domain)
    await store.save(tracker)
    return any(isinstance(event, UserUttered) for event in (await store.get_or_create_tracker("shell")).events)


asyncio.run(main())
