"""Conversations: looked up, locked for a transaction, erased with all that hangs on them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from bot.storage.models import Conversation, Message, Token

# What every turn asks, built once.
LOCKED = select(Conversation).where(Conversation.id == bindparam("conversation")).with_for_update(of=Conversation)
LOCKED_WITH_MESSAGE = (
    LOCKED.add_columns(Message)
    .join(Message, Message.conversation_id == Conversation.id)
    .where(Message.id == bindparam("id"))
    .with_for_update()  # of both: whoever waited sees the message as it is now
)
LOCKED_BY_TOKEN = (
    LOCKED.join(Token, Token.conversation_id == Conversation.id)
    .where(Token.digest == bindparam("digest"))
    .where(Token.kind == "access", Token.revoked_at.is_(None))
)

# Whoever waited for a lock must see what was written meanwhile.
AS_IT_IS = {"populate_existing": True}


def find(session: Session, conversation_id: str) -> Conversation | None:
    return session.get(Conversation, conversation_id)


def lock(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation, for this transaction alone (SQLite's writer is already alone)."""
    return session.scalar(LOCKED, {"conversation": conversation_id}, execution_options=AS_IT_IS)


def lock_opened_by(session: Session, conversation_id: str, digest: str) -> Conversation | None:
    """The same, if the access token of this digest opens it."""
    given = {"conversation": conversation_id, "digest": digest}
    return session.scalar(LOCKED_BY_TOKEN, given, execution_options=AS_IT_IS)


def lock_with_message(session: Session, conversation_id: str, message_id: str) -> tuple[Conversation, Message] | None:
    """The same, and one of its messages."""
    given = {"conversation": conversation_id, "id": message_id}
    found = session.execute(LOCKED_WITH_MESSAGE, given, execution_options=AS_IT_IS).one_or_none()
    return None if found is None else (found[0], found[1])


def awaiting_probes(session: Session) -> Sequence[Conversation]:
    """The conversations in which a probe waits for a silence."""
    return session.scalars(select(Conversation).where(Conversation.probe_at.is_not(None))).all()


def erase(session: Session, conversation_id: str) -> int:
    """Removes a conversation and, by the foreign keys, all that hangs on it; how many (0 or 1)."""
    return _deleted(session, Conversation.id == conversation_id)


def erase_rehearsals(session: Session) -> int:
    """Removes every conversation held as a rehearsal; how many."""
    return _deleted(session, Conversation.rehearsal.is_(True))


def erase_due(session: Session, now: datetime) -> int:
    """Removes the withdrawn conversations whose time has come; how many."""
    return _deleted(session, Conversation.erase_at <= now)


def erase_silent_since(session: Session, moment: datetime) -> int:
    """Removes the conversations whose last message is older than `moment`; how many."""
    return _deleted(session, (Conversation.last_at <= moment) & Conversation.joined_to.is_(None))


def _deleted(session: Session, which: ColumnElement[bool]) -> int:
    """Those conversations and the ones joined to them; how many without these."""
    ids = session.scalars(delete(Conversation).where(which).returning(Conversation.id)).all()
    for each in ids:
        session.execute(delete(Conversation).where(Conversation.joined_to == each))
    return len(ids)
