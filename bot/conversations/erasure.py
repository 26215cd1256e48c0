"""Withdrawn conversations leave the database when their day has passed."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.storage import conversations
from bot.storage.database import Database

log = structlog.get_logger()

EVERY_SECONDS = 60.0


async def erase_when_due(database: Database, clock: Clock) -> None:
    """Looks every minute, for as long as the service runs; the due date itself is stored."""
    while True:
        try:
            erased = await database.writing(conversations.erase_due, clock.real())
            if erased:
                log.info("withdrawn_conversations_erased", count=erased)
        except SQLAlchemyError as error:
            log.error("erasure_postponed", error=type(error).__name__)
        await asyncio.sleep(EVERY_SECONDS)
