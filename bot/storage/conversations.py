"""Conversations and their messages: rows in, rows out, numbered without a gap a reader could miss."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from bot.storage.models import Conversation, Message


def find(session: Session, conversation_id: str) -> Conversation | None:
    return session.get(Conversation, conversation_id)


def lock(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation, for this transaction alone (SQLite's writer is already alone)."""
    return session.get(Conversation, conversation_id, with_for_update=True)


def append(session: Session, conversation: Conversation, message: Message) -> Message:
    """Gives the message the conversation's next number, in the transaction that inserts it."""
    conversation.last_seq += 1
    message.conversation_id, message.seq = conversation.id, conversation.last_seq
    session.add(message)
    return message


def message(session: Session, conversation_id: str, seq: int) -> Message | None:
    return session.get(Message, (conversation_id, seq))


def message_by_id(session: Session, conversation_id: str, message_id: str) -> Message | None:
    return session.scalar(select(Message).filter_by(conversation_id=conversation_id, id=message_id))


def messages_after(session: Session, conversation_id: str, seq: int) -> Sequence[Message]:
    return session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq).order_by(Message.seq)
    ).all()


def replies(session: Session, conversation_id: str, seq: int) -> Sequence[Message]:
    """What the bot said to the citizen's message `seq`, in order."""
    return session.scalars(
        select(Message).filter_by(conversation_id=conversation_id, reply_to=seq).order_by(Message.seq)
    ).all()


def prompt_seen(session: Session, conversation_id: str, seq: int) -> Message | None:
    """The prompt that stood open for somebody who had seen messages up to `seq`."""
    return session.scalar(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.seq <= seq,
            Message.sender == "bot",
            Message.prompt_seq.is_not(None),
        )
        .order_by(Message.seq.desc())
        .limit(1)
    )


def last_said_before(session: Session, conversation_id: str, seq: int, *, text_only: bool = False) -> Message | None:
    """The citizen's last message, or last text, before message `seq`."""
    query = select(Message).where(
        Message.conversation_id == conversation_id, Message.seq < seq, Message.sender == "citizen"
    )
    texts = query.where(Message.choice.is_(None)) if text_only else query
    return session.scalar(texts.order_by(Message.seq.desc()).limit(1))


def next_turn(session: Session, conversation_id: str) -> Message | None:
    """The oldest message of this conversation whose turn has not run."""
    return session.scalar(
        select(Message).filter_by(conversation_id=conversation_id, turn="pending").order_by(Message.seq).limit(1)
    )


def awaiting_turns(session: Session) -> Sequence[str]:
    """The conversations that have messages whose turn has not run."""
    return session.scalars(select(Message.conversation_id).where(Message.turn == "pending").distinct()).all()


def count_pending(session: Session, conversation_id: str | None = None) -> int:
    """How many messages wait for their turn, in one conversation or in all."""
    query = select(func.count()).select_from(Message).where(Message.turn == "pending")
    return session.scalar(query.filter_by(conversation_id=conversation_id) if conversation_id else query) or 0


def erase(session: Session, conversation_id: str) -> None:
    """Removes a conversation and, by the foreign keys, all that hangs on it."""
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def erase_rehearsals(session: Session) -> int:
    """Removes every conversation held as a rehearsal; how many."""
    return _deleted(session, Conversation.rehearsal.is_(True))


def erase_due(session: Session, now: datetime) -> int:
    """Removes the withdrawn conversations whose time has come; how many."""
    return _deleted(session, Conversation.erase_at <= now)


def erase_silent_since(session: Session, moment: datetime) -> int:
    """Removes the conversations whose last message is older than `moment`; how many."""
    return _deleted(session, Conversation.last_at <= moment)


def _deleted(session: Session, which: ColumnElement[bool]) -> int:
    return len(session.scalars(delete(Conversation).where(which).returning(Conversation.id)).all())
