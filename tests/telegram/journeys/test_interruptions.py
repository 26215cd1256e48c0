"""What stops for a moment: the engine, the database. Nothing is lost, and the channel goes on by itself."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.catalogue import Catalogue
from tests import databases
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."


@contextmanager
def stopped(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def test_the_bot_is_typing_while_a_turn_runs(polling: Product, ada: Phone) -> None:
    with stopped(polling.stack.process_of("engine")):
        written = ada.person.writes(ANSWER, later=20)
        polling.api.waits_for(lambda _: ada.person.typing, 20)
    ada.after(*written)
    assert not ada.person.typing


@pytest.mark.skipif(databases.KIND != "postgresql", reason="PostgreSQL cuts connections")
def test_a_cut_of_the_database_stops_the_channel_for_a_moment(polling: Product, catalogue: Catalogue) -> None:
    for _ in range(3):
        ada = polling.citizen()
        ada.person.starts("ecology")
        polling.stack.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        ada.person.waits_for(lambda seen: any("Question 1" in each.text for each in seen), 60)
        ada.after()
        ada.writes(ANSWER)
        assert ada.answers == {"ecology.uses": [ANSWER]}
        shown = [each.text for each in ada.person.sees]
        assert shown.count(shown[-1]) == 1
