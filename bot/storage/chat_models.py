"""The tables of a messaging service: its chats, the updates that were taken in, and what is to be sent."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class Chat(Base):
    """A private chat and its conversation, for as long as there is one.

    `digest` is a keyed hash of the chat's number, `sealed` the number itself, encrypted. Nothing else of the person.
    """

    __tablename__ = "chats"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[str]
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    # The messages up to this one were put into the outbox, or are not for this chat.
    queued_seq: Mapped[int] = mapped_column(default=0)
    blocked_at: Mapped[datetime | None]


class Update(Base):
    """An update that was taken in: it happens once, however often it is delivered. Dropped after some days."""

    __tablename__ = "updates"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)


class Outgoing(Base):
    """A message to be sent to a chat: a part of one of the conversation's messages, whose words stay there.

    `state`: waiting, sending (a process that dies leaves it so), sent, unsure (it may have arrived), failed.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("chat", "conversation_id", "seq", "part"),
        Index(
            "outgoing_waiting",
            "chat",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(ForeignKey("chats.digest", ondelete="CASCADE"))
    conversation_id: Mapped[str] = mapped_column(String(36))
    seq: Mapped[int]
    part: Mapped[int]
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    # The messaging service's own number of the message, and when it took it.
    number: Mapped[int | None] = mapped_column(BigInteger)
    sent_at: Mapped[datetime | None]
    # What it answered when it did not: a word of ours, never its text.
    trouble: Mapped[str | None] = mapped_column(String(32))
