"""Conversations and their messages: rows in, rows out, numbered without a gap a reader could miss."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
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


def latest_of_the_bot(session: Session, conversation_id: str) -> Sequence[Message]:
    """What the bot has said since the citizen's last message, in order."""
    said = (Message.conversation_id == conversation_id, Message.sender == "citizen")
    last = session.scalar(select(Message.seq).where(*said).order_by(Message.seq.desc()).limit(1))
    return messages_after(session, conversation_id, last or 0)


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


def last_said_before(session: Session, conversation_id: str, seq: int) -> Message | None:
    """The citizen's last message before message `seq`."""
    before = (Message.conversation_id == conversation_id, Message.seq < seq, Message.sender == "citizen")
    return session.scalar(select(Message).where(*before).order_by(Message.seq.desc()).limit(1))


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


def labelled_before(session: Session, conversation_id: str, seq: int) -> str | None:
    """The language of the last text before message `seq` whose language could be told."""
    return session.scalar(
        select(Message.detected)
        .where(Message.conversation_id == conversation_id, Message.seq < seq, Message.sender == "citizen")
        .where(Message.choice.is_(None))
        .order_by(Message.seq.desc())
        .limit(1)
    )


def said(session: Session, conversation_id: str) -> Sequence[Message]:
    """Every text the citizen sent, the latest first."""
    return session.scalars(
        select(Message)
        .filter_by(conversation_id=conversation_id, sender="citizen", choice=None)
        .order_by(Message.seq.desc())
    ).all()


def probed(session: Session, conversation_id: str) -> frozenset[str]:
    """The questions whose probe was asked, here or in the conversations joined to this one."""
    joined = select(Conversation.id).filter_by(joined_to=conversation_id)
    here = or_(Message.conversation_id == conversation_id, Message.conversation_id.in_(joined))
    asked = select(Message.asked).where(Message.kind == "probe", here)
    return frozenset(each for each in session.scalars(asked) if each)


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
