"""PostgreSQL: how its connections are opened, and how erased rows leave its tables."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from bot.storage.models import Base
from bot.storage.neighbours import Neighbours

DRIVER = "postgresql+psycopg"
# At most twenty connections a service, and two of `neighbours`: a server's usual hundred are enough for four services.
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 10, "pool_timeout": 10, "pool_pre_ping": True}
# The other connections are for readers.
WRITERS = 15
CONNECTION: dict[str, Any] = {
    "application_name": "consultation",
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
# Durable at each commit, whatever the server's default; no wait for ever; the server notices a machine that vanished,
# and lets go of its locks.
SESSION = (
    "synchronous_commit=on",
    "lock_timeout=10s",
    "idle_in_transaction_session_timeout=60s",
    "tcp_keepalives_idle=30",
    "tcp_keepalives_interval=10",
    "tcp_keepalives_count=3",
)
# A writer locks the conversation first and must then see what others have committed until that moment.
WRITING = {"isolation_level": "READ COMMITTED"}
READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def opened(url: URL) -> Engine:
    return create_engine(url.set(drivername=DRIVER), connect_args=_asked_for(url), **POOL)


def neighbours(engine: Engine) -> Neighbours:
    _, arguments = engine.dialect.create_connect_args(engine.url)
    return Neighbours({**arguments, **_asked_for(engine.url)})


class Writers:
    """Transactions side by side: PostgreSQL itself writes what commits at the same moment together."""

    def __init__(self, engine: Engine, options: dict[str, Any]) -> None:
        self._sessions = sessionmaker(engine, **options)
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="writer")

    def submit(self, work: Callable[[Session], Any]) -> Future[Any]:
        """Has `work` done in a transaction of its own."""
        return self._threads.submit(self._write, work)

    def _write(self, work: Callable[[Session], Any]) -> Any:
        with self._sessions.begin() as session:
            return work(session)

    def close(self) -> None:
        self._threads.shutdown()


def writer(engine: Engine, options: dict[str, Any]) -> Writers:
    return Writers(engine, options)


def _asked_for(url: URL) -> dict[str, Any]:
    options = [url.query.get("options", ""), *(f"-c {each}" for each in SESSION)]
    unsaid = {name: value for name, value in CONNECTION.items() if name not in url.query}
    return {**unsaid, "options": " ".join(str(each) for each in options if each)}


def forget_erased(engine: Engine) -> None:
    """Takes what was erased out of the tables; one that is just being vacuumed is left to that, until the next time.

    Nobody is kept waiting: a table is made shorter by PostgreSQL's own vacuum, which may lock it for that.
    """
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM (SKIP_LOCKED, TRUNCATE FALSE) {tables}")
