"""What waits to be sent: one task a conversation, in order; what another process left is taken up."""

import asyncio

import structlog

from bot.channels.telegram.sending import Sender
from bot.storage import chats, outbox

log = structlog.get_logger()

AGAIN_SECONDS = 1.0
# A message on its way when the service stops has so long to arrive.
GRACE_SECONDS = 5.0


class Outbox:
    """Ends a conversation's task when nothing is left to send."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._cut_off: set[str] = set()
        self._closing = False

    async def resume(self) -> None:
        """Takes up what another process left."""
        self._closing = False
        database = self.sender.conversations.database
        await database.writing(outbox.take_up)
        for each in await database.reading(chats.with_news):
            self.wake(each)

    def wake(self, conversation_id: str) -> None:
        """Says that a conversation may have something to send; safe to say twice."""
        if self._closing:
            return
        self._woken.add(conversation_id)
        if conversation_id not in self._running:
            self._running[conversation_id] = asyncio.create_task(self._drain(conversation_id))

    async def close(self) -> None:
        """What is on its way arrives, or is cut off; what waits is in the database."""
        self._closing = True
        self._woken.clear()
        tasks = set(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _drain(self, conversation_id: str) -> None:
        try:
            await self._take_up(conversation_id)
            while conversation_id in self._woken:
                self._woken.discard(conversation_id)
                while not self._closing and await self.sender.send_next(conversation_id):
                    pass
        except Exception as error:
            # The database is away, say: what was on its way may have arrived.
            log.error("sending_postponed", conversation=conversation_id, error=type(error).__name__)
            self._cut_off.add(conversation_id)
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self.wake, conversation_id)
        finally:
            self._running.pop(conversation_id, None)

    async def _take_up(self, conversation_id: str) -> None:
        if conversation_id in self._cut_off:
            await self.sender.conversations.database.writing(outbox.take_up, conversation_id)
            self._cut_off.discard(conversation_id)
