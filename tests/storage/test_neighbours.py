"""Several services on one PostgreSQL: each hears what the others announce, and one at a time holds a conversation."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.news import EVERY_CONVERSATION, announce

SECONDS = 20


@pytest.fixture(params=["postgresql"])
def url(url: str) -> str:
    return url


@pytest.fixture
async def there(database: Database) -> AsyncIterator[Database]:
    """Another service's."""
    opened = Database(database.engine.url.render_as_string(hide_password=False))
    yield opened
    await opened.neighbours.close()
    await database.neighbours.close()
    opened.close()


@pytest.fixture
async def news(there: Database) -> AsyncIterator[AsyncIterator[str]]:
    """What the other service hears."""
    async with aclosing(there.neighbours.news()) as heard:
        yield heard


async def next_of(news: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(news), SECONDS)


def cut_off_everybody(database: Database) -> None:
    with database.write() as session:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        session.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))


async def test_what_another_service_announced_is_heard_once_it_is_true(
    database: Database, there: Database, news: AsyncIterator[str]
) -> None:
    assert await next_of(news) == EVERY_CONVERSATION
    with there.write() as session:
        announce(session, "its own")
    with database.write() as session:
        announce(session, "undone")
        session.rollback()
    with database.write() as session:
        announce(session, "done")
    assert await next_of(news) == "done"


async def test_after_a_lost_connection_anything_may_be_new(
    database: Database, there: Database, news: AsyncIterator[str]
) -> None:
    assert await next_of(news) == EVERY_CONVERSATION
    cut_off_everybody(database)
    assert await next_of(news) == EVERY_CONVERSATION
    with database.write() as session:
        announce(session, "later")
    assert await next_of(news) == "later"


async def test_a_conversation_is_held_by_one_service_at_a_time(database: Database, there: Database) -> None:
    async with database.neighbours.held("a") as mine, there.neighbours.held("a") as theirs:
        assert (mine, theirs) == (True, False)
        async with there.neighbours.held("b") as other:
            assert other
    async with there.neighbours.held("a") as theirs:
        assert theirs


async def test_a_service_that_is_cut_off_holds_nothing_and_can_hold_again(database: Database, there: Database) -> None:
    async with database.neighbours.held("a") as mine:
        assert mine
        cut_off_everybody(there)
        async with there.neighbours.held("a") as theirs:
            assert theirs
    async with database.neighbours.held("b") as mine:
        assert mine
