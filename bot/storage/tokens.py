"""Secrets that open a conversation: only their hashes are stored."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.storage import locks
from bot.storage.models import CreationKey, Token

CREATION_KEY_LIFE = timedelta(hours=24)


def add(session: Session, *, digest: str, conversation_id: str, kind: str, at: datetime) -> None:
    session.add(Token(digest=digest, conversation_id=conversation_id, kind=kind, created_at=at))


def conversation_of(session: Session, digest: str, kind: str) -> str | None:
    """Which conversation an unrevoked secret opens."""
    return session.scalar(select(Token.conversation_id).filter_by(digest=digest, kind=kind, revoked_at=None))


def find(session: Session, digest: str, kind: str) -> Token | None:
    """An unrevoked secret of this kind."""
    return session.scalar(select(Token).filter_by(digest=digest, kind=kind, revoked_at=None))


def has(session: Session, *, conversation_id: str, kind: str) -> bool:
    """Whether a secret of this kind opens the conversation."""
    opening = select(Token.digest).filter_by(conversation_id=conversation_id, kind=kind, revoked_at=None)
    return session.scalar(opening.limit(1)) is not None


def revoke(session: Session, *, conversation_id: str, kind: str, at: datetime) -> None:
    session.execute(
        update(Token).filter_by(conversation_id=conversation_id, kind=kind, revoked_at=None).values(revoked_at=at)
    )


def forget(session: Session, *, conversation_id: str, kind: str) -> None:
    """Drops the secrets of a kind, used or not."""
    session.execute(delete(Token).filter_by(conversation_id=conversation_id, kind=kind))


def forget_device(session: Session, *, digest: str, conversation_id: str, at: datetime) -> None:
    """This access token opens nothing any more, nor does the page that it was first given to."""
    session.execute(update(Token).filter_by(digest=digest, kind="access").values(revoked_at=at))
    session.execute(delete(CreationKey).filter_by(conversation_id=conversation_id))


def conversation_created_with(session: Session, digest: str, now: datetime) -> str | None:
    """The conversation this Idempotency-Key made within the last day; older keys are dropped here.

    Whoever asks for the same key waits until this transaction has ended.
    """
    locks.wait_for(session.connection(), digest)
    session.execute(delete(CreationKey).where(CreationKey.created_at <= now - CREATION_KEY_LIFE))
    return session.scalar(select(CreationKey.conversation_id).filter_by(digest=digest))


def remember_creation(session: Session, *, digest: str, conversation_id: str, at: datetime) -> None:
    session.add(CreationKey(digest=digest, conversation_id=conversation_id, created_at=at))
