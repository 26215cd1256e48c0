"""Chats and their messages, as they are and as the wire shows them."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.telegram.wire import File, Wire


class Button(NamedTuple):
    """A button of an inline keyboard: it sends data, or opens an address."""

    message_id: int
    text: str
    data: str | None
    url: str | None


@dataclass
class Message:
    """One message: who sent it, what it holds (`content` is as on the wire), and what became of it."""

    message_id: int
    chat: "Chat"
    sender: Wire
    date: int
    content: Wire
    by_the_bot: bool = False
    reply_markup: Wire | None = None
    edit_date: int | None = None
    file: File | None = None
    offered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.shows(self.reply_markup)

    def shows(self, markup: Wire | None) -> None:
        """Has that keyboard from now on; `offered` remembers the data of all there were."""
        self.reply_markup = markup
        self.offered |= {button.data for button in self.buttons if button.data}

    @property
    def text(self) -> str:
        return str(self.content.get("text") or self.content.get("caption", ""))

    @property
    def edited(self) -> bool:
        return self.edit_date is not None

    @property
    def buttons(self) -> list[Button]:
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return [
            Button(self.message_id, each["text"], each.get("callback_data"), each.get("url"))
            for row in rows
            for each in row
        ]

    def wire(self) -> Wire:
        about: Wire = {"message_id": self.message_id, "date": self.date, "chat": self.chat.wire}
        about |= {"sender_chat": self.chat.wire} if self.chat.wire["type"] == "channel" else {"from": self.sender}
        extras: dict[str, Any] = {"edit_date": self.edit_date, "reply_markup": self.reply_markup}
        return about | self.content | {name: value for name, value in extras.items() if value is not None}

    def __repr__(self) -> str:
        name = f" [{self.file.name}]" if self.file else ""
        return f"<{self.message_id}{name} {self.text!r} {[each.data or each.url for each in self.buttons]}>"


@dataclass
class Chat:
    """`refusal` is why nothing can be sent to it; before it has `begun`, the bot does not know it."""

    wire: Wire
    messages: dict[int, Message] = field(default_factory=dict)
    begun: bool = False
    refusal: str = ""
    typing: float = 0.0

    @property
    def id(self) -> int:
        return int(self.wire["id"])
