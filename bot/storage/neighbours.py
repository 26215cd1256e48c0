"""Other services on the same database: what they say of a conversation, and whose turn it is to run its turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
import structlog

from bot.storage.news import CHANNEL, EVERY_CONVERSATION

log = structlog.get_logger()

AGAIN_SECONDS = 1.0
LOOK_SECONDS = 3.0
TAKE: LiteralString = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
GIVE_BACK: LiteralString = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


class Neighbours:
    """On PostgreSQL: two connections beside the pool, one that listens and one that holds conversations."""

    shared = True

    def __init__(self, arguments: dict[str, Any]) -> None:
        """`arguments` are those of psycopg's connections."""
        self.name = uuid4().hex
        self._arguments = arguments
        self._holding: psycopg.AsyncConnection[Any] | None = None
        self._opening = asyncio.Lock()

    async def news(self) -> AsyncIterator[str]:
        """The conversations that other services announce; at first, and after a loss, every one. Never ends."""
        while True:
            try:
                async with await self._connected() as connection:
                    await connection.execute("LISTEN " + CHANNEL)
                    yield EVERY_CONVERSATION
                    async for said in connection.notifies():
                        service, _, conversation_id = said.payload.partition(" ")
                        if service != self.name:
                            yield conversation_id
            except psycopg.Error as error:
                log.warning("news_interrupted", error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    @asynccontextmanager
    async def held(self, conversation_id: str) -> AsyncIterator[bool]:
        """Whether the turns of the conversation are this service's while the block lasts.

        A service that dies, or loses its connection, holds nothing any more.
        """
        connection = await self._holder()
        mine = await _ask(connection, TAKE, conversation_id)
        try:
            yield mine
        finally:
            if mine:
                with suppress(psycopg.OperationalError):  # whoever is cut off has given everything back
                    await _ask(connection, GIVE_BACK, conversation_id)

    async def lost(self) -> None:
        """Returns once what this service holds may be another's: its connection is gone."""
        connection = await self._holder()
        with suppress(psycopg.Error):
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                await connection.execute("SELECT 1")

    async def close(self) -> None:
        if self._holding is not None:
            await self._holding.close()

    async def _holder(self) -> psycopg.AsyncConnection[Any]:
        async with self._opening:
            if self._holding is None or self._holding.closed:
                self._holding = await self._connected()
            return self._holding

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(**self._arguments, autocommit=True)


async def _ask(connection: psycopg.AsyncConnection[Any], query: LiteralString, conversation_id: str) -> bool:
    row = await (await connection.execute(query, [conversation_id])).fetchone()
    return bool(row and row[0])
