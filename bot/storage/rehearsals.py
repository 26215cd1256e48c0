"""Conversations held as rehearsals, and their end."""

from bot.storage import conversations, questions, schema
from bot.storage.database import Database


def erase_rehearsals(url: str) -> int:
    """Erases every rehearsal, and the question texts only rehearsals answered; how many conversations there were."""
    database = Database(url)
    schema.upgrade(database.engine)
    try:
        with database.write() as session:
            erased = conversations.erase_rehearsals(session)
            questions.forget_unanswered(session)
            return erased
    finally:
        database.close()
