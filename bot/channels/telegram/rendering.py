"""One message of the conversation as those that Telegram takes: texts with buttons, documents, a receipt code."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from telegram import InlineKeyboardMarkup, MessageEntity

from bot.catalogue import Catalogue, Phrasebook
from bot.channels.telegram.keyboards import keyboards, markups
from bot.channels.telegram.splitting import LIMIT, pieces, units
from bot.conversations.transcript import Link, ShownMessage

# What is sent as a document, or by a call of its own, and not as a link: no address holds a token here.
DOCUMENTS = frozenset({"export", "calendar"})
# Telegram takes no message without a text.
NOTHING = "⋯"
ASKING = frozenset({"question", "probe"})


@dataclass(frozen=True)
class Text:
    """A text, what of it is bold, and the buttons under it."""

    text: str
    bold: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class Document:
    """A file that is made when it is sent: a copy of everything, or a calendar of webinars."""

    kind: Literal["export", "calendar"]
    hrefs: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """A receipt code, made when it is sent: it rests nowhere."""


Part = Text | Document | Code


@dataclass(frozen=True)
class Renderer:
    """`site` is the address people know; Telegram opens links only where it is one of the web's."""

    catalogue: Catalogue
    site: str

    def parts(self, message: ShownMessage) -> list[Part]:
        """What is sent for a message, in order; the buttons are under the last text."""
        phrases = self.catalogue.phrasebooks[message.lang]
        documents = _documents(message)
        codes = [Code()] if any(each.kind == "receipt" for each in message.links) else []
        return [*self._texts(message, phrases), *codes, *documents]

    def _texts(self, message: ShownMessage, phrases: Phrasebook) -> list[Text]:
        buttons, lines = self._links(message, phrases)
        found = pieces("\n".join([*_heading(message, phrases), message.text, *lines])) or [NOTHING]
        rows = markups(keyboards(message.seq, message.choices, buttons, phrases))
        texts = [Text(each) for each in found[:-1]]
        texts.append(Text(found[-1], _bold(message, phrases, found), rows[0] if rows else None))
        return [*texts, *(Text(NOTHING, keyboard=each) for each in rows[1:])]

    def _links(self, message: ShownMessage, phrases: Phrasebook) -> tuple[list[Link], list[str]]:
        """Those that are buttons, and the lines of those that can't be."""
        links = [each for each in message.links if each.kind not in (*DOCUMENTS, "receipt", "contact")]
        whole = [each.model_copy(update={"href": self._address(each.href)}) for each in links]
        buttons = [each for each in whole if urlsplit(each.href).scheme == "https"]
        lines = [
            phrases.say("telegram.link", label=each.label, href=each.href) for each in whole if each not in buttons
        ]
        return buttons, lines

    def _address(self, href: str) -> str:
        return f"{self.site}{href}" if href.startswith("/") else href


def _documents(message: ShownMessage) -> list[Document]:
    """Each copy, and one calendar of every webinar; the menu, which is seen often, brings none."""
    calendars = tuple(each.href for each in message.links if each.kind == "calendar" and message.kind != "menu")
    copies = [Document("export", (each.href,)) for each in message.links if each.kind == "export"]
    return [*copies, *([Document("calendar", calendars)] if calendars else [])]


def _heading(message: ShownMessage, phrases: Phrasebook) -> list[str]:
    """Where a question stands in its theme."""
    progress = message.progress
    if message.kind not in ASKING or not progress:
        return []
    return [phrases.say("chat.progress", position=progress["position"], total=progress["total"])]


def _bold(message: ShownMessage, phrases: Phrasebook, found: list[str]) -> tuple[MessageEntity, ...]:
    """What is asked, where it is whole in one message."""
    if message.kind not in ASKING or len(found) != 1:
        return ()
    heading = sum(units(each) + 1 for each in _heading(message, phrases))
    length = min(units(message.text), LIMIT - heading)
    return (MessageEntity(MessageEntity.BOLD, heading, length),)
