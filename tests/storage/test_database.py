"""What the database promises: durable commits, whole transactions, hashes and texts kept apart from what changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import clicks, questions
from bot.storage.database import Database
from bot.storage.models import Base, QuestionText, WebinarClick


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'consultation.sqlite3'}")
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)],
)
def test_sqlite_is_durable_and_forgets_what_is_erased(database: Database, pragma: str, value: object) -> None:
    with database.read() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    def half_done() -> None:
        with database.write() as session:
            clicks.count(session, webinar="launch", kind="join")
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    with database.read() as session:
        assert session.get(WebinarClick, ("launch", "join")) is None


def _text(words: str, *, version: int = 1) -> QuestionText:
    return QuestionText(question="a.b", version=version, lang="fr", theme="a", text=words, probe="Et ?")


def test_the_same_version_with_another_text_is_refused(database: Database) -> None:
    for _ in range(2):
        with database.write() as session:
            questions.remember(session, [_text("Quoi ?")])
    with pytest.raises(questions.QuestionChanged, match=r"a\.b, version 1"), database.write() as session:
        questions.remember(session, [_text("Pourquoi ?")])
    with database.write() as session:
        questions.remember(session, [_text("Pourquoi ?", version=2)])
