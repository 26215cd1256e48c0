"""Two conversations of one person made one: the answers move, each message stays in the conversation it was said in."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.storage import answers
from bot.storage.models import Answer, AnswerPart, Conversation, CreationKey, Token


def joined(session: Session, conversation_id: str) -> Sequence[Conversation]:
    """The conversations that were joined to this one, the oldest first."""
    query = select(Conversation).filter_by(joined_to=conversation_id).order_by(Conversation.created_at)
    return session.scalars(query).all()


def join(
    session: Session, other: Conversation, *, to: str, keep_open: bool = False, keep_receipts: bool = True
) -> None:
    """Makes `other`, and what was joined to it, part of conversation `to`.

    What opened `other` opens nothing any more, but for its access tokens with `keep_open` and its receipts with
    `keep_receipts`: they open conversation `to`.
    """
    for each in (other, *joined(session, other.id)):
        each.joined_to, each.probe_at = to, None
    kept = [kind for kind, wanted in (("access", keep_open), ("receipt", keep_receipts)) if wanted]
    session.execute(delete(Token).where(Token.conversation_id == other.id, Token.kind.not_in(kept)))
    session.execute(delete(CreationKey).filter_by(conversation_id=other.id))
    session.execute(update(Token).filter_by(conversation_id=other.id).values(conversation_id=to))


def put_before(session: Session, earlier: Answer, later: Answer, *, keep_both: bool) -> None:
    """Makes one answer of two to the same question: the revisions of `earlier` come before those of `later`.

    With `keep_both` the words of both stand in the present revision, else those of `later` alone.
    """
    count = earlier.revision
    ended = None if keep_both else count + 1
    parts = [
        *(_copy(each, later, shift=0, until=each.until or ended) for each in _parts(session, earlier)),
        *(_copy(each, later, shift=count, until=each.until and each.until + count) for each in _parts(session, later)),
    ]
    session.execute(delete(AnswerPart).where(AnswerPart.answer_id.in_((earlier.id, later.id))))
    session.add_all(parts)
    later.revision += count
    later.sure_revision = later.sure_revision and later.sure_revision + count
    answers.remove(session, earlier)
    session.expire(later, ["parts"])


def move(session: Session, answer: Answer, *, to: Conversation) -> None:
    """Makes the answer one of conversation `to`, in its place among the others."""
    answer.conversation = to
    session.flush()
    session.expire(to, ["answers"])


def _parts(session: Session, answer: Answer) -> Sequence[AnswerPart]:
    return session.scalars(select(AnswerPart).filter_by(answer_id=answer.id)).all()


def _copy(part: AnswerPart, answer: Answer, *, shift: int, until: int | None) -> AnswerPart:
    return AnswerPart(
        answer_id=answer.id,
        conversation_id=part.conversation_id,
        seq=part.seq,
        since=part.since + shift,
        until=until,
        role=part.role,
        at=part.at,
    )
