"""Answers: the present state of each, made of parts that point at messages, revision by revision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, inspect, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from bot.storage.models import Answer, AnswerPart, Conversation, Message

# Built once: every turn asks. A part is kept if its message is part of the present revision too.
_present = aliased(AnswerPart)
_is_kept = (
    select(_present.seq)
    .where(_present.answer_id == AnswerPart.answer_id, _present.until.is_(None))
    .where(_present.conversation_id == AnswerPart.conversation_id, _present.seq == AnswerPart.seq)
    .exists()
)
OF_CONVERSATION = select(Answer).where(Answer.conversation_id == bindparam("conversation")).order_by(Answer.id)
# Of a part's message the words are enough.
WORDS = joinedload(AnswerPart.message).load_only(Message.sender, Message.text)
PRESENT = (
    select(AnswerPart)
    .options(WORDS)
    .where(AnswerPart.answer_id == bindparam("answer"), AnswerPart.until.is_(None))
    .order_by(AnswerPart.at, AnswerPart.seq)
)
REPLACED = select(AnswerPart).where(
    AnswerPart.answer_id == bindparam("answer"), AnswerPart.until.is_not(None), ~_is_kept
)
ANY_REPLACED = REPLACED.with_only_columns(AnswerPart.seq).limit(1)


def find(session: Session, conversation: Conversation, question: str) -> Answer | None:
    """The answer to this question, with its words."""
    found = next((each for each in _all(session, conversation) if each.question == question), None)
    if found is not None and "parts" not in inspect(found).dict:
        with session.no_autoflush:
            set_committed_value(found, "parts", session.scalars(PRESENT, {"answer": found.id}).all())
    return found


def _all(session: Session, conversation: Conversation) -> list[Answer]:
    """Read once; what is not written yet need not be for that. Quicker than the relationship would read itself."""
    if "answers" not in inspect(conversation).dict:
        with session.no_autoflush:
            rows = session.scalars(OF_CONVERSATION, {"conversation": conversation.id}).all()
        set_committed_value(conversation, "answers", rows)
    return conversation.answers


def of_conversation(session: Session, conversation_id: str) -> Sequence[Answer]:
    """Every answer of a conversation with its words, in the order first given."""
    words = selectinload(Answer.parts).options(WORDS)
    return session.scalars(
        select(Answer).filter_by(conversation_id=conversation_id).order_by(Answer.id).options(words)
    ).all()


def states(session: Session, conversation: Conversation) -> dict[str, str]:
    """Question id → state, in the order first given or skipped."""
    return {each.question: each.state for each in _all(session, conversation)}


def words(answer: Answer, role: str = "text") -> str | None:
    """The answer's present text, or None: its messages as they were sent, one a line."""
    texts = [part.message.text for part in answer.parts if part.role == role]
    return "\n".join(texts) if texts else None


def open_answer(
    session: Session, conversation: Conversation, *, theme: str | None, question: str, version: int, at: datetime
) -> Answer:
    """The answer to this question, made now if there is none yet."""
    found = find(session, conversation, question)
    if found:
        return found
    made = Answer(theme=theme, question=question, version=version, lang=conversation.lang, at=at)
    made.state, made.revision, made.late = "skipped", 0, False
    _all(session, conversation).append(made)
    set_committed_value(made, "parts", [])
    return made


def revise(
    session: Session, answer: Answer, message: Message | None, *, state: str, at: datetime, keep_parts: bool
) -> Sequence[AnswerPart]:
    """Makes the next revision: the earlier parts or none, and `message`; the parts it replaced."""
    _pass_to(answer, state)
    answer.revision, answer.at = answer.revision + 1, at
    ended = [] if keep_parts else list(answer.parts)
    _end(answer, ended)
    if message:
        _add(session, answer, message)
    return [part for part in ended if part.message is not message]


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
    session.flush()
    session.expire(answer, ["parts"])


def _end(answer: Answer, parts: Sequence[AnswerPart]) -> None:
    """From this revision on they are no longer part of the answer."""
    for part in parts:
        part.until = answer.revision
    _now_has(answer, [part for part in answer.parts if part not in parts])


def exchange(session: Session, answer: Answer, before: Message, after: Message, *, at: datetime) -> list[AnswerPart]:
    """Makes a revision with one message in the place of another; the part that it replaced."""
    part = next(each for each in answer.parts if each.message is before)
    answer.revision, answer.at = answer.revision + 1, at
    _end(answer, [part])
    _add(session, answer, after, role=part.role, at=part.at)
    return [part]


def _add(session: Session, answer: Answer, message: Message, *, role: str = "text", at: datetime | None = None) -> None:
    part = AnswerPart(
        answer=answer,
        conversation_id=message.conversation_id,
        seq=message.seq,
        since=answer.revision,
        role=role,
        at=at or message.at,
    )
    set_committed_value(part, "message", message)
    parts = [*answer.parts, part]  # before the new one is in the session: read afterwards, it would be there twice
    session.add(part)
    _now_has(answer, parts)


def _now_has(answer: Answer, parts: Sequence[AnswerPart]) -> None:
    """What the database would say after a flush."""
    set_committed_value(answer, "parts", sorted(parts, key=lambda part: (part.at, part.seq)))


def add_detail(session: Session, answer: Answer, message: Message) -> None:
    """Adds what was said to the question's probe: it belongs to the present revision."""
    _add(session, answer, message, role="detail")


def doubt_detail(session: Session, answer: Answer, message: Message, *, at: datetime) -> None:
    """Adds what may have been said to the question's probe, as a revision in doubt."""
    _pass_to(answer, "provisional")
    answer.revision, answer.at = answer.revision + 1, at
    add_detail(session, answer, message)


def replaced(session: Session, answer: Answer) -> Sequence[AnswerPart]:
    """The parts of earlier revisions whose words the present one has not."""
    return session.scalars(REPLACED, {"answer": answer.id}).all()


def has_replaced_words(session: Session, answer: Answer) -> bool:
    """Whether an earlier revision has words that the present one has not."""
    return answer.revision > 1 and session.scalar(ANY_REPLACED, {"answer": answer.id}) is not None


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
    """Makes a revision without this message: what it replaced counts again, unless as an edit. Whether any is left."""
    if answer.state == "provisional":
        return drop_doubt(session, answer, at=at)
    part = next(each for each in answer.parts if each.message is text)
    before = select(AnswerPart).where(AnswerPart.answer_id == answer.id, AnswerPart.until == part.since)
    again = [] if part.role == "detail" or text.edit_of else session.scalars(before).all()
    answer.revision, answer.at = answer.revision + 1, at
    _end(answer, [each for each in answer.parts if each.message is text])
    _add_again(session, answer, again)
    if any(part.role == "text" for part in answer.parts):
        return True
    remove(session, answer)
    return False


def drop_doubt(session: Session, answer: Answer, *, at: datetime) -> bool:
    """Sets words in doubt aside: the revision that was surely an answer counts again. Whether there is one."""
    sure = answer.sure_revision
    if sure is None:
        remove(session, answer)
        return False
    then = (AnswerPart.since <= sure, or_(AnswerPart.until.is_(None), AnswerPart.until > sure))
    again = session.scalars(select(AnswerPart).where(AnswerPart.answer_id == answer.id, *then)).all()
    _pass_to(answer, "given")
    answer.revision, answer.at = answer.revision + 1, at
    _end(answer, list(answer.parts))
    _add_again(session, answer, again)
    return True


def _add_again(session: Session, answer: Answer, parts: Sequence[AnswerPart]) -> None:
    for each in parts:
        _add(session, answer, each.message, role=each.role)


def remove(session: Session, answer: Answer) -> None:
    """There is no such answer any more; its words stay in the transcript."""
    conversation = answer.conversation
    session.delete(answer)
    session.flush()
    session.expire(conversation, ["answers"])
