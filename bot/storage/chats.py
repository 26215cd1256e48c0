"""Chats and the updates that came from them: each update once."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from bot.storage.chat_models import Chat, Outgoing, Update
from bot.storage.models import Conversation, Message


def is_new(session: Session, update: int, at: datetime) -> bool:
    """Notes that an update is being taken in; False where it was before."""
    if session.get(Update, update) is not None:
        return False
    session.add(Update(id=update, at=at))
    session.flush()
    return True


def last_update(session: Session) -> int | None:
    """The highest number that was taken in."""
    return session.scalar(select(func.max(Update.id)))


def forget_updates(session: Session, before: datetime) -> None:
    """Drops what will not be delivered again."""
    session.execute(delete(Update).where(Update.at < before))


def find(session: Session, digest: str) -> Chat | None:
    return session.get(Chat, digest)


def of_conversation(session: Session, conversation_id: str) -> Sequence[Chat]:
    """The chats that are open on a conversation and can be written to; locked, so that one service at a time sends."""
    open_ = select(Chat).filter_by(conversation_id=conversation_id, blocked_at=None).order_by(Chat.digest)
    return session.scalars(open_.with_for_update()).all()


def conversations(session: Session) -> list[str]:
    """Those that chats are open on."""
    return list(session.scalars(select(Chat.conversation_id)))


def seal_anew(session: Session, seal: Callable[[str], str | None]) -> None:
    """Encrypts each chat's number with the present key; one that no key opens stays as it is."""
    for chat in session.scalars(select(Chat)):
        chat.sealed = seal(chat.sealed) or chat.sealed


def with_news(session: Session) -> list[str]:
    """The conversations whose chats have something to be sent, or may have."""
    unread = select(Chat.conversation_id).join(Conversation, Conversation.id == Chat.conversation_id)
    waiting = select(Chat.conversation_id).join(Outgoing, Outgoing.chat == Chat.digest)
    rows = session.scalars(
        unread.where(Chat.queued_seq < Conversation.last_seq, Chat.blocked_at.is_(None)).union(
            waiting.where(Outgoing.state.in_(("waiting", "sending")))
        )
    )
    return list(rows)


def written_as(session: Session, conversation_id: str, message_id: str) -> Message | None:
    """The citizen's message of this id, here or in a conversation joined to this one."""
    return session.scalar(select(Message).where(_here(conversation_id), Message.id == message_id).limit(1))


def edits(session: Session, conversation_id: str, original: Message) -> list[Message]:
    """What its author has made of a message since, the latest last."""
    edited = select(Message).where(_here(conversation_id), Message.edit_of == original.id)
    return list(session.scalars(edited.order_by(Message.at, Message.seq)))


def _here(conversation_id: str) -> ColumnElement[bool]:
    joined = select(Conversation.id).filter_by(joined_to=conversation_id)
    return or_(Message.conversation_id == conversation_id, Message.conversation_id.in_(joined))
