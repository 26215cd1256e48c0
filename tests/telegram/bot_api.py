"""A Bot API server of one bot: what people do reaches it as updates, what it sends reaches their screens."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple, TypeVar

from tests.telegram.faults import Faults
from tests.telegram.members import member
from tests.telegram.messages import Chat, Message
from tests.telegram.people import Channel, Group, Person
from tests.telegram.server import application, running
from tests.telegram.updates import Updates
from tests.telegram.webhook import Webhook
from tests.telegram.wire import Refused, Wire

__all__ = ["BotApi", "Call", "application", "running"]
T = TypeVar("T")
TOKEN = "123456:demo-of-a-public-consultation"


class Call(NamedTuple):
    """What the bot asked, and when (monotonic)."""

    method: str
    parameters: Wire
    at: float


@dataclass
class BotApi(Faults):
    """Its state; faults are asked for by `fail`, `stall` and `down`."""

    token: str = TOKEN
    username: str = "consultation_bot"
    first_name: str = "Consultation"
    proxied: dict[str, str] = field(default_factory=dict)
    """Where a public address really leads, as a reverse proxy would: {"https://example.org": "http://127.0.0.1:8000"}"""
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    queries: dict[str, Wire | None] = field(default_factory=dict)
    commands: dict[str, list[Wire]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    webhook: Webhook | None = None

    def __post_init__(self) -> None:
        self.updates, self.numbers = Updates(self.changed), count(1)
        self.hold, self.release, self.redeliver = self.updates.hold, self.updates.release, self.updates.again

    @property
    def user(self) -> Wire:
        """The bot, as the sender of its messages."""
        own = int(self.token.partition(":")[0])
        return {"id": own, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def person(self, first_name: str = "Ada", *, language_code: str | None = "fr", **more: Any) -> Person:
        """Somebody new; `id`, `username`, `last_name` and `is_bot` may be chosen."""
        with self.changed:
            user = {"id": 9_000_000_000 + len(self.people), "is_bot": False, "first_name": first_name} | more
            person = Person(self, user | ({"language_code": language_code} if language_code else {}))
            if person.id in self.people:
                raise ValueError(f"there is a person {person.id}")
            person.chat.refusal = "bot can't send messages to bots" if user["is_bot"] else ""
            self.people[person.id], self.chats[person.id] = person, person.chat
        return person

    def group(self, title: str = "Musée", *, added_by: Person, kind: str = "supergroup") -> Group:
        """A group to which somebody adds the bot."""
        return Group(self._joined(title, kind, added_by), self.changed)

    def channel(self, title: str = "Annonces", *, added_by: Person) -> Channel:
        """A channel of which somebody makes the bot an administrator."""
        return Channel(self, self._joined(title, "channel", added_by))

    def _joined(self, title: str, kind: str, added_by: Person) -> Chat:
        with self.changed:
            chat = Chat({"id": -1_001_000_000_000 - next(self.numbers), "title": title, "type": kind}, begun=True)
            self.chats[chat.id] = chat
            self.membership(chat, added_by.user, old="left", new="administrator" if kind == "channel" else "member")
            return chat

    def membership(self, chat: Chat, by: Wire, *, old: str, new: str) -> Wire:
        """Tells the bot what has become of it in a chat."""
        members = {"old_chat_member": member(self.user, old), "new_chat_member": member(self.user, new)}
        about = {"chat": chat.wire, "from": by, "date": int(time.time())}
        return self.updates.add("my_chat_member", about | members)

    def post(self, chat: Chat, sender: Wire, content: Wire, *, date: int | None = None, **more: Any) -> Message:
        """A message in a chat, from anybody; the bot may write to a chat once it has had one."""
        with self.changed:
            message = Message(next(self.numbers), chat, sender, date or int(time.time()), content, **more)
            chat.messages[message.message_id] = message
            chat.begun = True
            self.changed.notify_all()
            return message

    def reachable(self, parameters: Wire) -> Chat:
        """The chat that a call is about, if the bot may write to it."""
        if "chat_id" not in parameters:
            raise Refused(400, "Bad Request: chat_id is empty")
        chat = self.chats.get(parameters["chat_id"])
        if chat is None or not chat.begun:
            raise Refused(400, "Bad Request: chat not found")
        if chat.refusal:
            raise Refused(403, f"Forbidden: {chat.refusal}")
        return chat

    def query(self, user: Wire, message: Wire, data: str) -> Wire:
        """A tap, which waits for its answer; the update."""
        query_id = str(4_000_000_000_000_000_000 + next(self.numbers))
        self.queries[query_id] = None
        about = {"id": query_id, "from": user, "chat_instance": str(message["chat"]["id"] * 7 + 1)}
        return self.updates.add("callback_query", about | {"message": message, "data": data})

    def answered(self, query_id: str) -> Wire | None:
        """What the bot answered to a tap, if it did."""
        return self.queries.get(query_id)

    def expire(self, query_id: str) -> None:
        """From now on it is too late to answer that tap."""
        del self.queries[query_id]

    def behind(self, url: str) -> str:
        """Where a public address really leads."""
        found = next((public for public in self.proxied if url.startswith(public)), None)
        return self.proxied[found] + url.removeprefix(found) if found else url

    def open(self) -> None:
        """Ready to answer and to deliver, the first time or again."""
        self.closed = False
        if self.webhook:
            self.webhook = self.webhook.renewed()

    def record(self, method: str, parameters: Wire) -> None:
        """Keeps a call for `calls`."""
        with self.changed:
            self.calls.append(Call(method, parameters, time.monotonic()))
            self.changed.notify_all()

    def waits_for(self, predicate: Callable[["BotApi"], T], seconds: float = 15) -> T:
        """What the predicate says of the server, once it says something; fails with the last calls."""
        with self.changed:
            found = self.changed.wait_for(lambda: predicate(self), seconds)
        if not found:
            raise AssertionError(f"not so after {seconds} s; last calls: {self.calls[-10:]}")
        return found
