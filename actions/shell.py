"""Rasa's own shell talks to the engine without the service: its conversations are kept as rehearsals."""

from uuid import NAMESPACE_URL, UUID, uuid5

from rasa_sdk import Tracker
from sqlalchemy.orm import Session

from bot.conversations import start
from bot.conversations.accept import InboundMessage, Limits, accept
from bot.conversations.acting import Acting
from bot.conversations.keys import Keys
from bot.storage import conversations


async def enter(acting: Acting, tracker: Tracker) -> dict[str, str]:
    """Stores what was typed in the shell, as the service would have; the ids an action looks for."""
    conversation = str(uuid5(NAMESPACE_URL, f"shell:{tracker.sender_id}"))
    message = UUID(tracker.latest_message["message_id"])
    text = str(tracker.latest_message.get("text") or "")
    await acting.database.writing(_enter, acting, conversation, InboundMessage(id=message, text=text))
    return {"conversation": conversation, "message": str(message)}


def _enter(session: Session, acting: Acting, conversation_id: str, inbound: InboundMessage) -> None:
    at = acting.clock.real()
    conversation = conversations.lock(session, conversation_id) or start.begin(
        session,
        catalogue=acting.catalogue,
        clock=acting.clock,
        at=at,
        channel="shell",
        rehearsal=True,
        conversation_id=conversation_id,
    )
    accept(session, conversation, inbound, keys=Keys(""), limits=Limits(), at=at)
