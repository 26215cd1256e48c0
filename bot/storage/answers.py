"""Answers: the present state of each, made of parts that point at messages, revision by revision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
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
    return dict(rows.tuples().all())


def present_parts(answer: Answer) -> list[AnswerPart]:
    return [part for part in answer.parts if part.revision == answer.revision]


def words(answer: Answer, role: str = "text") -> str | None:
    """The answer's present text, or None: its messages as they were sent, one a line."""
    texts = [part.message.text for part in present_parts(answer) if part.role == role]
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


def revise(answer: Answer, message: Message | None, *, state: str, at: datetime, keep_parts: bool) -> None:
    """Makes the next revision: the earlier parts or none, then `message`."""
    kept = [(part.seq, part.role) for part in present_parts(answer)] if keep_parts else []
    _next_revision(answer, kept + ([(message.seq, "text")] if message else []))
    answer.state, answer.at = state, at


def _next_revision(answer: Answer, sources: Sequence[tuple[int, str]]) -> None:
    answer.revision += 1
    for position, (seq, role) in enumerate(sources):
        answer.parts.append(
            AnswerPart(
                revision=answer.revision,
                position=position,
                role=role,
                conversation_id=answer.conversation_id,
                seq=seq,
            )
        )


def holding(session: Session, text: Message) -> Answer | None:
    """The answer whose present revision has this message as a part."""
    return session.scalar(
        select(Answer)
        .join(AnswerPart, (AnswerPart.answer_id == Answer.id) & (AnswerPart.revision == Answer.revision))
        .where(AnswerPart.conversation_id == text.conversation_id, AnswerPart.seq == text.seq)
    )


def holds(session: Session, text: Message) -> bool:
    """Whether the message is already part of an answer that counts."""
    answer = holding(session, text)
    return answer is not None and answer.state == "given"


def take_out(session: Session, answer: Answer, text: Message, *, at: datetime) -> bool:
    """Makes a revision without this message; without parts the answer goes. Whether something is left."""
    left = [(part.seq, part.role) for part in present_parts(answer) if part.seq != text.seq]
    if not any(role == "text" for _, role in left):
        session.delete(answer)
        return False
    _next_revision(answer, left)
    answer.at = at
    return True


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
    for part in answer.parts:
        message = session.get_one(Message, (part.conversation_id, part.seq))
        message.text, message.digest = "", None
    for message in _quoting(session, conversation_id, question):
        message.text, message.quotes = instead, None
    answer.parts.clear()
    answer.revision, answer.state, answer.at = answer.revision + 1, "withdrawn", at


def _quoting(session: Session, conversation_id: str, question: str) -> list[Message]:
    rows = session.scalars(
        select(Message).where(Message.conversation_id == conversation_id, Message.quotes.is_not(None))
    )
    return [each for each in rows if question in (each.quotes or ())]
