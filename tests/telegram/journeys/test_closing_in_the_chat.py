"""Around the closing: the recall names the day, and an edit comes too late."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.catalogue import load
from tests.stack import ROOT
from tests.telegram.journeys.product import product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
OPEN, CLOSED = "2023-03-02T10:00+01:00", "2023-03-04T10:00+01:00"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The same consultation, with a closing day."""
    (tmp_path / "stack").mkdir()
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    file = folder / "consultation.yml"
    file.write_text(file.read_text().replace("closes: null", "closes: 2023-03-03"))
    return folder


def test_an_edit_after_the_closing_is_refused(content: Path, tmp_path: Path) -> None:
    own = {"CONSULTATION_CONTENT": str(content), "CONSULTATION_NOW": OPEN}
    catalogue = load(content)
    with product(tmp_path / "stack", "polling", **own) as started:
        stack = started.stack
        ada = started.citizen()
        ada.after(ada.person.starts("ecology"))
        ada.writes(ANSWER)
        ago = (datetime.now(UTC) - timedelta(hours=25)).strftime("%Y-%m-%d %H:%M:%S.%f")
        stack.change("UPDATE conversations SET last_at = ?", ago)
        ada.writes("/why")
        assert catalogue.closing("fr", datetime.fromisoformat(OPEN)) in ada.heard[0].text
        stack.stop()
        stack.settings["CONSULTATION_NOW"] = CLOSED
        stack.start()
        stack.wait_until("/readyz")
        ada.edits(1, "Autre chose, mais trop tard.")
        assert ada.words == catalogue.phrasebooks["fr"].say("bot.refused.closed")
        assert ada.answers == {"ecology.uses": [ANSWER]}
