"""Conversations held as rehearsals, and their end."""

from bot.storage import conversations, schema
from bot.storage.database import Database
from bot.storage.news import EVERY_CONVERSATION, announce


def erase_rehearsals(url: str) -> int:
    """Erases every rehearsal in the database; how many there were."""
    database = Database(url)
    schema.upgrade(database.engine)
    try:
        with database.write() as session:
            announce(session, EVERY_CONVERSATION)
            return conversations.erase_rehearsals(session)
    finally:
        database.close()
