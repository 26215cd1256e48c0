"""What a channel can do with conversations: begin, send, read, carry on elsewhere, erase."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations import start
from bot.conversations.accept import InboundMessage, Limits, Stored, accept, check
from bot.conversations.bell import Bell, Listener
from bot.conversations.errors import ConversationJoined, ReceiptRefused, TokenRefused, UnknownConversation
from bot.conversations.handing_over import new_code
from bot.conversations.keys import Keys
from bot.conversations.transcript import ShownMessage, shown
from bot.conversations.turns import Turns
from bot.storage import conversations, messages, tokens
from bot.storage.database import Database
from bot.storage.models import Conversation, Message
from bot.storage.news import announce

REPLY_SECONDS = 5.0


@dataclass(frozen=True)
class Opened:
    """A conversation somebody holds a key to."""

    id: str
    token: str
    lang: str
    messages: list[ShownMessage]


@dataclass(frozen=True)
class Accepted:
    """A stored message: its number, and the replies if they came in time (`complete`)."""

    seq: int
    complete: bool
    messages: list[ShownMessage]


@dataclass(frozen=True)
class Conversations:
    """The one door to conversations for every channel."""

    database: Database
    catalogue: Catalogue
    clock: Clock
    keys: Keys
    turns: Turns
    bell: Bell
    limits: Limits
    rehearsal: bool = False

    async def begin(self, *, lang: str | None, theme: str | None, channel: str, key: str | None) -> Opened:
        """A new conversation, or the same one when the creation key was used within the day; the token is new."""
        return await self.database.writing(self._begin, lang, theme, channel, key)

    def _begin(self, session: Session, lang: str | None, theme: str | None, channel: str, key: str | None) -> Opened:
        at = self.clock.real()
        digest = self.keys.digest(key) if key else None
        known = tokens.conversation_created_with(session, digest, at) if digest else None
        if known:
            return self._opened(session, known, at)
        conversation = start.begin(
            session,
            catalogue=self.catalogue,
            clock=self.clock,
            at=at,
            lang=lang,
            theme=theme,
            channel=channel,
            rehearsal=self.rehearsal,
        )
        if digest:
            tokens.remember_creation(session, digest=digest, conversation_id=conversation.id, at=at)
        return self._opened(session, conversation.id, at)

    async def send(self, conversation_id: str, token: str, inbound: InboundMessage) -> Accepted:
        """Stores the message, then waits up to five seconds for its replies."""
        with self.bell.listening(conversation_id) as listener:
            row, alone = await self.database.writing(self._accept, conversation_id, token, inbound)
            waiting = row.turn == "pending"
            if waiting:
                self.turns.wake(conversation_id, row if alone else None)
                self.bell.ring(conversation_id, [row])
            return await self._replies(conversation_id, row.seq, listener, waiting=waiting)

    def _accept(self, session: Session, conversation_id: str, token: str, inbound: InboundMessage) -> Stored:
        conversation = self._opened_by(session, conversation_id, token)
        check(inbound, self.catalogue)
        stored = accept(session, conversation, inbound, keys=self.keys, limits=self.limits, at=self.clock.real())
        announce(session, conversation_id)
        return stored

    async def _replies(self, conversation_id: str, seq: int, listener: Listener, *, waiting: bool) -> Accepted:
        """At once where the turn has run already; else as the bell tells them."""
        try:
            async with asyncio.timeout(REPLY_SECONDS):
                told = await listener.news() if waiting else ()
                while not (rows := await self._said(conversation_id, seq, told)):
                    told = await listener.news()
                return Accepted(seq, True, self.shown(rows))
        except TimeoutError:
            return Accepted(seq, False, [])

    async def _said(self, conversation_id: str, seq: int, told: Sequence[Message]) -> Sequence[Message]:
        """The replies to message `seq` that are among the rows told, or in the database if none was told."""
        if told:
            return [row for row in told if row.reply_to == seq]
        return await self.database.reading(messages.replies, conversation_id, seq)

    async def messages(self, conversation_id: str, after: int) -> list[ShownMessage]:
        """Both sides, from the message numbered after `after`."""
        return self.shown(await self.database.reading(messages.after, conversation_id, after))

    async def erasures(self, conversation_id: str) -> int | None:
        """How often words of it were erased; None once it is gone, or was joined to another."""
        found = await self.database.reading(conversations.find, conversation_id)
        return found.erasures if found is not None and found.joined_to is None else None

    async def resume(self, receipt: str) -> Opened:
        """Opens a conversation by its receipt; earlier tokens stay good."""
        return await self.database.writing(self._resume, receipt)

    def _resume(self, session: Session, receipt: str) -> Opened:
        found = self.keys.opened_by_receipt(session, receipt)
        if found is not None:
            conversations.lock(session, found)  # it may just be being joined to another, with its receipts
        conversation_id = self.keys.opened_by_receipt(session, receipt)
        if conversation_id is None:
            raise ReceiptRefused
        return self._opened(session, conversation_id, self.clock.real())

    async def receipt(self, conversation_id: str) -> str:
        """A new receipt code, in place of the one before."""
        return await self.database.writing(self._receipt, conversation_id)

    def _receipt(self, session: Session, conversation_id: str) -> str:
        _lock_open(session, conversation_id)
        return self.keys.new_receipt(session, conversation_id=conversation_id, at=self.clock.real())

    async def hand_over(self, conversation_id: str, *, keep: bool) -> str:
        """A code of one use and ten minutes; `keep`: who has the conversation open now keeps it open."""
        return await self.database.writing(self._hand_over, conversation_id, keep)

    def _hand_over(self, session: Session, conversation_id: str, keep: bool) -> str:
        _lock_open(session, conversation_id)
        return new_code(session, self.keys, conversation_id=conversation_id, keep=keep, at=self.clock.real())

    async def erase(self, conversation_id: str) -> None:
        """Erases the conversation at once, with all that hangs on it."""
        await self.database.writing(_erase, conversation_id)
        await self.database.forget_erased()
        self.bell.ring(conversation_id)

    async def check_token(self, conversation_id: str, token: str) -> None:
        """Raises UnknownConversation, ConversationJoined or TokenRefused unless the token opens the conversation."""
        await self.database.reading(self._check_token, conversation_id, token)

    def _check_token(self, session: Session, conversation_id: str, token: str) -> None:
        found = conversations.find(session, conversation_id)
        if found is None:
            raise UnknownConversation
        opened = self.keys.opened_by_token(session, token)
        if found.joined_to is not None:
            raise ConversationJoined(opened if opened == found.joined_to else None)
        if opened != conversation_id:
            raise TokenRefused

    def _opened_by(self, session: Session, conversation_id: str, token: str) -> Conversation:
        """The conversation, for this transaction alone; raises what `check_token` raises."""
        found = conversations.lock_opened_by(session, conversation_id, self.keys.digest(token))
        if found is None or found.joined_to is not None:
            self._check_token(session, conversation_id, token)
            raise TokenRefused  # it was revoked while the conversation was locked
        return found

    def _opened(self, session: Session, conversation_id: str, at: datetime) -> Opened:
        conversation = conversations.find(session, conversation_id)
        assert conversation is not None
        token = self.keys.new_token(session, conversation_id=conversation_id, at=at)
        rows = messages.after(session, conversation_id, 0)
        return Opened(conversation_id, token, conversation.lang, self.shown(rows))

    def shown(self, rows: Sequence[Message]) -> list[ShownMessage]:
        """Rows as people are shown them."""
        return [shown(row, self.catalogue) for row in rows]


def _lock_open(session: Session, conversation_id: str) -> Conversation:
    """The conversation, for this transaction alone; raises UnknownConversation, ConversationJoined."""
    conversation = conversations.lock(session, conversation_id)
    if conversation is None:
        raise UnknownConversation
    if conversation.joined_to is not None:
        raise ConversationJoined
    return conversation


def _erase(session: Session, conversation_id: str) -> None:
    conversations.erase(session, conversation_id)
    announce(session, conversation_id)
