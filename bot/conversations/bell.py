"""Wakes whoever waits for news of a conversation: a pending request, an event stream."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bot.storage.models import Message


class Listener:
    """What one listener has been told and has not taken yet. Rings between two waits are not lost."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._told: list[Message] = []
        self._untold = False

    def tell(self, rows: Sequence[Message]) -> None:
        self._told += rows
        self._untold = self._untold or not rows
        self._rung.set()

    async def news(self) -> Sequence[Message]:
        """The rows written since the last time; none of them when there may be others: the database has them all."""
        await self._rung.wait()
        return self.take()

    def take(self) -> Sequence[Message]:
        """The same, without waiting."""
        self._rung.clear()
        told = [] if self._untold else self._told
        self._told, self._untold = [], False
        return told


class Bell:
    """Rings carry the rows that this service has just committed, so that nobody here has to read them again."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._followers: set[Callable[[str], None]] = set()
        self.closed = False

    def ring(self, conversation_id: str, rows: Sequence[Message] = ()) -> None:
        """Without rows: something happened, who wants to know reads the database."""
        for listener in self._listeners.get(conversation_id, ()):
            listener.tell(rows)
        for follow in self._followers:
            follow(conversation_id)

    def ring_everywhere(self) -> None:
        """For when news may have been missed."""
        for conversation_id in list(self._listeners):
            self.ring(conversation_id)

    def close(self) -> None:
        """Wakes everybody a last time: whoever would listen for ever should stop."""
        self.closed = True
        self.ring_everywhere()

    @contextmanager
    def following(self, follow: Callable[[str], None]) -> Iterator[None]:
        """`follow` is called with the id of each conversation that there is news of, while the block lasts."""
        self._followers.add(follow)
        try:
            yield
        finally:
            self._followers.discard(follow)

    @contextmanager
    def listening(self, conversation_id: str) -> Iterator[Listener]:
        """A listener that is told of each ring while the block lasts."""
        listener = Listener()
        self._listeners[conversation_id].add(listener)
        try:
            yield listener
        finally:
            self._listeners[conversation_id].discard(listener)
            if not self._listeners[conversation_id]:
                del self._listeners[conversation_id]
