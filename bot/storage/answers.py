"""Answers: the present state of each, made of parts that point at messages, revision by revision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, tuple_, update
from sqlalchemy.orm import Session, joinedload, selectinload

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
    _pass_to(answer, state)
    next_revision(session, answer, at=at)
    if not keep_parts:
        _end_parts(session, answer)
    if message:
        _add_part(session, answer, message)


def _pass_to(answer: Answer, state: str) -> None:
    """While the words are in doubt, the revision that was surely an answer is remembered."""
    if state != "provisional":
        answer.sure_revision = None
    elif answer.state == "given":
        answer.sure_revision = answer.revision
    answer.state = state


def settle(answer: Answer, *, at: datetime) -> None:
    """Words that were in doubt are the answer."""
    _pass_to(answer, "given")
    answer.at = at


def next_revision(session: Session, answer: Answer, *, at: datetime) -> None:
    """A change: the answer's number rises."""
    answer.revision, answer.at = answer.revision + 1, at
    session.expire(answer, ["parts"])


def _end_parts(session: Session, answer: Answer, *which: ColumnElement[bool]) -> None:
    present = (AnswerPart.answer_id == answer.id, AnswerPart.until.is_(None), *which)
    session.execute(update(AnswerPart).where(*present).values(until=answer.revision))


def _add_part(session: Session, answer: Answer, message: Message, *, role: str = "text") -> None:
    session.add(
        AnswerPart(
            answer_id=answer.id,
            conversation_id=message.conversation_id,
            seq=message.seq,
            since=answer.revision,
            role=role,
            at=message.at,
        )
    )
    session.flush()


def add_detail(session: Session, answer: Answer, message: Message) -> None:
    """Adds what was said to the question's probe: it belongs to the present revision."""
    _add_part(session, answer, message, role="detail")
    session.expire(answer, ["parts"])


def doubt_detail(session: Session, answer: Answer, message: Message, *, at: datetime) -> None:
    """Adds what may have been said to the question's probe, as a revision in doubt."""
    _pass_to(answer, "provisional")
    next_revision(session, answer, at=at)
    add_detail(session, answer, message)


def replaced(session: Session, answer: Answer, *, at_revision: int | None = None) -> Sequence[AnswerPart]:
    """The parts of earlier revisions whose words the present one has not; of all, or those that a revision ended."""
    ended = AnswerPart.until.is_not(None) if at_revision is None else AnswerPart.until == at_revision
    query = select(AnswerPart).where(AnswerPart.answer_id == answer.id, ended, ~_is_kept(answer))
    return session.scalars(query.options(joinedload(AnswerPart.message))).all()


def has_replaced_words(session: Session, answer: Answer) -> bool:
    """Whether an earlier revision has words that the present one has not."""
    ended = (AnswerPart.answer_id == answer.id, AnswerPart.until.is_not(None), ~_is_kept(answer))
    return session.scalar(select(AnswerPart.seq).where(*ended).limit(1)) is not None


def _is_kept(answer: Answer) -> ColumnElement[bool]:
    """Whether the part's message is part of the present revision too."""
    present = {(part.conversation_id, part.seq) for part in answer.parts}
    return tuple_(AnswerPart.conversation_id, AnswerPart.seq).in_(present)


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
    if answer.state == "provisional":
        return drop_doubt(session, answer, at=at)
    part = next(each for each in answer.parts if each.message is text)
    before = select(AnswerPart).where(AnswerPart.answer_id == answer.id, AnswerPart.until == part.since)
    again = [] if part.role == "detail" else session.scalars(before).all()
    next_revision(session, answer, at=at)
    _end_parts(session, answer, AnswerPart.conversation_id == text.conversation_id, AnswerPart.seq == text.seq)
    _add_again(session, answer, again)
    if any(part.role == "text" for part in answer.parts):
        return True
    session.delete(answer)
    return False


def drop_doubt(session: Session, answer: Answer, *, at: datetime) -> bool:
    """Sets words in doubt aside: the revision that was surely an answer counts again. Whether there is one."""
    sure = answer.sure_revision
    if sure is None:
        session.delete(answer)
        return False
    then = (AnswerPart.since <= sure, or_(AnswerPart.until.is_(None), AnswerPart.until > sure))
    again = session.scalars(select(AnswerPart).where(AnswerPart.answer_id == answer.id, *then)).all()
    _pass_to(answer, "given")
    next_revision(session, answer, at=at)
    _end_parts(session, answer)
    _add_again(session, answer, again)
    return True


def _add_again(session: Session, answer: Answer, parts: Sequence[AnswerPart]) -> None:
    for each in parts:
        _add_part(session, answer, each.message, role=each.role)
