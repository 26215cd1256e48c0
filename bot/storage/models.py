"""The tables: conversations, messages, answers, tokens, the text of questions, counts of clicks."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite would otherwise give it back without its zone, PostgreSQL in the server's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


Json = JSON(none_as_null=True)


class Base(DeclarativeBase):
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: Json, list[Any]: Json}


class Conversation(Base):
    """One citizen's consultation: where it stands now, and the counter of its messages."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    rehearsal: Mapped[bool] = mapped_column(default=False, index=True)
    lang: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    last_at: Mapped[datetime] = mapped_column(index=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    # How often words of earlier messages were erased: whoever has them on a screen is to read them again.
    erasures: Mapped[int] = mapped_column(default=0)

    mode: Mapped[str] = mapped_column(String(16), default="menu")
    theme: Mapped[str | None] = mapped_column(String(64))
    question: Mapped[str | None] = mapped_column(String(64))
    # The message that opened the present prompt: whatever was tapped under an older one is stale.
    prompt_seq: Mapped[int | None]
    # What the open prompt is about when mode alone does not say: {"about": …}.
    pending: Mapped[dict[str, Any] | None]
    # Where a correction goes back to: {"mode", "theme", "question", "pending"}.
    return_to: Mapped[dict[str, Any] | None]

    public: Mapped[str | None] = mapped_column(String(40))
    capacity: Mapped[str | None] = mapped_column(String(40))
    profile_asked: Mapped[bool] = mapped_column(default=False)
    receipt_offered: Mapped[bool] = mapped_column(default=False)
    # A probe that waits for a short silence, where people write in bursts.
    probe_at: Mapped[datetime | None] = mapped_column(index=True)
    # The citizen chose the language, or was asked once whether to change it: not asked again.
    lang_settled: Mapped[bool] = mapped_column(default=False)
    # Another conversation of the same person took this one's answers over; it is erased with that one.
    joined_to: Mapped[str | None] = mapped_column(String(36), index=True)
    withdrawn_at: Mapped[datetime | None]
    erase_at: Mapped[datetime | None] = mapped_column(index=True)
    # In the order first given or skipped.
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="conversation", order_by="Answer.id", passive_deletes="all"
    )


class Message(Base):
    """One message, of either side, exactly as it was sent."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "id"),
        UniqueConstraint("conversation_id", "reply_to", "action", "part"),
        Index(
            "messages_awaiting_their_turn",
            "conversation_id",
            "seq",
            sqlite_where=text("turn = 'pending'"),
            postgresql_where=text("turn = 'pending'"),
        ),
        Index(
            "messages_that_probe",
            "conversation_id",
            sqlite_where=text("kind = 'probe'"),
            postgresql_where=text("kind = 'probe'"),
        ),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(36))
    sender: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]
    lang: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    asked: Mapped[str | None] = mapped_column(String(64))

    # What a prompt opened, on the bot's messages that are one; what a citizen's message was meant for, on theirs.
    mode: Mapped[str | None] = mapped_column(String(16))
    theme: Mapped[str | None] = mapped_column(String(64))
    question: Mapped[str | None] = mapped_column(String(64))
    prompt_seq: Mapped[int | None]

    # The bot's.
    progress: Mapped[dict[str, Any] | None]
    choices: Mapped[list[Any] | None]
    links: Mapped[list[Any] | None]
    # The questions whose answers this message quotes: when one is erased, so is the quotation.
    quotes: Mapped[list[Any] | None]
    reply_to: Mapped[int | None]
    action: Mapped[str | None] = mapped_column(String(64))
    part: Mapped[int | None]

    # The chat that a message came from, or was told to alone: a conversation may have several.
    chat: Mapped[str | None] = mapped_column(String(64))

    # The citizen's.
    channel: Mapped[str | None] = mapped_column(String(16))
    # The id of the message that this one says anew: its author has edited it.
    edit_of: Mapped[str | None] = mapped_column(String(36))
    choice: Mapped[str | None] = mapped_column(String(40))
    # The conversation that a receipt code in the text opens; empty where the code opens none.
    receipt_of: Mapped[str | None] = mapped_column(String(36))
    # The language the text is written in, where that can be told.
    detected: Mapped[str | None] = mapped_column(String(8))
    digest: Mapped[str | None] = mapped_column(String(64))
    written_at: Mapped[datetime | None]
    turn: Mapped[str | None] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0)


class Answer(Base):
    """What one conversation says to one question now; `revision` rises with each change."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("conversation_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    theme: Mapped[str | None] = mapped_column(String(64))
    question: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    lang: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int] = mapped_column(default=0)
    # While the present words are in doubt: the last revision that was surely an answer.
    sure_revision: Mapped[int | None]
    late: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    conversation: Mapped[Conversation] = relationship(back_populates="answers")
    # The parts of the present revision, in the order they were written.
    parts: Mapped[list["AnswerPart"]] = relationship(
        primaryjoin="and_(Answer.id == AnswerPart.answer_id, AnswerPart.until.is_(None))",
        order_by="(AnswerPart.at, AnswerPart.seq)",
        viewonly=True,
    )


class AnswerPart(Base):
    """A message that is part of an answer from revision `since` on, and no longer from `until` on.

    The words themselves stay in the message, once.
    """

    __tablename__ = "answer_parts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["conversation_id", "seq"], ["messages.conversation_id", "messages.seq"], ondelete="CASCADE"
        ),
        Index("answer_parts_of_a_message", "conversation_id", "seq"),
        # One revision in hundreds: a turn costs the same at the five-hundredth correction.
        Index("answer_parts_by_end", "answer_id", "until"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    # Whose message: a conversation joined to this one keeps its own messages.
    conversation_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[int | None]
    # `text`, or `detail`: what was said to the question's probe.
    role: Mapped[str] = mapped_column(String(8), default="text")
    # When the message was accepted: the order of parts.
    at: Mapped[datetime]
    message: Mapped[Message] = relationship(viewonly=True, lazy="joined", innerjoin=True)
    answer: Mapped[Answer] = relationship()


class Token(Base):
    """The hash of a secret that opens a conversation; several a conversation, each revocable."""

    __tablename__ = "tokens"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CreationKey(Base):
    """The hash of an Idempotency-Key, for the day in which the same request means the same conversation."""

    __tablename__ = "creation_keys"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)


class QuestionText(Base):
    """What a version of a question said in a language, so that an answer can always be read with what was asked."""

    __tablename__ = "question_texts"

    question: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lang: Mapped[str] = mapped_column(String(8), primary_key=True)
    theme: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]
    probe: Mapped[str]


class WebinarClick(Base):
    """How often a webinar's link was followed: a count, and nothing of who followed it."""

    __tablename__ = "webinar_clicks"

    webinar: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    clicks: Mapped[int] = mapped_column(default=0)
