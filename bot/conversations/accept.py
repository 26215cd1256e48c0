"""Accepting a message: checked, numbered and stored before anything is made of it."""

import hmac
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.conversations import choices
from bot.conversations.errors import (
    EmptyText,
    InvalidCharacters,
    MessageConflict,
    QueueFull,
    TextTooLong,
    TooManyWaiting,
    UnknownChoice,
    UnknownPrompt,
)
from bot.conversations.keys import Keys
from bot.conversations.masking import without_codes
from bot.plain_words import said_of
from bot.storage import messages
from bot.storage.models import Conversation, Message

TEXT_LIMIT = 10_000
LABEL_LIMIT = 200


@dataclass(frozen=True)
class InboundMessage:
    """What a citizen sent: a text or a tapped choice; `to` is the last bot message its author had seen."""

    id: UUID
    text: str | None = None
    choice: str | None = None
    to: int | None = None
    written_at: datetime | None = None
    channel: str = "web"
    chat: str | None = None

    def digest(self, keys: Keys) -> str:
        """A keyed hash of the body, to tell a repeat from another message under the same id."""
        return keys.digest(json.dumps([self.text, self.choice, self.to]))


@dataclass(frozen=True)
class Limits:
    """How many messages may wait for their turn, in one conversation and in all."""

    conversation: int = 20
    queue: int = 1000


class Stored(NamedTuple):
    """A stored message; `alone`: no other message of its conversation waits for its turn."""

    message: Message
    alone: bool


def check(inbound: InboundMessage, catalogue: Catalogue) -> None:
    """Raises what is wrong with the body itself."""
    if inbound.choice is not None:
        if not choices.is_known(inbound.choice, catalogue):
            raise UnknownChoice
        return
    text = inbound.text or ""
    if any(each == "\x00" or "\ud800" <= each <= "\udfff" for each in text):
        raise InvalidCharacters
    length = len(unicodedata.normalize("NFC", text).strip())
    if not length:
        raise EmptyText
    if length > TEXT_LIMIT:
        raise TextTooLong


def accept(
    session: Session,
    conversation: Conversation,
    inbound: InboundMessage,
    *,
    keys: Keys,
    limits: Limits,
    at: datetime,
    meant: Conversation | None = None,
) -> Stored:
    """Stores the message once, with the prompt it was meant for; a repeat gives the row stored before.

    `meant`: a conversation joined to this one, whose prompt its author still had before them.
    """
    digest = inbound.digest(keys)
    known, here, everywhere = messages.known_and_waiting(session, conversation.id, str(inbound.id))
    if known:
        if known.digest is None or not hmac.compare_digest(known.digest, digest):
            raise MessageConflict
        return Stored(known, alone=False)
    if inbound.to is not None and not 1 <= inbound.to <= conversation.last_seq:
        raise UnknownPrompt
    if here >= limits.conversation:
        raise TooManyWaiting
    if everywhere >= limits.queue:
        raise QueueFull
    row = _row(session, conversation, inbound, digest=digest, keys=keys, at=at)
    if meant is not None:
        row.mode, row.theme, row.question, row.prompt_seq = meant.mode, meant.theme, meant.question, None
    messages.add(session, conversation, row)
    return Stored(row, alone=not here)


def _row(
    session: Session, conversation: Conversation, inbound: InboundMessage, *, digest: str, keys: Keys, at: datetime
) -> Message:
    masked = without_codes(session, inbound.text or "", keys)
    choice = inbound.choice or _typed_choice(session, conversation, masked.text)
    row = Message(
        id=str(inbound.id),
        sender="citizen",
        at=at,
        lang=conversation.lang,
        kind="info",
        text=masked.text,
        receipt_of=masked.receipt_of,
        channel=inbound.channel,
        chat=inbound.chat,
        choice=choice,
        digest=digest,
        written_at=_believable(inbound.written_at, conversation, at),
        turn="pending",
        attempts=0,
    )
    seen = messages.prompt_seen(session, conversation.id, inbound.to) if inbound.to else None
    meant = seen or conversation
    row.mode, row.theme, row.question, row.prompt_seq = meant.mode, meant.theme, meant.question, meant.prompt_seq
    return row


def _typed_choice(session: Session, conversation: Conversation, text: str) -> str | None:
    """The choice whose label somebody types instead of tapping it, of those that are offered now."""
    if not text or len(text) > LABEL_LIMIT:
        return None
    offered = {each["label"]: each["id"] for each in reversed(messages.offered_now(session, conversation.id))}
    label = said_of(text, offered)
    return offered[label] if label is not None else None


def _believable(written: datetime | None, conversation: Conversation, at: datetime) -> datetime | None:
    """The time a client says it was written, if the conversation existed then and the moment has come."""
    return written if written and conversation.created_at <= written <= at else None
