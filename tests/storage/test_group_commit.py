"""SQLite's one writer: together in one commit, each for itself, and nothing is told before it is on disk."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import URL, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bot.storage import sqlite
from bot.storage.group_commit import TOGETHER, GroupCommit

Work = Callable[[Session], object]


class Base(DeclarativeBase):
    """The one table of these tests."""


class Word(Base):
    """A row, as the session writes it."""

    __tablename__ = "words"
    word: Mapped[str] = mapped_column(primary_key=True)


class Refused(Exception):
    """What a piece of work raises."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "words.sqlite3"
    with sqlite3.connect(made) as connection:
        connection.execute("CREATE TABLE words (word TEXT PRIMARY KEY)")
    return made


@pytest.fixture
def writer(file: Path) -> Iterator[GroupCommit]:
    engine = sqlite.opened(URL.create("sqlite", database=str(file)))
    made = GroupCommit(engine.execution_options(**sqlite.WRITING), {})
    yield made
    made.close()
    engine.dispose()


@pytest.fixture
def gate(writer: GroupCommit) -> Iterator[Event]:
    """The writer is busy until this is set: what is submitted meanwhile waits."""
    begun, opened = Event(), Event()

    def wait(_session: Session) -> None:
        begun.set()
        opened.wait(30)

    busy = writer.submit(wait)
    begun.wait(30)
    yield opened
    opened.set()
    busy.exception(30)


def writes(word: str) -> Work:
    return lambda session: session.execute(text("INSERT INTO words VALUES (:word)"), {"word": word})


def fails_after_writing(word: str) -> Work:
    def work(session: Session) -> None:
        writes(word)(session)
        raise Refused

    return work


def words(file: Path) -> list[str]:
    """What somebody else reads in the file."""
    with sqlite3.connect(file) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words ORDER BY word")]


def test_what_waits_is_written_in_one_commit(writer: GroupCommit, gate: Event) -> None:
    committed: list[None] = []
    event.listen(writer._engine, "commit", lambda _connection: committed.append(None))
    waiting = [writer.submit(writes(f"{number:02}")) for number in range(TOGETHER + 1)]
    gate.set()
    for each in waiting:
        each.result(30)
    assert len(committed) == 3  # the busy one, as many as go together, and the one left over


def test_one_that_fails_takes_nobody_with_it(writer: GroupCommit, gate: Event, file: Path) -> None:
    waiting = [writer.submit(each) for each in (writes("before"), fails_after_writing("never"), writes("later"))]
    gate.set()
    with pytest.raises(Refused):
        waiting[1].result(30)
    waiting[2].result(30)
    assert words(file) == ["before", "later"]


def test_rows_that_the_database_refuses_take_nobody_with_them(writer: GroupCommit, gate: Event, file: Path) -> None:
    def twice(session: Session) -> None:
        session.add_all([Word(word="twice"), Word(word="twice")])

    waiting = [writer.submit(each) for each in (writes("before"), twice, writes("later"))]
    gate.set()
    with pytest.raises(IntegrityError):
        waiting[1].result(30)
    waiting[2].result(30)
    assert words(file) == ["before", "later"]


def test_whatever_is_raised_the_writer_lives_on(writer: GroupCommit, file: Path) -> None:
    def leave(_session: Session) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        writer.submit(leave).result(30)
    writer.submit(writes("later")).result(30)
    assert words(file) == ["later"]


def test_one_that_fails_alone_leaves_nothing(writer: GroupCommit, file: Path) -> None:
    with pytest.raises(Refused):
        writer.submit(fails_after_writing("never")).result(30)
    writer.submit(writes("later")).result(30)
    assert words(file) == ["later"]


def test_a_result_comes_once_it_is_on_disk(writer: GroupCommit, gate: Event, file: Path) -> None:
    seen: list[list[str]] = []

    def look(_future: Future[object]) -> None:
        seen.append(words(file))

    waiting = [writer.submit(writes(word)) for word in ("one", "two")]
    for each in waiting:
        each.add_done_callback(look)
    gate.set()
    waiting[1].result(30)
    assert seen[0] == ["one", "two"]


def test_a_commit_that_fails_is_told_to_everybody(writer: GroupCommit, gate: Event, file: Path) -> None:
    @event.listens_for(writer._engine, "commit")
    def refuse(_connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("disk full"))

    waiting = [writer.submit(writes(word)) for word in ("one", "two")]
    gate.set()
    for each in waiting:
        with pytest.raises(OperationalError):
            each.result(30)
    event.remove(writer._engine, "commit", refuse)
    writer.submit(writes("later")).result(30)
    assert words(file) == ["later"]


def test_who_no_longer_waits_is_left_out(writer: GroupCommit, gate: Event, file: Path) -> None:
    gone, stays = writer.submit(writes("gone")), writer.submit(writes("stays"))
    assert gone.cancel()
    gate.set()
    stays.result(30)
    assert words(file) == ["stays"]


def test_closing_waits_for_what_was_submitted(file: Path) -> None:
    engine = sqlite.opened(URL.create("sqlite", database=str(file)))
    writer = GroupCommit(engine.execution_options(**sqlite.WRITING), {})
    for number in range(40):
        writer.submit(writes(f"{number:02}"))
    writer.close()
    assert len(words(file)) == 40
    with pytest.raises(RuntimeError):
        writer.submit(writes("too late"))
