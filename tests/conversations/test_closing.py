"""Around the closing: what counts is when a message arrived, not when its turn could run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from actions.validate_questionnaire import ValidateQuestionnaire
from bot.catalogue import load
from bot.clock import Clock
from bot.conversations import start
from bot.conversations.accept import InboundMessage, Limits, accept
from bot.conversations.acting import Acting, ActionCall
from bot.conversations.bell import Bell
from bot.conversations.keys import Keys
from bot.conversations.silences import Silences
from bot.conversations.turn import Understanding
from bot.storage import answers, conversations, schema
from bot.storage.database import Database
from tests import databases
from tests.stack import ROOT

CITY = ROOT / "tests" / "consultations" / "city"


@pytest.mark.parametrize(("minutes_ago", "filed"), [(10, True), (0, False)])
async def test_an_answer_counts_if_it_arrived_before_the_closing(tmp_path: Path, minutes_ago: int, filed: bool) -> None:
    """Its turn runs five minutes after the closing, as after an outage of the engine."""
    catalogue = load(CITY, ROOT / "content" / "locales")
    database = Database(databases.url_in(tmp_path))
    schema.upgrade(database.engine)
    closes = catalogue.consultation.closes
    assert closes is not None
    now = datetime.now(UTC)
    arrived = now - timedelta(minutes=minutes_ago)
    opened = Clock.starting(at=closes - timedelta(hours=1), started=now)
    with database.write() as session:
        conversation = start.begin(session, catalogue=catalogue, clock=opened, at=arrived, lang="fr", theme="parks")
        inbound = InboundMessage(id=uuid4(), text="J’y vais tous les dimanches.")
        accept(session, conversation, inbound, keys=Keys("k"), limits=Limits(), at=arrived)

    later = Clock(offset=closes + timedelta(minutes=5) - now)
    silences = Silences(database=database, catalogue=catalogue, clock=later, bell=Bell())
    acting = Acting(database=database, catalogue=catalogue, clock=later, bell=Bell(), silences=silences)
    call = ActionCall("validate_questionnaire", conversation.id, str(inbound.id), Understanding("open_answer"))
    await acting.once(call, ValidateQuestionnaire(acting).perform, bound=False)
    with database.read() as session:
        found = conversations.find(session, conversation.id)
        assert found is not None
        states = answers.states(session, found)
    database.close()
    assert states == ({"parks.uses": "given"} if filed else {})
