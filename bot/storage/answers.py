"""Answers: the present state of each, made of parts that point at messages, revision by revision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, selectinload

from bot.storage.models import Answer, AnswerPart, Conversation, Message


def find(session: Session, conversation_id: str, question: str) -> Answer | None:
    return session.scalar(select(Answer).filter_by(conversation_id=conversation_id, question=question))


def of_conversation(session: Session, conversation_id: str) -> Sequence[Answer]:
    """Every answer of a conversation with its words, in the order first given."""
    words = selectinload(Answer.parts).selectinload(AnswerPart.message)
    return session.scalars(
        select(Answer).filter_by(conversation_id=conversation_id).order_by(Answer.id).options(words)
    ).all()


def states(session: Session, conversation_id: str) -> dict[str, str]:
    """Question id → state, in the order first given or skipped."""
    rows = session.execute(
        select(Answer.question, Answer.state).filter_by(conversation_id=conversation_id).order_by(Answer.id)
    )
    return {row.question: row.state for row in rows}


def words(answer: Answer, role: str = "text") -> str | None:
    """The answer's present text, or None: its messages as they were sent, one a line."""
    texts = [part.message.text for part in answer.parts if part.role == role]
    return "\n".join(texts) if texts else None


def open_answer(
    session: Session, conversation: Conversation, *, theme: str | None, question: str, version: int, at: datetime
) -> Answer:
    """The answer to this question, made now if there is none yet."""
    found = find(session, conversation.id, question)
    if found:
        return found
    made = Answer(
        conversation_id=conversation.id, theme=theme, question=question, version=version, lang=conversation.lang, at=at
    )
    made.state, made.revision, made.late = "skipped", 0, False
    session.add(made)
    session.flush()
    return made


def revise(
    session: Session, answer: Answer, message: Message | None, *, state: str, at: datetime, keep_parts: bool
) -> None:
    """Makes the next revision: the earlier parts or none, and `message`."""
    _next_revision(session, answer, at=at)
    if not keep_parts:
        _end_parts(session, answer)
    if message:
        _add_part(session, answer, message)
    answer.state = state


def _next_revision(session: Session, answer: Answer, *, at: datetime) -> None:
    answer.revision, answer.at = answer.revision + 1, at
    session.expire(answer, ["parts"])


def _end_parts(session: Session, answer: Answer, *which: ColumnElement[bool]) -> None:
    present = (AnswerPart.answer_id == answer.id, AnswerPart.until.is_(None), *which)
    session.execute(update(AnswerPart).where(*present).values(until=answer.revision))


def _add_part(session: Session, answer: Answer, message: Message) -> None:
    session.add(
        AnswerPart(answer_id=answer.id, conversation_id=answer.conversation_id, seq=message.seq, since=answer.revision)
    )
    session.flush()


def holding(session: Session, text: Message) -> Answer | None:
    """The answer whose present revision has this message as a part."""
    return session.scalar(
        select(Answer)
        .join(AnswerPart, AnswerPart.answer_id == Answer.id)
        .where(
            AnswerPart.conversation_id == text.conversation_id, AnswerPart.seq == text.seq, AnswerPart.until.is_(None)
        )
    )


def take_out(session: Session, answer: Answer, text: Message, *, at: datetime) -> bool:
    """Makes a revision without this message: what it replaced counts again. Whether anything is left."""
    since = session.scalar(select(AnswerPart.since).filter_by(answer_id=answer.id, seq=text.seq, until=None))
    replaced = session.scalars(
        select(Message)
        .join(AnswerPart, (AnswerPart.conversation_id == Message.conversation_id) & (AnswerPart.seq == Message.seq))
        .where(AnswerPart.answer_id == answer.id, AnswerPart.until == since)
    ).all()
    _next_revision(session, answer, at=at)
    _end_parts(session, answer, AnswerPart.seq == text.seq)
    for message in replaced:
        _add_part(session, answer, message)
    if any(part.role == "text" for part in answer.parts):
        return True
    session.delete(answer)
    return False


def discard(session: Session, conversation_id: str, question: str) -> None:
    """Sets a provisional answer aside: its words stay in the transcript alone."""
    answer = find(session, conversation_id, question)
    if answer is not None and answer.state == "provisional":
        session.delete(answer)


def erase_words(session: Session, conversation_id: str, question: str, *, instead: str, at: datetime) -> None:
    """Erases an answer's words, of every revision, wherever the transcript has them; that there was one remains.

    `instead` is what the bot's messages that quoted them say from now on.
    """
    answer = find(session, conversation_id, question)
    if answer is None:
        return
    for part in session.scalars(select(AnswerPart).filter_by(answer_id=answer.id)):
        message = session.get_one(Message, (part.conversation_id, part.seq))
        message.text, message.digest = "", None
        session.delete(part)
    for message in _quoting(session, conversation_id, question):
        message.text, message.quotes = instead, None
    _next_revision(session, answer, at=at)
    answer.state = "withdrawn"


def _quoting(session: Session, conversation_id: str, question: str) -> list[Message]:
    rows = session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.quotes.is_not(None))
    )
    return [each for each in rows if question in (each.quotes or ())]
