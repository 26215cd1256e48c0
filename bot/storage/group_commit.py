"""SQLite's one writer: what waits while a commit is under way is written together, in the next one."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

Work = Callable[[Session], Any]
# Whoever was first waits for the last of them.
TOGETHER = 16


class GroupCommit:
    """One thread and one connection; a result is given out once it is on disk. `options` are those of sessions."""

    def __init__(self, engine: Engine, options: dict[str, Any]) -> None:
        self._engine = engine
        self._sessions = sessionmaker(join_transaction_mode="rollback_only", **options)
        self._waiting: SimpleQueue[tuple[Work, Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> Future[Any]:
        """Has `work` done in a transaction; what it raises undoes its own changes alone."""
        future: Future[Any] = Future()
        self._waiting.put((work, future))
        return future

    def close(self) -> None:
        """Returns once everything submitted so far is written."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            group = [each for each in (first, *self._next()) if each[1].set_running_or_notify_cancel()]
            try:
                outcomes = self._write([work for work, _ in group])
            except Exception as error:  # nothing of the group is written
                outcomes = [error] * len(group)
            for (_, future), outcome in zip(group, outcomes, strict=True):
                _tell(future, outcome)

    def _next(self) -> Iterator[tuple[Work, Future[Any]]]:
        """What waits besides, without waiting for it."""
        with suppress(Empty):
            for _ in range(TOGETHER - 1):
                each = self._waiting.get_nowait()
                if each is None:
                    self._waiting.put(None)
                    return
                yield each

    def _write(self, works: list[Work]) -> list[Any]:
        with self._engine.begin() as connection:
            do = self._do if len(works) == 1 else self._try
            return [do(connection, each) for each in works]

    def _try(self, connection: Connection, work: Work) -> Any:
        """The work's result, or what it raised; then nothing of it is left."""
        connection.exec_driver_sql("SAVEPOINT work")
        try:
            result = self._do(connection, work)
        except Exception as error:
            connection.exec_driver_sql("ROLLBACK TO work")
            result = error
        connection.exec_driver_sql("RELEASE work")
        return result

    def _do(self, connection: Connection, work: Work) -> Any:
        with self._sessions(bind=connection) as session:
            result = work(session)
            session.flush()
        return result


def _tell(future: Future[Any], outcome: Any) -> None:
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
