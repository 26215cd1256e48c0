"""Probes that wait until somebody who writes in bursts has stopped."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.bell import Bell
from bot.conversations.prompts import present
from bot.conversations.turn import Turn
from bot.storage import conversations, messages
from bot.storage.database import Database
from bot.storage.models import Message

log = structlog.get_logger()

AGAIN = timedelta(seconds=5)


class Silences:
    """One timer a conversation whose probe waits; what is due is in the database, so a restart loses none."""

    def __init__(self, *, database: Database, catalogue: Catalogue, clock: Clock, bell: Bell) -> None:
        self.database, self.catalogue, self.clock, self.bell = database, catalogue, clock, bell
        self._waiting: dict[str, asyncio.Task[None]] = {}

    async def resume(self) -> None:
        """Takes up the probes that another process left waiting."""
        for each in await self.database.reading(conversations.awaiting_probes):
            if each.id not in self._waiting:
                self.wait(each.id, each.probe_at)

    def wait(self, conversation_id: str, until: datetime | None) -> None:
        """Asks the probe at that moment; a later call moves it, None calls it off."""
        before = self._waiting.pop(conversation_id, None)
        if before is not None:
            before.cancel()
        if until is not None:
            self._waiting[conversation_id] = asyncio.create_task(self._ask_at(conversation_id, until))

    async def close(self) -> None:
        for task in self._waiting.values():
            task.cancel()
        await asyncio.gather(*self._waiting.values(), return_exceptions=True)

    async def _ask_at(self, conversation_id: str, until: datetime) -> None:
        await asyncio.sleep(max(0.0, (until - self.clock.real()).total_seconds()))
        self._waiting.pop(conversation_id, None)
        try:
            rows = await self.database.writing(self._ask, conversation_id)
        except SQLAlchemyError as error:
            log.error("probe_postponed", conversation=conversation_id, error=type(error).__name__)
            return self.wait(conversation_id, self.clock.real() + AGAIN)
        if rows:
            self.bell.ring(conversation_id, rows)

    def _ask(self, session: Session, conversation_id: str) -> Sequence[Message]:
        """A message that waits for its turn says the probe itself, or makes it needless."""
        here = conversations.lock(session, conversation_id)
        due = here is not None and here.probe_at is not None and here.probe_at <= self.clock.real()
        if here is None or not due or messages.is_waiting(session, conversation_id):
            return ()
        turn = Turn(
            session=session, conversation=here, catalogue=self.catalogue, clock=self.clock, at=self.clock.real()
        )
        present(turn)
        return turn.publish("probe")
