"""Erasing words, not rows: out of every revision of an answer, and out of what the bot quoted of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from bot.storage import answers
from bot.storage.models import Answer, AnswerPart, Conversation, Message


def erase_words(session: Session, answer: Answer, *, instead: str, at: datetime) -> None:
    """Erases an answer's words, of every revision, wherever the transcript has them; that there was one remains.

    What was said to the question and set aside, or taken for something else, goes with them. `instead` is what the
    bot's messages that quoted them say from now on.
    """
    _erase_parts(session, session.scalars(select(AnswerPart).filter_by(answer_id=answer.id)).all())
    _erase_what_else_was_said(session, answer)
    _reword_quotations(session, answer, instead)
    answers.next_revision(session, answer, at=at)
    answer.state, answer.sure_revision = "withdrawn", None


def erase_earlier(session: Session, answer: Answer, *, instead: str) -> bool:
    """Erases the words that earlier revisions had and the present one has not; whether there were any."""
    earlier = answers.replaced(session, answer)
    _erase_parts(session, earlier)
    answer.sure_revision = None
    if earlier:
        _reword_quotations(session, answer, instead)
    return bool(earlier)


def reword(
    session: Session, message: Message, text: str, *, here: str, removed: Collection[str], instead: str, at: datetime
) -> None:
    """Gives a citizen's message another text, without `removed`, in every revision and wherever the bot quoted it.

    `here` is the conversation that is going on: the message may be of one that was joined to it.
    """
    message.text, message.digest = text, None
    parts = select(AnswerPart.answer_id).filter_by(conversation_id=message.conversation_id, seq=message.seq)
    for answer in session.scalars(select(Answer).where(Answer.id.in_(parts))):
        _reword_quotations(session, answer, instead)
    present = answers.holding(session, message)
    if present is not None:
        answers.next_revision(session, present, at=at)
    for quoting in _quoting(session, here):
        if any(each in quoting.text for each in removed):
            quoting.text, quoting.quotes = instead, None


def _erase_parts(session: Session, parts: Sequence[AnswerPart]) -> None:
    for part in parts:
        part.message.text, part.message.digest = "", None
        session.delete(part)
    session.flush()


def _erase_what_else_was_said(session: Session, answer: Answer) -> None:
    here = _here_or_joined(answer.conversation_id)
    said = select(Message).where(here, Message.sender == "citizen", Message.question == answer.question)
    for message in session.scalars(said):
        if answers.holding(session, message) is None:
            message.text, message.digest = "", None


def _reword_quotations(session: Session, answer: Answer, instead: str) -> None:
    for message in _quoting(session, answer.conversation_id):
        if answer.question in (message.quotes or ()):
            message.text, message.quotes = instead, None


def _quoting(session: Session, conversation_id: str) -> Sequence[Message]:
    """The bot's messages that quote an answer, here and in the conversations joined to this one."""
    return session.scalars(select(Message).where(_here_or_joined(conversation_id), Message.quotes.is_not(None))).all()


def _here_or_joined(conversation_id: str) -> ColumnElement[bool]:
    joined = select(Conversation.id).where(Conversation.joined_to == conversation_id)
    return or_(Message.conversation_id == conversation_id, Message.conversation_id.in_(joined))
