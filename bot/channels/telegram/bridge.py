"""Between Telegram and the conversations: connects, takes updates in, has what is said sent; out of the site's way."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from operator import itemgetter
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from telegram import Update
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram import commands
from bot.channels.telegram.connection import ALLOWED, PATIENCE, POLL, Bot, sentence
from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.in_order import InOrder
from bot.channels.telegram.intake import HAND_OVER, Intake, Taken
from bot.channels.telegram.metrics import UNDELIVERED, UPDATES
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.updates import Incoming, read
from bot.conversations.conversations import Conversations
from bot.conversations.errors import QueueFull
from bot.storage import chats, outbox

log = structlog.get_logger()

FIRST, LONGEST = 1.0, 60.0
# The database is away, or another service takes the same update in.
PASSING = (OperationalError, InterfaceError, IntegrityError, NoConnection)
# Of several services one sends and polls; the others look as often whether it still does.
NAME, ELSEWHERE_SECONDS = "telegram", 5.0


class Bridge:
    """`address` is where Telegram posts updates, signed with `secret`; without one they are asked for.

    `links` is the base address of those that lead to the bot.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        conversations: Conversations,
        intake: Intake,
        outbox: Outbox,
        courtesies: Courtesies,
        address: str | None,
        secret: str,
        links: str,
    ) -> None:
        self.bot, self.conversations, self.intake, self.outbox = bot, conversations, intake, outbox
        self.courtesies, self.address, self.secret, self.links = courtesies, address, secret, links
        self.username: str | None = None
        self._order = InOrder()
        self._known: set[str] = set()
        self._told = ""
        self._offset: int | None = None

    async def run(self) -> None:
        """Connects, and serves for as long as the service runs."""
        await self._tried(self._connect)
        while True:
            try:
                async with self.conversations.database.neighbours.held(NAME) as mine:
                    if mine:
                        await self._serve_while_held()
            except Exception as error:
                # The database is away, say: what waits is there, or at Telegram's.
                log.error("telegram_interrupted", error=type(error).__name__)
            await asyncio.sleep(ELSEWHERE_SECONDS)

    def address_of(self, code: str) -> str | None:
        """Where a code hands a conversation over; None until Telegram has told the bot's name."""
        return f"{self.links}/{self.username}?start={HAND_OVER}{code}" if self.username else None

    async def count(self) -> None:
        """Brings what could not be delivered up to date, for whoever reads the figures."""
        try:
            found = await self.conversations.database.reading(outbox.undelivered)
        except SQLAlchemyError:
            return  # the database is away, which other figures show: these stay as they were
        UNDELIVERED.clear()
        for trouble, count in found.items():
            UNDELIVERED.labels(trouble).set(count)

    async def close(self) -> None:
        await self.outbox.close()
        await self.courtesies.close()
        with suppress(TelegramError, RuntimeError):
            await self.bot.shutdown()

    async def _connect(self) -> None:
        await self.bot.initialize()
        self.username = (await self.bot.get_me()).username
        try:
            await commands.announce(self.bot, self.conversations.catalogue)
        except BadRequest:
            log.error("telegram_commands_refused")  # a text of the locales that is too long, say
        print(f"Telegram: people can write to {self.links}/{self.username}", flush=True)

    async def _serve_while_held(self) -> None:
        """Another service serves as soon as this one's hold is lost: both would send and poll."""
        serving = asyncio.create_task(self._serve())
        losing = asyncio.create_task(self.conversations.database.neighbours.lost())
        try:
            await asyncio.wait((serving, losing), return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
        finally:
            for each in (serving, losing):
                each.cancel()
            await asyncio.gather(serving, losing, return_exceptions=True)
            await self.outbox.close()

    async def _serve(self) -> None:
        database, bell = self.conversations.database, self.conversations.bell
        if self.intake.addresses.several:
            await database.writing(chats.seal_anew, self.intake.addresses.anew)
        self._known.update(await database.reading(chats.conversations))
        shared = database.neighbours.shared
        # What another service takes in is no gap; and one that has just lost its hold ends what it was sending.
        self._order = InOrder(await database.reading(chats.last_update), patience=0 if shared else 1)
        await asyncio.sleep(ELSEWHERE_SECONDS if shared else 0)
        with bell.following(self._rung):
            await self.outbox.resume()
            await (self._be_posted_to() if self.address else self._poll())

    async def _be_posted_to(self) -> None:
        await self._tried(self._set_webhook)
        await asyncio.Event().wait()

    async def _set_webhook(self) -> None:
        await self.bot.set_webhook(
            self.address or "", secret_token=self.secret, max_connections=1, allowed_updates=ALLOWED
        )

    async def _poll(self) -> None:
        """Asks for updates; they are confirmed by the next request, once they are on disk."""
        await self._tried(self.bot.delete_webhook)
        self._offset = None
        while True:
            for update in sorted(await self._tried(self._asked), key=itemgetter("update_id")):
                while not await self.take(update):
                    await asyncio.sleep(FIRST)
                self._offset = update["update_id"] + 1

    async def _asked(self) -> list[dict[str, Any]]:
        """As they came: the library's own `get_updates` fails for all if one can't be read, and logs them."""
        wanted = {"offset": self._offset, "timeout": POLL, "allowed_updates": ALLOWED}
        found: Any = await self.bot._post("getUpdates", wanted, read_timeout=POLL + PATIENCE)
        return list(found)

    async def _tried(self, work: Any) -> Any:
        """Until it works; what is wrong is said once."""
        for attempt in range(10**9):
            try:
                done = await work()
                self._told = ""
                return done
            except TelegramError as error:
                self._tell(sentence(error))
                await asyncio.sleep(min(FIRST * 2 ** min(attempt, 6), LONGEST))

    def _tell(self, trouble: str) -> None:
        if trouble != self._told:
            print(f"{trouble} The website goes on; it is tried again.", flush=True)
        self._told = trouble

    async def take(self, update: Mapping[str, Any]) -> bool:
        """Takes an update in; whether it is done with. What can't be read is: it would come for ever."""
        incoming = _read(update, self.bot)
        if incoming is None:
            return True
        async with self._order.turn(incoming.update):
            try:
                taken = await self.conversations.database.writing(self.intake.take, incoming)
            except (QueueFull, *PASSING) as error:
                log.error("telegram_update_postponed", error=type(error).__name__)
                return False
            except Exception as error:
                # It would come for ever, and nothing behind it.
                log.error("telegram_update_failed", error=type(error).__name__)
                UPDATES.labels("failed").inc()
                return True
        if taken is not None:
            UPDATES.labels(incoming.kind).inc()
        # Delivered again, it may be because the process died before this.
        await self._follow(incoming, taken or Taken())
        return True

    async def _follow(self, incoming: Incoming, taken: Taken) -> None:
        """What an update leads to, once it is on disk."""
        if incoming.callback:
            self.courtesies.answer_tap(incoming, lang=taken.lang if taken.stale else None)
        if incoming.kind == "elsewhere":
            self.courtesies.leave(incoming.chat, incoming.lang)
        if taken.erased:
            await self.conversations.database.forget_erased()
        if taken.conversation is None:
            return
        self._known.add(taken.conversation)
        if taken.waiting is not None:
            row = taken.waiting
            self.conversations.turns.wake(taken.conversation, row if taken.alone else None)
            self.courtesies.type_until_answered(incoming.chat, taken.conversation, row.seq)
        self.conversations.bell.ring(taken.conversation)

    def _rung(self, conversation_id: str) -> None:
        """News of a conversation; most have no chat."""
        if conversation_id in self._known or self.conversations.database.neighbours.shared:
            self.outbox.wake(conversation_id)


def _read(update: Mapping[str, Any], bot: Bot) -> Incoming | None:
    try:
        return read(Update.de_json(dict(update), bot))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.error("telegram_update_malformed", error=type(error).__name__)
        return None
