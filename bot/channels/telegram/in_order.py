"""Updates one after the other, in the order of their numbers, also where two deliveries race."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class InOrder:
    """`last` is the highest number that was taken in before; `patience`: seconds for which a missing one is awaited."""

    def __init__(self, last: int | None = None, *, patience: float = 1.0) -> None:
        self._patience = patience
        self._last, self._busy, self._changed = last, False, asyncio.Condition()

    @asynccontextmanager
    async def turn(self, number: int) -> AsyncIterator[None]:
        """The block runs alone, after those of smaller numbers that come soon enough."""
        async with self._changed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait_for(lambda: self._follows(number)), self._patience)
            await self._changed.wait_for(lambda: not self._busy)
            self._busy = True
        try:
            yield
        finally:
            async with self._changed:
                self._busy, self._last = False, max(number, self._last or number)
                self._changed.notify_all()

    def _follows(self, number: int) -> bool:
        return not self._busy and (self._last is None or number <= self._last + 1)
