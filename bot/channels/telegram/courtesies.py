"""What a person is owed at once and nobody misses later: a tap answered, a used keyboard cleared, a sign of typing."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.catalogue import Catalogue
from bot.channels.telegram.metrics import SENT
from bot.channels.telegram.updates import Incoming
from bot.storage import messages
from bot.storage.database import Database

# A reply that comes sooner needs no sign; Telegram shows one for five seconds.
SOON, LASTS = 0.5, 4.0
MOST_SIGNS = 30


class Courtesies:
    """Each in a task of its own: a slow Telegram keeps no update waiting."""

    def __init__(self, bot: Bot, database: Database, catalogue: Catalogue) -> None:
        self.bot, self.database, self.catalogue = bot, database, catalogue
        self._under_way: set[asyncio.Task[None]] = set()
        self._typing: set[int] = set()

    def _go(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(_tried(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def answer_tap(self, tap: Incoming, *, lang: str | None) -> None:
        """With a word where the button has no use any more; the links under the message stay."""
        text = self._say("telegram.stale", lang) if lang else None
        self._go(self.bot.answer_callback_query(tap.callback, text=text))
        if tap.chat:
            links = InlineKeyboardMarkup(tap.links) if tap.links else None
            self._go(self.bot.edit_message_reply_markup(tap.chat, tap.number, reply_markup=links))

    def leave(self, chat: int, lang: str | None) -> None:
        self._go(self._leave(chat, self._say("telegram.private", lang)))

    async def _leave(self, chat: int, text: str) -> None:
        await _tried(self.bot.send_message(chat, text))
        await self.bot.leave_chat(chat)

    def type_until_answered(self, chat: int, conversation_id: str, seq: int) -> None:
        if chat not in self._typing:
            self._typing.add(chat)
            self._go(self._type(chat, conversation_id, seq))

    async def _type(self, chat: int, conversation_id: str, seq: int) -> None:
        try:
            await asyncio.sleep(SOON)
            for _ in range(MOST_SIGNS):
                said = await self.database.reading(messages.find, conversation_id, seq)
                if said is None or said.turn != "pending":
                    return
                await self.bot.send_chat_action(chat, ChatAction.TYPING)
                await asyncio.sleep(LASTS)
        finally:
            self._typing.discard(chat)

    def _say(self, key: str, lang: str | None) -> str:
        known = lang if lang in self.catalogue.languages else None
        return self.catalogue.phrasebooks[known or self.catalogue.default_language].say(key)

    async def close(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)


async def _tried(work: Coroutine[Any, Any, object]) -> None:
    """Not tried again: what it was for has passed by then. It is counted."""
    try:
        await work
    except TelegramError:
        SENT.labels("courtesy_failed").inc()
