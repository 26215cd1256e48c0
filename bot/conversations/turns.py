"""Runs turns: in order within a conversation, side by side across conversations, each until it is done."""

import asyncio
from contextlib import suppress

import structlog
from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.bell import Bell, Listener
from bot.conversations.failure import give_up
from bot.conversations.metrics import TURN_SECONDS, TURNS
from bot.engine_client import EngineAway, EngineClient, TurnFailed
from bot.questionnaire import Position
from bot.storage import conversations, messages
from bot.storage.database import Database
from bot.storage.models import Message

log = structlog.get_logger()

ATTEMPTS = 3
PAUSE_SECONDS = 0.5
ELSEWHERE_SECONDS = 2.0
# What the engine is told of a text with a receipt code, which is masked: nothing of it is left to understand.
SHOWN_CODE = "use_receipt"


class Turns:
    """One task a conversation with waiting messages; it ends when none is left."""

    def __init__(
        self, *, database: Database, engine: EngineClient, catalogue: Catalogue, clock: Clock, bell: Bell
    ) -> None:
        self.database, self.engine, self.catalogue, self.clock, self.bell = database, engine, catalogue, clock, bell
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._handed: dict[str, Message] = {}
        self._back: asyncio.Task[None] | None = None

    async def resume(self) -> None:
        """Takes up the turns that another process left waiting."""
        for conversation_id in await self.database.reading(messages.awaiting_turns):
            self.wake(conversation_id)

    def wake(self, conversation_id: str, message: Message | None = None) -> None:
        """Says that a message waits; safe to say twice. `message`: it is the only one, and need not be read again.

        Said twice before anybody looked, several may wait: then the database says which comes first.
        """
        if message is not None and conversation_id not in self._woken:
            self._handed[conversation_id] = message
        else:
            self._handed.pop(conversation_id, None)
        self._woken.add(conversation_id)
        if conversation_id not in self._running:
            self._running[conversation_id] = asyncio.create_task(self._drain(conversation_id))

    async def close(self) -> None:
        """Stops where it is: what is waiting is in the database."""
        tasks = [*self._running.values(), *([self._back] if self._back else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _drain(self, conversation_id: str) -> None:
        try:
            while conversation_id in self._woken:
                await self._take_turns(conversation_id)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            # The database is away, say: the message is still there and is taken up again.
            log.error("turns_interrupted", conversation=conversation_id, error=type(error).__name__)
            asyncio.get_running_loop().call_later(PAUSE_SECONDS, self.wake, conversation_id)
        finally:
            self._running.pop(conversation_id, None)

    async def _take_turns(self, conversation_id: str) -> None:
        """Runs what waits, in order; while another service does so, waits for it: what it leaves is run here."""
        with self.bell.listening(conversation_id) as listener:
            try:
                async with self.database.neighbours.held(conversation_id) as mine:
                    while mine and (message := await self._next(conversation_id)):
                        await self._run(message, listener)
                if not mine:
                    self._handed.pop(conversation_id, None)
                    await _rings(listener)
            except EngineAway:
                self._woken.add(conversation_id)
                await self._engine_back()

    async def _next(self, conversation_id: str) -> Message | None:
        """The message handed over, or the first that waits in the database; nobody looks there without a reason."""
        if conversation_id not in self._woken:
            return None
        self._woken.discard(conversation_id)
        handed = self._handed.pop(conversation_id, None)
        if handed is not None:
            return handed
        found = await self.database.reading(messages.next_turn, conversation_id)
        if found is not None:
            self._woken.add(conversation_id)  # others may wait behind it
        return found

    async def _run(self, message: Message, listener: Listener) -> None:
        try:
            with TURN_SECONDS.time():
                await self.engine.turn(_turn_body(message))
            if not await self._is_done(message, listener):
                raise TurnFailed("no_reply")
            TURNS.labels("done").inc()
        except TurnFailed as error:
            self._woken.add(message.conversation_id)
            await self._failed(message, str(error))

    async def _is_done(self, message: Message, listener: Listener) -> bool:
        """As its action has told, here; where another service had it run, as the database says."""
        if any(row.reply_to == message.seq for row in listener.take()):
            return True
        return await self.database.reading(_has_ended, message.conversation_id, message.seq)

    async def _failed(self, message: Message, reason: str) -> None:
        TURNS.labels("failed").inc()
        attempts = await self.database.writing(_count_attempt, message.conversation_id, message.seq)
        log.warning(
            "turn_failed", conversation=message.conversation_id, seq=message.seq, reason=reason, attempt=attempts
        )
        if attempts < ATTEMPTS:
            return await asyncio.sleep(PAUSE_SECONDS)
        TURNS.labels("given_up").inc()
        said = await self.database.writing(give_up, message.conversation_id, message.seq, self.catalogue, self.clock)
        self.bell.ring(message.conversation_id, said)

    async def _engine_back(self) -> None:
        """All conversations wait on one probe of the engine."""
        if self._back is None or self._back.done():
            log.warning("engine_away")
            self._back = asyncio.create_task(self.engine.wait_until_ready())
        await asyncio.shield(self._back)


async def _rings(listener: Listener) -> None:
    """Returns at news of the conversation; some may come while nobody listens, so not much later either."""
    with suppress(TimeoutError):
        await asyncio.wait_for(listener.news(), ELSEWHERE_SECONDS)


def _turn_body(message: Message) -> dict[str, object]:
    meant = Position(mode=message.mode or "menu", theme=message.theme, question=message.question)
    tapped = message.choice if message.receipt_of is None else SHOWN_CODE
    return {
        "conversation": message.conversation_id,
        "message": message.id,
        "text": None if tapped else message.text,
        "choice": tapped,
        "state": meant.for_engine(message.lang),
    }


def _has_ended(session: Session, conversation_id: str, seq: int) -> bool:
    message = messages.find(session, conversation_id, seq)
    return message is None or message.turn != "pending"


def _count_attempt(session: Session, conversation_id: str, seq: int) -> int:
    conversations.lock(session, conversation_id)
    message = messages.find(session, conversation_id, seq)
    if message is None or message.turn != "pending":
        return 0
    message.attempts += 1
    return message.attempts
