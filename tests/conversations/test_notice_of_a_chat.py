"""What somebody who writes through Telegram is told before anything else."""

from datetime import UTC, datetime

import pytest

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations import start
from bot.storage import messages
from bot.storage.database import Database
from bot.storage.models import Message


@pytest.fixture
def notice(database: Database, catalogue: Catalogue, request: pytest.FixtureRequest) -> Message:
    channel, lang = request.param
    clock = Clock.starting(at=catalogue.consultation.demonstration, started=datetime.now(UTC))
    with database.write() as session:
        here = start.begin(session, catalogue=catalogue, clock=clock, at=clock.real(), lang=lang, channel=channel)
        return messages.after(session, here.id, 0)[0]


@pytest.mark.parametrize("notice", [("telegram", "fr"), ("telegram", "en")], indirect=True)
def test_a_chat_names_telegram_first_and_leads_to_the_website(notice: Message) -> None:
    assert notice.kind == "notice"
    assert "Telegram" in (notice.text or "").split("\n")[0]
    hrefs = [each["href"] for each in notice.links or ()]
    assert hrefs == [f"/privacy?lang={notice.lang}", f"/?lang={notice.lang}"]


@pytest.mark.parametrize("notice", [("web", "fr"), ("form", "en")], indirect=True)
def test_the_website_does_not_send_to_itself(notice: Message) -> None:
    assert "Telegram" not in (notice.text or "")
    assert [each["kind"] for each in notice.links or ()] == ["privacy"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_help_in_a_chat_names_buttons_and_commands_that_there_are(catalogue: Catalogue, lang: str) -> None:
    phrases = catalogue.phrasebooks[lang]
    said = phrases.say("bot.help_chat")
    assert phrases.say("choices.recap") in said
    assert "/withdraw" in said
    assert phrases.say("telegram.commands.withdraw")
