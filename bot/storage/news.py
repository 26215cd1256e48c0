"""What a service tells the others on the same PostgreSQL, in the transaction that makes it true."""

from typing import LiteralString

from sqlalchemy import func, select
from sqlalchemy.orm import Session

CHANNEL: LiteralString = "conversations"
# Under this name a session knows which service it belongs to: nobody needs to hear its own news.
SERVICE = "service"
EVERY_CONVERSATION = ""


def announce(session: Session, conversation_id: str) -> None:
    """Tells the other services, once this transaction has committed, that there is news of a conversation."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, f"{session.info[SERVICE]} {conversation_id}")))
