"""Other services on the same database: their news rings here, and what one that died left is taken up."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.bell import Bell
from bot.conversations.silences import Silences
from bot.conversations.turns import Turns
from bot.storage.database import Database
from bot.storage.news import EVERY_CONVERSATION

log = structlog.get_logger()

EVERY_SECONDS = 10.0


async def hear(database: Database, bell: Bell) -> None:
    """Wakes who waits here for what was written there."""
    async for conversation_id in database.neighbours.news():
        if conversation_id == EVERY_CONVERSATION:
            bell.ring_everywhere()
        else:
            bell.ring(conversation_id)


async def take_up(database: Database, turns: Turns, silences: Silences) -> None:
    """Looks every ten seconds for turns and probes that wait: a service that died may have left them."""
    while database.neighbours.shared:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await turns.resume()
            await silences.resume()
        except SQLAlchemyError as error:
            log.error("taking_up_postponed", error=type(error).__name__)
