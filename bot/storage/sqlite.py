"""SQLite: how its file is opened, and how erased rows leave it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

from bot.storage.group_commit import GroupCommit

# Durable at each commit, readers beside the writer, and nothing erased stays readable in the file.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
)
# The write lock is taken at once, so that no transaction fails half-way.
WRITING = {"begin": "BEGIN IMMEDIATE"}
READING: dict[str, Any] = {}


def opened(url: URL) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy then sends the BEGIN below, and the driver none of its own
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def writer(engine: Engine, options: dict[str, Any]) -> GroupCommit:
    return GroupCommit(engine, options)


def forget_erased(engine: Engine) -> None:
    """Empties the write-ahead log, which still holds what was erased; a reader at work puts it off."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


class Alone:
    """A file is one service's: nobody else writes, and every turn is its own."""

    shared = False
    name = "alone"

    async def news(self) -> AsyncIterator[str]:
        """Ends at once."""
        return
        yield ""

    @asynccontextmanager
    async def held(self, conversation_id: str) -> AsyncIterator[bool]:
        yield True

    async def lost(self) -> None:
        """Never returns."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Nothing was opened."""


def neighbours(_engine: Engine) -> Alone:
    return Alone()
