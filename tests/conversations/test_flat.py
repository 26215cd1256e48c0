"""A turn costs the database the same at the five-hundredth message as at the fifth, however many others there are."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import event, insert

from actions.correct_earlier import CorrectEarlier
from actions.turn_action import TurnAction
from actions.validate_questionnaire import ValidateQuestionnaire
from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations import start
from bot.conversations.accept import InboundMessage, Limits, accept
from bot.conversations.acting import Acting, ActionCall
from bot.conversations.bell import Bell
from bot.conversations.keys import Keys
from bot.conversations.silences import Silences
from bot.conversations.turn import Understanding
from bot.storage import conversations, messages
from bot.storage.database import Database
from bot.storage.models import Conversation, Message

TEXT = "Les bornes du musée restent allumées toute la nuit, même quand il n’y a personne."
MORE = 1.1


class Steps:
    """How many instructions SQLite's machine has run."""

    def __init__(self, database: Database) -> None:
        self.run = 0
        event.listen(database.engine, "connect", self._count_on)
        database.engine.dispose()  # the connections there are count nothing

    def _count_on(self, connection: Any, _record: Any) -> None:
        connection.set_progress_handler(self._count, 1)

    def _count(self) -> int:
        self.run += 1
        return 0


class Talk:
    """One conversation without an engine: its answers are filed and corrected."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self.database, self.clock = (
            database,
            Clock.starting(at=catalogue.consultation.demonstration, started=datetime.now(UTC)),
        )
        parts = {"database": database, "catalogue": catalogue, "clock": self.clock, "bell": Bell()}
        self.acting = Acting(**parts, silences=Silences(**parts))
        with database.write() as session:
            begun = start.begin(session, catalogue=catalogue, clock=self.clock, at=self.clock.real(), theme="ecology")
        self.id = begun.id

    async def says(self, text: str) -> None:
        await self._turn(InboundMessage(id=uuid4(), text=text), ValidateQuestionnaire, Understanding("open_answer"))

    async def corrects(self, question: str) -> None:
        tap = InboundMessage(id=uuid4(), choice=f"correct:{question}")
        await self._turn(tap, CorrectEarlier, Understanding("correct_earlier", {"question": question}))

    async def _turn(self, inbound: InboundMessage, action: type[TurnAction], understood: Understanding) -> None:
        with self.database.write() as session:
            here = conversations.lock(session, self.id)
            assert here is not None
            row, alone = accept(session, here, inbound, keys=Keys("k"), limits=Limits(), at=self.clock.real())
        assert alone
        call = ActionCall(action.action, self.id, str(inbound.id), understood)
        await self.acting.once(call, action(self.acting).perform, bound=action.bound)
        with self.database.read() as session:
            assert messages.replies(session, self.id, row.seq)


async def cost(talk: Talk, steps: Steps) -> tuple[int, int]:
    """What a correction costs: the tap, then the text."""
    before = steps.run
    await talk.corrects("ecology.uses")
    tapped = steps.run
    await talk.says(TEXT)
    return tapped - before, steps.run - tapped


def _no_more(then: tuple[int, int], before: tuple[int, int]) -> bool:
    return all(now <= MORE * once for now, once in zip(then, before, strict=True))


async def test_a_late_turn_costs_what_an_early_one_does(database: Database, catalogue: Catalogue) -> None:
    steps = Steps(database)
    talk = Talk(database, catalogue)
    await talk.says(TEXT)
    for _ in range(2):
        early = await cost(talk, steps)
    for _ in range(120):
        late = await cost(talk, steps)
    assert _no_more(late, early)


async def test_a_turn_costs_the_same_beside_many_others(database: Database, catalogue: Catalogue) -> None:
    steps = Steps(database)
    talk = Talk(database, catalogue)
    await talk.says(TEXT)
    for _ in range(2):
        alone = await cost(talk, steps)
    _fill(database, talk.id)
    crowded = await cost(talk, steps)
    assert _no_more(crowded, alone)


def _fill(database: Database, like: str) -> None:
    """Five hundred more conversations, copies of this one."""
    with database.write() as session:
        one = _row(session.get(Conversation, like))
        said = [_row(each) for each in messages.after(session, like, 0)]
        for _ in range(500):
            other = str(uuid4())
            session.execute(insert(Conversation), [one | {"id": other}])
            session.execute(insert(Message), [each | {"conversation_id": other} for each in said])


def _row(stored: Any) -> dict[str, Any]:
    return {column.key: getattr(stored, column.key) for column in stored.__table__.columns}
