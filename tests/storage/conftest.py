"""A database of its own for each test, of each kind, and the rows of a conversation with answers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.storage import answers, messages, schema
from bot.storage.database import Database
from bot.storage.models import Answer, Conversation, Message
from tests import databases

AT = datetime(2023, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(params=databases.KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    with databases.made_in(tmp_path, request.param) as made:
        yield made


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """One with its tables, as the migrations make them."""
    opened = Database(url)
    schema.upgrade(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as opened:
        yield opened


def conversation(session: Session, name: str) -> Conversation:
    """A conversation under an id of its own, in French."""
    made = Conversation(id=name, channel="web", lang="fr", created_at=AT, last_at=AT, last_seq=0)
    session.add(made)
    session.flush()
    return made


def text(session: Session, within: Conversation, words: str) -> Message:
    """The citizen's next message, a minute after the one before."""
    return _append(session, within, Message(sender="citizen", kind="info", text=words, digest="d"))


def quotation(session: Session, within: Conversation, words: str, *questions: str) -> Message:
    """A message of the bot that quotes the answers to these questions."""
    return _append(session, within, Message(sender="bot", kind="recap", text=words, quotes=list(questions)))


def _append(session: Session, within: Conversation, message: Message) -> Message:
    number = within.last_seq + 1
    message.id, message.lang, message.at = f"{within.id}-{number}", "fr", AT + timedelta(minutes=number)
    message.attempts = 0
    messages.add(session, within, message)
    written = messages.find(session, within.id, message.seq)
    assert written is not None
    return written


def answered(session: Session, within: Conversation, *revisions: str, question: str = "a.b") -> Answer:
    """An answer, and each of its corrections."""
    answer = answers.open_answer(session, within, theme="a", question=question, version=1, at=AT)
    for words in revisions:
        said = text(session, within, words)
        answers.revise(session, answer, said, state="given", at=said.at, keep_parts=False)
    session.flush()
    return answer
