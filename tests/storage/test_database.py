"""What the database promises: durable commits, whole transactions, hashes and texts kept apart from what changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.storage import clicks, conversations, locks, questions, schema, tokens
from bot.storage.database import Database
from bot.storage.models import Conversation, QuestionText, WebinarClick
from tests import databases
from tests.storage.conftest import AT, conversation

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)],
)
def test_sqlite_is_durable_and_forgets_what_is_erased(database: Database, pragma: str, value: object) -> None:
    with database.read() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


@on_postgresql
@pytest.mark.parametrize("way", ["read", "write"])
def test_postgresql_is_durable_whatever_the_database_says(database: Database, way: str) -> None:
    with databases.outside(database.engine.url.render_as_string(hide_password=False)) as connection:
        databases.run(connection, f'ALTER DATABASE "{database.engine.url.database}" SET synchronous_commit = off')
    database.engine.dispose()
    with getattr(database, way)() as session:
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
        assert session.scalar(text("SHOW lock_timeout")) == "10s"
        assert session.scalar(text("SHOW transaction_isolation")) == {"read": "repeatable read"}.get(
            way, "read committed"
        )


@on_postgresql
def test_an_address_without_its_driver_is_understood(database: Database) -> None:
    address = database.engine.url.set(drivername="postgresql").update_query_dict({"options": "-c work_mem=8MB"})
    plain = Database(address.render_as_string(hide_password=False))
    with plain.read() as session:
        assert session.scalar(text("SHOW work_mem")) == "8MB"
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
    plain.close()


def test_a_time_is_read_in_universal_time(database: Database) -> None:
    with database.write() as session:
        made = conversation(session, "c")
        made.last_at = datetime(2023, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    with database.read() as session:
        found = conversations.find(session, "c")
        assert found is not None
        assert (found.last_at, found.last_at.tzinfo) == (datetime(2023, 3, 2, 4, 30, tzinfo=UTC), UTC)


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


def _side_by_side(database: Database, work: Callable[[Session], object], *, times: int) -> None:
    def once(_number: int) -> None:
        with database.write() as session:
            work(session)

    with ThreadPoolExecutor(times) as pool:
        list(pool.map(once, range(times)))


def test_clicks_at_the_same_time_are_all_counted(database: Database) -> None:
    _side_by_side(database, lambda session: clicks.count(session, webinar="launch", kind="join"), times=8)
    with database.read() as session:
        row = session.get(WebinarClick, ("launch", "join"))
        assert row is not None
        assert row.clicks == 8


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


@on_postgresql
def test_services_that_start_together_do_not_trip_over_each_other(url: str) -> None:
    def start(_number: int) -> None:
        database = Database(url)
        schema.upgrade(database.engine)
        with database.write() as session:
            questions.remember(session, [_text("Quoi ?")])
        database.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))


@on_postgresql
def test_a_name_is_held_by_one_transaction_at_a_time(database: Database) -> None:
    with database.write() as first, database.write() as second:
        assert locks.is_free(first.connection(), "erasure")
        assert not locks.is_free(second.connection(), "erasure")
        assert locks.is_free(second.connection(), "something else")
    with database.write() as third:
        assert locks.is_free(third.connection(), "erasure")


@on_postgresql
def test_a_conversation_is_locked_for_one_writer(database: Database) -> None:
    with database.write() as session:
        conversation(session, "c")
    with database.write() as first, database.write() as second:
        conversations.lock(first, "c")
        second.execute(text("SET LOCAL lock_timeout = '100ms'"))
        with pytest.raises(OperationalError):
            conversations.lock(second, "c")


def _numbered(session: Session) -> None:
    found = conversations.lock(session, "c")
    assert found is not None
    found.last_seq += 1


def test_messages_at_the_same_time_are_numbered_apart(database: Database) -> None:
    with database.write() as session:
        conversation(session, "c")
    _side_by_side(database, _numbered, times=8)
    with database.read() as session:
        found = conversations.find(session, "c")
        assert found is not None
        assert found.last_seq == 8


def _begun(session: Session) -> None:
    known = tokens.conversation_created_with(session, "key", AT)
    if known is None:
        made = conversation(session, str(uuid4()))
        tokens.remember_creation(session, digest="key", conversation_id=made.id, at=AT)


def test_a_creation_key_used_twice_at_the_same_time_makes_one_conversation(database: Database) -> None:
    _side_by_side(database, _begun, times=8)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 1
