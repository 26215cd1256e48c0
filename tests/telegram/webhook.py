"""Delivery to a webhook: by POST, in the order of each chat, each update again and again until it is taken."""

import time
from threading import Thread
from typing import TYPE_CHECKING

import httpx

from tests.telegram.updates import Waiting
from tests.telegram.wire import Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0  # Telegram's are seconds, then minutes
PATIENCE = 60.0
MOST_THREADS = 8


class Webhook:
    """One address, until it is replaced or removed."""

    def __init__(self, api: "BotApi", *, url: str, secret: str, connections: int) -> None:
        self.api, self.url, self.secret, self.connections = api, url, secret, connections
        self.failure: tuple[int, str] | None = None
        self.under_way: list[Waiting] = []
        self.ended = False

    def begin(self) -> None:
        """Delivers from now on."""
        for _ in range(min(self.connections, MOST_THREADS)):
            Thread(target=self._deliver, daemon=True).start()

    def renewed(self) -> "Webhook":
        """The same, after the server was away."""
        self.end()
        again = Webhook(self.api, url=self.url, secret=self.secret, connections=self.connections)
        again.begin()
        return again

    def end(self) -> None:
        """No further delivery begins."""
        with self.api.changed:
            self.ended = True
            self.api.changed.notify_all()

    def about(self) -> Wire:
        """What getWebhookInfo says of it."""
        failure = (
            dict(zip(("last_error_date", "last_error_message"), self.failure, strict=True)) if self.failure else {}
        )
        return {"url": self.url, "max_connections": self.connections, "ip_address": "127.0.0.1"} | failure

    def _deliver(self) -> None:
        with httpx.Client(timeout=PATIENCE) as http:
            while (next_ := self._next()) is not None:
                pause = FIRST_PAUSE
                while not (taken := self._taken(http, next_)) and not self._over:
                    self.api.wait(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                self._done(next_, taken=taken)

    @property
    def _over(self) -> bool:
        return self.ended or self.api.closed

    def _next(self) -> Waiting | None:
        """The first update whose chat has none under way; None once this is over."""
        with self.api.changed:
            while not self._over:
                chats = [_chat(each) for each in self.under_way]
                free = (each for each in self.api.updates.waiting if _chat(each) not in chats)
                if found := next(free, None):
                    self.under_way.append(found)
                    return found
                self.api.changed.wait()
        return None

    def _taken(self, http: httpx.Client, next_: Waiting) -> bool:
        if self.api.is_down:
            return False
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            answer = http.post(self.api.behind(self.url), json=next_.update, headers=headers)
        except httpx.HTTPError as error:
            return self._failed(f"Connection failed: {type(error).__name__}")
        said = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        return answer.is_success or self._failed(said)

    def _failed(self, why: str) -> bool:
        self.failure = int(time.time()), why
        return False

    def _done(self, ended: Waiting, *, taken: bool) -> None:
        with self.api.changed:
            self.under_way.remove(ended)
            if taken:
                self.api.updates.waiting = [each for each in self.api.updates.waiting if each is not ended]
            self.api.changed.notify_all()


def _chat(waiting: Waiting) -> object:
    """Telegram keeps the order within a chat, whatever the number of connections."""
    content = next(value for name, value in waiting.update.items() if name != "update_id")
    return content.get("message", content)["chat"]["id"]
