"""What each version of each question said, kept so that an answer can always be read with what was asked."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.storage import locks
from bot.storage.models import QuestionText


class QuestionChanged(Exception):
    """A question says something else under a version that is already stored."""


def remember(session: Session, texts: Iterable[QuestionText]) -> None:
    """Stores the texts that are new; raises QuestionChanged when a stored one differs."""
    locks.wait_for(session.connection(), "question texts")
    for wanted in texts:
        stored = session.get(QuestionText, (wanted.question, wanted.version, wanted.lang))
        if stored is None:
            session.add(wanted)
        elif (stored.text, stored.probe) != (wanted.text, wanted.probe):
            raise QuestionChanged(f"{wanted.question}, version {wanted.version} ({wanted.lang})")
