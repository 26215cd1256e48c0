"""Which messages a task takes: the one handed over, or those that wait in the database, each once and in order."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations import start
from bot.conversations.bell import Bell, Listener
from bot.conversations.turns import Turns
from bot.engine_client import EngineClient
from bot.storage import conversations, messages
from bot.storage.database import Database
from bot.storage.models import Message


class NotedTurns(Turns):
    """Ends each turn at once, and remembers which it was given."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.ran: list[int] = []

    async def _run(self, message: Message, listener: Listener) -> None:
        self.ran.append(message.seq)
        await self.database.writing(_end, message.conversation_id, message.seq)


def _end(session: Any, conversation_id: str, seq: int) -> None:
    found = messages.find(session, conversation_id, seq)
    assert found is not None
    found.turn = "done"


@pytest.fixture
def turns(database: Database, catalogue: Catalogue) -> NotedTurns:
    engine = EngineClient(["http://127.0.0.1:9"], "s")
    clock = Clock.starting(at=catalogue.consultation.demonstration, started=datetime.now(UTC))
    return NotedTurns(database=database, engine=engine, catalogue=catalogue, clock=clock, bell=Bell())


@pytest.fixture
def waiting(turns: NotedTurns) -> list[Message]:
    """Two messages of one conversation, stored and waiting."""
    with turns.database.write() as session:
        here = start.begin(session, catalogue=turns.catalogue, clock=turns.clock, at=turns.clock.real())
        rows = [messages.number(here, _message(f"{number}", turns)) for number in range(2)]
        messages.write(session, rows)
    return rows


def _message(name: str, turns: NotedTurns) -> Message:
    return Message(
        id=name,
        sender="citizen",
        at=turns.clock.real(),
        lang="fr",
        kind="info",
        text=name,
        turn="pending",
        attempts=0,
    )


async def _until_done(turns: NotedTurns) -> None:
    while turns._running:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("handed", [(True, False), (False, True), (False, False)])
async def test_two_that_come_at_once_both_run_in_order(
    turns: NotedTurns, waiting: list[Message], handed: tuple[bool, bool]
) -> None:
    for row, given in zip(waiting, handed, strict=True):
        turns.wake(row.conversation_id, row if given else None)
    await _until_done(turns)
    assert turns.ran == [row.seq for row in waiting]


async def test_one_that_comes_while_another_runs_is_taken_too(turns: NotedTurns, waiting: list[Message]) -> None:
    first, second = waiting
    turns.wake(first.conversation_id, first)
    while not turns.ran:
        await asyncio.sleep(0)
    turns.wake(second.conversation_id)
    await _until_done(turns)
    assert turns.ran == [first.seq, second.seq]


async def test_one_alone_is_run_as_it_was_handed_over(turns: NotedTurns, waiting: list[Message]) -> None:
    first, second = waiting
    with turns.database.write() as session:
        assert conversations.erase(session, first.conversation_id) == 1
    turns.wake(second.conversation_id, second)
    turns.database.writing = _nothing  # type: ignore[method-assign]
    await _until_done(turns)
    assert turns.ran == [second.seq]


async def _nothing(*_ignored: object) -> None:
    return None
