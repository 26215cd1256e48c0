"""Coming back: after a day's silence the first reply says where one was."""

from datetime import UTC, datetime, timedelta

from tests.citizen import Citizen
from tests.stack import Stack


async def test_after_a_days_silence_the_theme_and_the_question_are_recalled_once(
    citizen: Citizen, stack: Stack
) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Je visite des expositions en ligne, et j’écoute de la musique.")
    fall_silent(stack, citizen, days=2)
    await citizen.says("bonjour")
    assert citizen.kinds == ["info", "info", "question"]
    assert "Impact écologique" in citizen.heard[0]["text"]
    citizen.is_asked("ecology.knowledge")
    await citizen.says("bonjour")
    assert citizen.kinds == ["info", "question"]


async def test_a_pause_leaves_everything_in_place(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Je visite des expositions en ligne, et j’écoute de la musique.")
    await citizen.chooses("pause")
    assert citizen.kinds == ["info", "receipt", "question"]
    citizen.is_asked("ecology.knowledge")


def fall_silent(stack: Stack, citizen: Citizen, *, days: int) -> None:
    """Makes the last message an old one; nothing else can wait for two days in a test."""
    then = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
    stack.change("UPDATE conversations SET last_at = ? WHERE id = ?", then, citizen.id)
