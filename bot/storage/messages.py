"""Messages of both sides: numbered without a gap a reader could miss, written once, read in order."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Table, bindparam, func, insert, literal_column, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from bot.storage.models import Conversation, Message

# As the partial indexes say it: with a parameter in the condition, a plan made for any value would not use them.
WAITS = Message.turn == literal_column("'pending'")
PROBES = Message.kind == literal_column("'probe'")

# What every turn asks, built once.
HERE = Message.conversation_id == bindparam("conversation")
COLUMNS = tuple(Message.__table__.columns.keys())
COUNT = update(Conversation).where(Conversation.id == bindparam("conversation")).values(last_seq=bindparam("seq"))
WRITE = insert(cast("Table", Message.__table__))
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


def number(conversation: Conversation, message: Message) -> Message:
    """Gives a message the conversation's next number; `write` it in the same transaction."""
    conversation.last_seq += 1
    return _as(message, conversation)


def _as(message: Message, last_of: Conversation) -> Message:
    message.conversation_id, message.seq = last_of.id, last_of.last_seq
    return message


def write(session: Session, messages: Sequence[Message]) -> None:
    """Writes numbered messages, past the session's bookkeeping, in a third of its time."""
    if messages:
        session.connection().execute(WRITE, [{name: getattr(each, name) for name in COLUMNS} for each in messages])


def add(session: Session, conversation: Conversation, message: Message) -> None:
    """Numbers and writes a message, where nothing else of the conversation changes: the session has nothing to do."""
    set_committed_value(conversation, "last_seq", conversation.last_seq + 1)
    write(session, [_as(message, conversation)])
    session.connection().execute(COUNT, {"conversation": conversation.id, "seq": conversation.last_seq})


def find(session: Session, conversation_id: str, seq: int) -> Message | None:
    return session.get(Message, (conversation_id, seq))


def known_and_waiting(session: Session, conversation_id: str, message_id: str) -> tuple[Message | None, int, int]:
    """The message of this id, if it is stored; how many wait for their turn in this conversation, and in all."""
    known, here, everywhere = session.execute(
        KNOWN_AND_WAITING, {"conversation": conversation_id, "id": message_id}
    ).one()
    return known, here, everywhere


def after(session: Session, conversation_id: str, seq: int) -> Sequence[Message]:
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
