"""What somebody sees of the bot in a chat, and waiting for it."""

import time
from collections.abc import Callable
from threading import Condition
from typing import TypeVar

from tests.telegram.messages import Button, Chat, Message

T = TypeVar("T")


class Screen:
    """One chat, as it is shown."""

    def __init__(self, chat: Chat, changed: Condition) -> None:
        self.chat, self.changed = chat, changed

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def sees(self) -> list[Message]:
        """The bot's messages, in order, as they are now."""
        with self.changed:
            return [each for each in self.chat.messages.values() if each.by_the_bot]

    @property
    def said(self) -> list[Message]:
        """What people wrote there, in order, as it is now."""
        with self.changed:
            return [each for each in self.chat.messages.values() if not each.by_the_bot]

    @property
    def buttons(self) -> list[Button]:
        """Those under the bot's messages, in order."""
        return [button for each in self.sees for button in each.buttons]

    @property
    def typing(self) -> bool:
        """Whether the bot is shown as typing: for five seconds, or until its next message."""
        return time.monotonic() < self.chat.typing

    def waits_for(self, predicate: Callable[[list[Message]], T], seconds: float = 15) -> T:
        """What the predicate says of the bot's messages, once it says something; fails with what was seen."""
        with self.changed:
            found = self.changed.wait_for(lambda: predicate(self.sees), seconds)
        if not found:
            raise AssertionError(f"not seen after {seconds} s; there is: {self.sees}")
        return found
