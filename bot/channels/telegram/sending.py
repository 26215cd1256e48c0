"""Sends what the conversations of chats have said: in order, each message once, from rows that outlive the process."""

import asyncio
from dataclasses import dataclass

from sqlalchemy.orm import Session
from telegram import Bot, LinkPreviewOptions, Message, MessageEntity
from telegram.error import TelegramError

from bot.channels.telegram.addresses import Addresses
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.metrics import SENT
from bot.channels.telegram.outcomes import Outcome, trouble
from bot.channels.telegram.rendering import Code, Document, Part, Renderer, Text
from bot.channels.telegram.routing import is_for
from bot.channels.telegram.splitting import units
from bot.conversations.conversations import Conversations
from bot.conversations.transcript import ShownMessage, shown
from bot.storage import chats, conversations, messages, outbox
from bot.storage.chat_models import Chat, Outgoing

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Parcel:
    """One message on its way: which row it is, to whom, and a part of what."""

    id: int
    chat: str
    sealed: str
    part: int
    message: ShownMessage
    conversation_id: str
    attempts: int


@dataclass(frozen=True)
class Sender:
    """`bot` speaks to Telegram; everything else says what."""

    bot: Bot
    conversations: Conversations
    addresses: Addresses
    renderer: Renderer
    documents: Documents

    async def send_next(self, conversation_id: str) -> bool:
        """Sends the first message that waits; whether there was one."""
        database = self.conversations.database
        parcel = await database.writing(self._next, conversation_id)
        if parcel is None:
            return False
        outcome = await self._sent(parcel)
        SENT.labels(outcome.trouble or outcome.state).inc()
        await database.writing(self._record, parcel, outcome)
        await asyncio.sleep(outcome.pause)
        return True

    def _next(self, session: Session, conversation_id: str) -> Parcel | None:
        """Queues what is new, then claims the first that waits; a claim is on disk before anything is sent."""
        found = (self._next_of(session, each) for each in chats.of_conversation(session, conversation_id))
        return next((parcel for parcel in found if parcel is not None), None)

    def _next_of(self, session: Session, chat: Chat) -> Parcel | None:
        self._queue(session, chat)
        row = outbox.next_waiting(session, chat.digest)
        said = messages.find(session, row.conversation_id, row.seq) if row is not None else None
        if row is None or said is None:
            return None
        row.state, row.attempts = "sending", row.attempts + 1
        whole = shown(said, self.conversations.catalogue)
        return Parcel(row.id, chat.digest, chat.sealed, row.part, whole, row.conversation_id, row.attempts)

    def _queue(self, session: Session, chat: Chat) -> None:
        here = conversations.find(session, chat.conversation_id)
        for row in outbox.unqueued(session, chat):
            chat.queued_seq = row.seq
            if here is not None and is_for(session, chat, here, row):
                parts = self.renderer.parts(shown(row, self.conversations.catalogue))
                outbox.queue(session, chat, row.seq, len(parts))
        session.flush()

    async def _sent(self, parcel: Parcel) -> Outcome:
        number = self.addresses.opened(parcel.sealed)
        parts = self.renderer.parts(parcel.message)
        if number is None:
            return Outcome("failed", "sealed")
        if parcel.part >= len(parts):
            return Outcome("sent", "erased")  # its words have left meanwhile
        try:
            sent = await self._send(number, parts[parcel.part], parcel)
        except TelegramError as error:
            return trouble(error, parcel.attempts)
        return Outcome("sent", number=sent.message_id, at=sent.date)

    async def _send(self, chat: int, part: Part, parcel: Parcel) -> Message:
        match part:
            case Text(text, bold, keyboard):
                return await self.bot.send_message(
                    chat, text, entities=bold or None, reply_markup=keyboard, link_preview_options=NO_PREVIEW
                )
            case Document():
                file = await self.documents.made(part, parcel.conversation_id, parcel.message.lang)
                return await self.bot.send_document(chat, file)
            case Code():
                return await self._send_code(chat, parcel)

    async def _send_code(self, chat: int, parcel: Parcel) -> Message:
        """The code is in this message and nowhere else; tried again, it is another."""
        code = await self.conversations.receipt(parcel.conversation_id)
        say = self.conversations.catalogue.phrasebooks[parcel.message.lang].say
        line = say("telegram.receipt", code=code)
        entity = MessageEntity(MessageEntity.CODE, units(line[: line.index(code)]), len(code))
        return await self.bot.send_message(chat, f"{line}\n\n{say('telegram.receipt_keep')}", entities=[entity])

    def _record(self, session: Session, parcel: Parcel, outcome: Outcome) -> None:
        row = session.get(Outgoing, parcel.id)
        if row is None:
            return  # erased meanwhile
        row.state, row.trouble, row.number = outcome.state, outcome.trouble, outcome.number
        if outcome.state in outbox.ARRIVED:
            row.sent_at = outcome.at or self.conversations.clock.real()
        if outcome.trouble == "blocked":
            self._note_block(session, parcel.chat)

    def _note_block(self, session: Session, digest: str) -> None:
        chat = chats.find(session, digest)
        if chat is not None:
            chat.blocked_at = self.conversations.clock.real()
        outbox.drop_waiting(session, digest, "blocked")
