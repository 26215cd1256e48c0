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
        self._sessions = sessionmaker(join_transaction_mode="create_savepoint", **options)
        self._closed = False
        self._waiting: SimpleQueue[tuple[Work, Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> Future[Any]:
        """Has `work` done in a transaction; what it raises undoes its own changes alone. RuntimeError once closed."""
        if self._closed:
            raise RuntimeError("the writer is closed")
        future: Future[Any] = Future()
        self._waiting.put((work, future))
        return future

    def close(self) -> None:
        """Returns once everything submitted so far is written."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            group = [each for each in (first, *self._next()) if each[1].set_running_or_notify_cancel()]
            try:
                outcomes = self._write([work for work, _ in group])
            except BaseException as error:  # nothing of the group is written, and the thread lives on
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
            return [self._outcome(connection, each) for each in works]

    def _outcome(self, connection: Connection, work: Work) -> Any:
        """The work's result, or what it raised; then nothing of it is left: each has a savepoint of its own."""
        try:
            with self._sessions(bind=connection) as session, session.begin():
                return work(session)
        except BaseException as error:
            return error


def _tell(future: Future[Any], outcome: Any) -> None:
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
