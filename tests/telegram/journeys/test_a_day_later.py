"""After a day's silence the first reply says where one was, whatever one sends."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone

ACTS = {
    "a text": lambda phone: phone.person.writes("Bonjour, je reprends", later=20),
    "a command": lambda phone: phone.person.writes("/start"),
    "a voice message": lambda phone: [phone.person.sends("voice")],
    "a photo": lambda phone: [phone.person.sends("photo")],
}


@pytest.mark.parametrize("act", ACTS)
def test_the_first_reply_recalls_theme_question_and_closing(ada: Phone, catalogue: Catalogue, act: str) -> None:
    ago = (datetime.now(UTC) - timedelta(hours=25)).strftime("%Y-%m-%d %H:%M:%S.%f")
    ada.stack.change("UPDATE conversations SET last_at = ? WHERE id = ?", ago, ada.conversation)
    ada.after(*ACTS[act](ada))
    closing = catalogue.closing("fr", datetime(2023, 3, 1, tzinfo=UTC))
    recalled = catalogue.phrasebooks["fr"].say(
        "bot.recall", title=catalogue.theme("ecology").title["fr"], closing=closing
    )
    assert ada.heard[0].text == recalled
    ada.writes("/why")
    assert recalled not in ada.words
