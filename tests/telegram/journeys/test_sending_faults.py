"""What goes wrong when sending: nothing lost, nothing doubled, the order kept, and what can't arrive counted."""

import time

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError

from bot.catalogue import Catalogue
from bot.channels.telegram.outcomes import LONGEST, trouble
from bot.storage import outbox
from bot.storage.database import Database
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

ANSWER = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."


def in_order(phone: Phone) -> bool:
    """Each message of the answer's turn arrived once, one after the other."""
    rows = phone.stack.rows("SELECT number, seq FROM outgoing WHERE chat = ? ORDER BY id", phone.digest)
    shown = [each.message_id for each in phone.person.sees]
    return [number for number, _ in rows if number is not None] == shown


def undelivered(product: Product) -> dict[str, int]:
    database = Database(product.stack.database_url)
    try:
        with database.read() as session:
            return outbox.undelivered(session)
    finally:
        database.close()


def counted(product: Product, outcome: str) -> float:
    lines = httpx.get(f"{product.stack.private_url}/metrics").text.splitlines()
    name = f'consultation_telegram_sent_total{{outcome="{outcome}"}} '
    return sum(float(line.removeprefix(name)) for line in lines if line.startswith(name))


def test_too_many_requests_wait_as_long_as_telegram_says(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    either.api.fail("sendMessage", status=429, retry_after=2)
    began = time.monotonic()
    ada.writes(ANSWER)
    assert time.monotonic() - began > 2
    assert ada.kinds == ["ack", "receipt", "question"]
    assert in_order(ada)


def test_a_flood_that_lasts_keeps_the_order(polling: Product, ada: Phone) -> None:
    polling.api.fail("sendMessage", status=429, retry_after=1, times=6)
    ada.writes(ANSWER)
    assert ada.kinds == ["ack", "receipt", "question"]
    assert in_order(ada)


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_error_is_tried_again(polling: Product, ada: Phone, status: int) -> None:
    polling.api.fail("sendMessage", status=status, times=2)
    ada.writes(ANSWER)
    assert ada.kinds == ["ack", "receipt", "question"]
    assert in_order(ada)


def test_a_token_refused_for_a_while_loses_nothing(polling: Product, ada: Phone) -> None:
    polling.api.fail("sendMessage", status=401, times=2)
    ada.writes(ANSWER)
    assert ada.kinds == ["ack", "receipt", "question"]
    assert in_order(ada)


def test_what_was_sent_but_never_confirmed_is_not_sent_again(polling: Product, ada: Phone) -> None:
    polling.api.stall("sendMessage", 30, after=True)
    before = counted(polling, "timed_out")
    ada.after(*ada.person.writes(ANSWER, later=20))
    assert len(ada.heard) == 3
    assert counted(polling, "timed_out") == before + 1
    assert undelivered(polling)["unsure"] >= 1


def test_a_message_that_telegram_refuses_is_counted_and_those_behind_it_go_on(polling: Product, ada: Phone) -> None:
    polling.api.fail("sendMessage", status=400, description="Bad Request: something")
    before = counted(polling, "refused")
    ada.writes(ANSWER)
    assert ada.kinds == ["receipt", "question"]
    assert counted(polling, "refused") == before + 1
    refused = undelivered(polling)["refused"]
    figures = httpx.get(f"{polling.stack.private_url}/metrics").text
    assert f'consultation_telegram_undelivered{{trouble="refused"}} {refused}.0' in figures


def test_one_chats_trouble_keeps_no_other_waiting(polling: Product, ada: Phone) -> None:
    bob = polling.citizen()
    bob.after(bob.person.starts("ecology"))
    polling.api.stall("sendMessage", 8, after=False)
    slow = ada.person.writes(ANSWER, later=20)
    polling.api.waits_for(lambda api: not any(each.times for each in api.to_come))
    began = time.monotonic()
    bob.writes(ANSWER)
    assert time.monotonic() - began < 8
    ada.after(*slow)


@pytest.mark.parametrize("error", [NetworkError("Bad Gateway"), InvalidToken()])
def test_after_days_of_trouble_the_pause_is_a_minute(error: Exception) -> None:
    assert trouble(error, attempts=5_000).pause == LONGEST  # type: ignore[arg-type]
