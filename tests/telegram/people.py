"""People and what they do in Telegram: each act makes the update that the bot gets, and returns what it made."""

import time
from typing import TYPE_CHECKING

from tests.telegram.attachments import ATTACHMENTS
from tests.telegram.messages import Chat
from tests.telegram.screen import Screen
from tests.telegram.texts import commands_in, parts
from tests.telegram.wire import Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi


class Person(Screen):
    """Somebody with a Telegram account, in their private chat with the bot unless told otherwise."""

    def __init__(self, api: "BotApi", user: Wire) -> None:
        names = {name: user[name] for name in ("id", "first_name", "username") if name in user}
        super().__init__(Chat(names | {"type": "private"}), api.changed)
        self.api, self.user = api, user

    def writes(self, text: str, *, chat: Chat | None = None, client: str = "android", later: int = 0) -> list[Wire]:
        """One update for each message the client makes of it, all of the same second, or dated seconds `later`."""
        date = int(time.time()) + later
        contents = [{"text": part} | _entities(part) for part in parts(text, client)]
        with self.changed:
            return [self._sends(content, chat=chat, date=date) for content in contents]

    def starts(self, parameter: str = "") -> Wire:
        """Presses Start, or follows a link t.me/<bot>?start=<parameter>."""
        return self.writes(f"/start {parameter}".strip())[0]

    def taps(self, message_id: int, data: str, *, forged: bool = False, chat: Chat | None = None) -> Wire:
        """Taps a button that the message has or had: a client may be late. A forged one never was there."""
        with self.changed:
            message = (chat or self.chat).messages.get(message_id)
            if not forged and (message is None or data not in message.offered):
                raise LookupError(f"message {message_id} never had a button {data!r}")
            gone = {"chat": (chat or self.chat).wire, "message_id": message_id, "date": 0}
            return self.api.query(self.user, message.wire() if message else gone, data)

    def edits(self, message_id: int, text: str) -> Wire:
        """Changes a message of theirs."""
        with self.changed:
            message = self.chat.messages[message_id]
            message.content, message.edit_date = {"text": text} | _entities(text), int(time.time())
            return self.api.updates.add("edited_message", message.wire())

    def deletes(self, message_id: int) -> None:
        """Takes a message away: the bot is not told."""
        with self.changed:
            del self.chat.messages[message_id]
            self.changed.notify_all()

    def sends(self, kind: str) -> Wire:
        """A voice, photo, sticker, document, location, contact, poll, video or animation."""
        return self._sends(ATTACHMENTS[kind]())

    def blocks(self) -> Wire:
        """Stops the bot: from now on it gets 403."""
        return self._membership(refusal="bot was blocked by the user", old="member", new="kicked")

    def unblocks(self) -> Wire:
        """Lets the bot write again."""
        return self._membership(refusal="", old="kicked", new="member")

    def _membership(self, *, refusal: str, old: str, new: str) -> Wire:
        with self.changed:
            self.chat.refusal = refusal
            return self.api.membership(self.chat, self.user, old=old, new=new)

    def _sends(self, content: Wire, *, chat: Chat | None = None, date: int | None = None) -> Wire:
        with self.changed:
            message = self.api.post(chat or self.chat, self.user, content, date=date)
            return self.api.updates.add("message", message.wire())


class Group(Screen):
    """A group the bot was added to; people write to it with `chat=group.chat`."""


class Channel(Group):
    """A channel the bot was made an administrator of; what is posted there comes from nobody."""

    def __init__(self, api: "BotApi", chat: Chat) -> None:
        super().__init__(chat, api.changed)
        self.api = api

    def posts(self, text: str) -> Wire:
        """One post."""
        with self.changed:
            message = self.api.post(self.chat, self.chat.wire, {"text": text} | _entities(text))
            return self.api.updates.add("channel_post", message.wire())


def _entities(text: str) -> Wire:
    found = commands_in(text)
    return {"entities": found} if found else {}
