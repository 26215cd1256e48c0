"""One database, two sizes: a SQLite file by default, PostgreSQL when there are several services."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from anyio import to_thread
from sqlalchemy import Engine, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.storage.news import SERVICE

if TYPE_CHECKING:
    from bot.storage.group_commit import GroupCommit
    from bot.storage.neighbours import Neighbours
    from bot.storage.postgresql import Writers
    from bot.storage.sqlite import Alone

# What differs between the two: how it is opened, how transactions begin, how what was erased leaves the disk, and
# whether other services share it. Loaded when asked for: a driver that is not needed costs no time at the start.
KINDS = {"sqlite": "bot.storage.sqlite", "postgresql": "bot.storage.postgresql"}


P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """Opens transactions, and knows what other services on the same database do (`neighbours`)."""

    def __init__(self, url: str) -> None:
        found = make_url(url)
        self._kind = import_module(KINDS[found.get_backend_name()])
        self.engine: Engine = self._kind.opened(found)
        self.neighbours: Neighbours | Alone = self._kind.neighbours(self.engine)
        kept: dict[str, Any] = {"expire_on_commit": False, "info": {SERVICE: self.neighbours.name}}
        to_write = self.engine.execution_options(**self._kind.WRITING)
        self._writes = sessionmaker(to_write, **kept)
        self._writer: GroupCommit | Writers = self._kind.writer(to_write, kept)
        self._reads = sessionmaker(self.engine.execution_options(**self._kind.READING), **kept)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits when the block ends and rolls back when it raises."""
        with self._writes.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view that is never committed."""
        with self._reads() as session:
            yield session

    async def writing(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work(session, …)` in one write transaction, off the event loop."""
        written: T = await asyncio.wrap_future(self._writer.submit(lambda session: work(session, *args, **kwargs)))
        return written

    async def reading(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work(session, …)` on a consistent view, off the event loop."""
        return await to_thread.run_sync(lambda: self._read(work, args, kwargs))

    def _read(self, work: Callable[..., T], args: Any, kwargs: Any) -> T:
        with self.read() as session:
            return work(session, *args, **kwargs)

    async def answers(self) -> bool:
        """Whether the database can be reached now."""
        try:
            await self.reading(lambda session: session.scalar(select(1)))
        except SQLAlchemyError:
            return False
        return True

    async def forget_erased(self) -> None:
        """Takes what was erased out of the log or the tables, where it may still lie."""
        await to_thread.run_sync(self._kind.forget_erased, self.engine)

    def close(self) -> None:
        self._writer.close()
        self.engine.dispose()
