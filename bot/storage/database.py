"""One database, two sizes: a SQLite file by default, PostgreSQL when there are several services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from anyio import to_thread
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

# Durable at each commit, readers beside the writer, and nothing erased stays readable in the file.
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
)


P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """Opens transactions. `write` takes the write lock at once, so that no transaction fails half-way on SQLite."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)
        self._writes = sessionmaker(self.engine.execution_options(begin="BEGIN IMMEDIATE"), expire_on_commit=False)
        self._reads = sessionmaker(self.engine, expire_on_commit=False)

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
        return await to_thread.run_sync(lambda: self._within(self.write, work, args, kwargs))

    async def reading(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work(session, …)` on a consistent view, off the event loop."""
        return await to_thread.run_sync(lambda: self._within(self.read, work, args, kwargs))

    @staticmethod
    def _within(opening: Any, work: Any, args: Any, kwargs: Any) -> Any:
        with opening() as session:
            return work(session, *args, **kwargs)

    async def answers(self) -> bool:
        """Whether the database can be reached now."""
        try:
            await self.reading(lambda session: session.scalar(select(1)))
        except SQLAlchemyError:
            return False
        return True

    async def forget_erased(self) -> None:
        """Empties SQLite's write-ahead log, which still holds what was erased; a reader at work puts it off."""
        if self.engine.dialect.name == "sqlite":
            await to_thread.run_sync(self._truncate_log)

    def _truncate_log(self) -> None:
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        self.engine.dispose()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy then sends the BEGIN below, and the driver none of its own
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
