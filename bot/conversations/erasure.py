"""Conversations leave the database when their time has come: withdrawn ones after a day, all after retention."""

import asyncio
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.conversations.bell import Bell
from bot.storage import chats, conversations, locks
from bot.storage.database import Database
from bot.storage.news import EVERY_CONVERSATION, announce

log = structlog.get_logger()

EVERY_SECONDS = 60.0
# Telegram delivers an update again for a day.
UPDATES_KEPT = timedelta(days=3)


async def erase_when_due(database: Database, clock: Clock, bell: Bell, *, retention: timedelta) -> None:
    """Looks every minute, for as long as the service runs; `retention` counts from a conversation's last message."""
    while True:
        try:
            erased = await database.writing(_erase, clock.real(), retention)
            if erased:
                log.info("conversations_erased", count=erased)
                bell.ring_everywhere()  # whoever still reads one of them
            await database.forget_erased()
        except SQLAlchemyError as error:
            log.error("erasure_postponed", error=type(error).__name__)
        await asyncio.sleep(EVERY_SECONDS)


def _erase(session: Session, now: datetime, retention: timedelta) -> int:
    if not locks.is_free(session.connection(), "erasure"):
        return 0  # another service is at it
    chats.forget_updates(session, now - UPDATES_KEPT)
    erased = conversations.erase_due(session, now) + conversations.erase_silent_since(session, now - retention)
    if erased:
        announce(session, EVERY_CONVERSATION)
    return erased
