"""What is to be sent to chats: queued in order, sent once, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from bot.storage import messages
from bot.storage.chat_models import Chat, Outgoing
from bot.storage.models import Message

ARRIVED = ("sent", "unsure")
# How often what was cut off is tried.
OFTEN = 5
MANY = 10**9  # more messages than a conversation has


def unqueued(session: Session, chat: Chat) -> Sequence[Message]:
    """The messages of the chat's conversation that it was not yet decided to send, both sides."""
    return messages.after(session, chat.conversation_id, chat.queued_seq)


def queue(session: Session, chat: Chat, seq: int, parts: int) -> None:
    """Has a message sent, in so many parts, after everything that waits."""
    for part in range(parts):
        session.add(
            Outgoing(
                chat=chat.digest,
                conversation_id=chat.conversation_id,
                seq=seq,
                part=part,
                state="waiting",
                attempts=0,
            )
        )


def next_waiting(session: Session, chat: str) -> Outgoing | None:
    """The first message that is to be sent to a chat."""
    return session.scalar(select(Outgoing).filter_by(chat=chat, state="waiting").order_by(Outgoing.id).limit(1))


def drop_waiting(session: Session, chat: str, trouble: str) -> None:
    """What waits for a chat that can't be reached is not sent any more."""
    session.execute(update(Outgoing).filter_by(chat=chat, state="waiting").values(state="failed", trouble=trouble))


def take_up(session: Session, conversation_id: str | None = None) -> None:
    """What was cut off may have arrived; it is sent again, a few times, where nobody has replied to it since."""
    cut_off = select(Outgoing).filter_by(state="sending")
    for row in session.scalars(cut_off.filter_by(conversation_id=conversation_id) if conversation_id else cut_off):
        said = messages.last_said_before(session, row.conversation_id, row.seq + MANY)
        unanswered = said is None or said.seq < row.seq
        again = unanswered and row.attempts < OFTEN
        row.state, row.trouble = ("waiting" if again else "unsure"), "cut_off"


def seen(session: Session, chat: Chat, at: datetime) -> int | None:
    """The last message of the conversation that had been sent to the chat by then."""
    arrived = Outgoing.state.in_(ARRIVED) & (Outgoing.sent_at <= at)
    return session.scalar(
        select(func.max(Outgoing.seq)).filter_by(chat=chat.digest, conversation_id=chat.conversation_id).where(arrived)
    )


def carrying(session: Session, chat: Chat, seq: int) -> Sequence[Outgoing]:
    """What was sent of a message of the conversation."""
    return session.scalars(
        select(Outgoing).filter_by(chat=chat.digest, conversation_id=chat.conversation_id, seq=seq)
    ).all()


def undelivered(session: Session) -> dict[str, int]:
    """How many messages could not be delivered, or perhaps not, by what was wrong."""
    trouble = case((Outgoing.state == "unsure", "unsure"), else_=Outgoing.trouble)
    rows = session.execute(
        select(trouble, func.count()).where(Outgoing.state.in_(("failed", "unsure"))).group_by(trouble)
    )
    return {str(name): count for name, count in rows}
