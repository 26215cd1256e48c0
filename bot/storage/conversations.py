"""Conversations and their messages: rows in, rows out, numbered without a gap a reader could miss."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, insert, literal_column, or_, select
from sqlalchemy.orm import Session

from bot.storage.models import Conversation, Message, Token

# As the partial indexes say it: a condition with a parameter in it would not use them.
WAITS = Message.turn == literal_column("'pending'")
PROBES = Message.kind == literal_column("'probe'")

# What every turn asks, built once.
HERE = Message.conversation_id == bindparam("conversation")
COLUMNS = tuple(Message.__table__.columns.keys())
WRITE = insert(cast("Table", Message.__table__))
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
KNOWN_AND_WAITING = (
    select(
        Message,
        select(func.count()).where(WAITS, HERE).scalar_subquery(),
        select(func.count()).where(WAITS).scalar_subquery(),
    )
    .select_from(Conversation)
    .outerjoin(Message, (Message.conversation_id == Conversation.id) & (Message.id == bindparam("id")))
    .where(Conversation.id == bindparam("conversation"))
)
SAID = select(Message.seq).where(HERE, Message.sender == "citizen").order_by(Message.seq.desc()).limit(1)
OFFERED_NOW = (
    select(Message.choices).where(HERE, Message.seq > func.coalesce(SAID.scalar_subquery(), 0)).order_by(Message.seq)
)
LABELLED_BEFORE = (
    select(Message.detected)
    .where(HERE, Message.seq < bindparam("seq"), Message.sender == "citizen", Message.choice.is_(None))
    .order_by(Message.seq.desc())
    .limit(1)
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


def number(conversation: Conversation, message: Message) -> Message:
    """Gives a message the conversation's next number; `write` it in the same transaction."""
    conversation.last_seq += 1
    message.conversation_id, message.seq = conversation.id, conversation.last_seq
    return message


def write(session: Session, messages: Sequence[Message]) -> None:
    """Writes numbered messages at once; they stay outside the session, which takes a third of the time."""
    if messages:
        session.connection().execute(WRITE, [{name: getattr(each, name) for name in COLUMNS} for each in messages])


def message(session: Session, conversation_id: str, seq: int) -> Message | None:
    return session.get(Message, (conversation_id, seq))


def known_and_waiting(session: Session, conversation_id: str, message_id: str) -> tuple[Message | None, int, int]:
    """The message of this id, if it is stored; how many wait for their turn in this conversation, and in all."""
    known, here, everywhere = session.execute(
        KNOWN_AND_WAITING, {"conversation": conversation_id, "id": message_id}
    ).one()
    return known, here, everywhere


def messages_after(session: Session, conversation_id: str, seq: int) -> Sequence[Message]:
    return session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq).order_by(Message.seq)
    ).all()


def replies(session: Session, conversation_id: str, seq: int) -> Sequence[Message]:
    """What the bot said to the citizen's message `seq`, in order."""
    after = (Message.conversation_id == conversation_id, Message.seq > seq)
    return session.scalars(select(Message).where(*after, Message.reply_to == seq).order_by(Message.seq)).all()


def offered_now(session: Session, conversation_id: str) -> list[Mapping[str, str]]:
    """The choices under what the bot has said since the citizen's last message."""
    said = session.scalars(OFFERED_NOW, {"conversation": conversation_id})
    return [choice for choices in said for choice in choices or ()]


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
        select(Message).where(WAITS).filter_by(conversation_id=conversation_id).order_by(Message.seq).limit(1)
    )


def awaiting_turns(session: Session) -> Sequence[str]:
    """The conversations that have messages whose turn has not run."""
    return session.scalars(select(Message.conversation_id).where(WAITS).distinct()).all()


def is_waiting(session: Session, conversation_id: str) -> bool:
    """Whether a message of this conversation waits for its turn."""
    return next_turn(session, conversation_id) is not None


def labelled_before(session: Session, conversation_id: str, seq: int) -> str | None:
    """The language of the last text before message `seq`, if it could be told."""
    with session.no_autoflush:
        return session.scalar(LABELLED_BEFORE, {"conversation": conversation_id, "seq": seq})


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
    with session.no_autoflush:  # asked in earlier turns
        asked = session.scalars(select(Message.asked).where(PROBES, here))
    return frozenset(each for each in asked if each)


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
