"""What an update says, in the few words that matter here; of the person, only the chat's number and a language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from telegram import (
    ChatMember,
    ChatMemberUpdated,
    InlineKeyboardButton,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    Update,
)
from telegram.constants import ChatType

from bot.channels.telegram.commands import CHOICES

Kind = Literal["text", "command", "tap", "edit", "other", "blocked", "elsewhere", "nothing"]
PRESENT = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER, ChatMember.RESTRICTED})
# Of everything else that can be sent, what a person may have meant as an answer.
MEDIA = (
    *("voice", "audio", "video", "video_note", "photo", "animation", "sticker", "document", "location", "venue"),
    *("contact", "poll", "dice", "story", "game", "paid_media"),
)


@dataclass(frozen=True)
class Incoming:
    """One update. `number`: Telegram's of the message; `text`: of a command, what follows it; of a tap, its data;
    `links`: the buttons that stay under a tapped message.
    """

    update: int
    kind: Kind
    chat: int = 0
    lang: str | None = None
    number: int = 0
    at: datetime | None = None
    text: str = ""
    command: str = ""
    callback: str = ""
    with_media: bool = False
    links: tuple[tuple[InlineKeyboardButton, ...], ...] = ()


def read(update: Update) -> Incoming:
    """What is to be made of an update; `nothing` for what is no concern of a consultation."""
    if update.callback_query is not None:
        return _tap(update)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member)
    message = update.effective_message
    if message is None:
        return Incoming(update.update_id, "nothing")
    if message.chat.type != ChatType.PRIVATE:
        return Incoming(update.update_id, _kind_elsewhere(message), message.chat.id, _language(message))
    if message.from_user is None or message.from_user.is_bot:
        return Incoming(update.update_id, "nothing")
    return _edit(update, message) if update.edited_message is not None else _said(update, message)


def _kind_elsewhere(message: Message) -> Kind:
    """That the bot was added is told apart; what Telegram itself writes of it there calls for no second word."""
    return "elsewhere" if message.text or message.caption else "nothing"


def _said(update: Update, message: Message) -> Incoming:
    media = any(getattr(message, each, None) for each in MEDIA)
    text = message.text or message.caption or ""
    if not text and not media:
        return Incoming(update.update_id, "nothing")
    command, rest = _command(message)
    written = text.strip() and message.via_bot is None  # else another bot has written it
    kind: Kind = "command" if command else "text" if written else "other"
    return Incoming(
        update=update.update_id,
        kind=kind,
        chat=message.chat.id,
        lang=_language(message),
        number=message.message_id,
        at=message.date,
        text=rest if command else text,
        command=command,
        with_media=media,
    )


def _command(message: Message) -> tuple[str, str]:
    """The command that the message is, and what follows it; words behind no command of ours are just words."""
    first = next(iter(message.entities), None)
    if not message.text or first is None or first.type != MessageEntity.BOT_COMMAND or first.offset:
        return "", ""
    name, rest = message.text[1 : first.length].partition("@")[0].lower(), message.text[first.length :].strip()
    return ("", "") if "\n" in message.text or (rest and name not in CHOICES) else (name, rest)


def _edit(update: Update, message: Message) -> Incoming:
    text = message.text or message.caption or ""
    kind: Kind = "edit" if text.strip() else "nothing"
    return Incoming(
        update.update_id, kind, message.chat.id, _language(message), message.message_id, message.edit_date, text
    )


def _tap(update: Update) -> Incoming:
    tap = update.callback_query
    assert tap is not None
    if tap.message is None or tap.message.chat.type != ChatType.PRIVATE:
        return Incoming(update.update_id, "nothing", callback=tap.id)
    return Incoming(
        update=update.update_id,
        kind="tap",
        chat=tap.message.chat.id,
        lang=_short(tap.from_user.language_code),
        number=tap.message.message_id,
        text=tap.data or "",
        callback=tap.id,
        links=_links(tap.message),
    )


def _links(message: MaybeInaccessibleMessage) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """The buttons that open something: they never wear out."""
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = (tuple(each for each in row if each.url) for row in (markup.inline_keyboard if markup else ()))
    return tuple(row for row in rows if row)


def _membership(update: Update, change: ChatMemberUpdated) -> Incoming:
    present = change.new_chat_member.status in PRESENT
    if change.chat.type == ChatType.PRIVATE:
        return Incoming(update.update_id, "nothing" if present else "blocked", change.chat.id)
    return Incoming(update.update_id, "elsewhere" if present else "nothing", change.chat.id)


def _language(message: Message) -> str | None:
    return _short(message.from_user.language_code) if message.from_user else None


def _short(code: str | None) -> str | None:
    """The language of `pt-br` is `pt`."""
    return code.partition("-")[0] if code else None
