"""A thousand updates, doubled, racing, while the service is killed: every text once, in its chat's order."""

import os
import random
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product, product
from tests.telegram.wire import Wire

CHATS, TEXTS, DELIVERIES = 20, 20, 1_000
KILLS = 3


def writes(phones: Sequence[Phone]) -> list[Wire]:
    """Everybody at the same time, one text after the other."""
    return [
        update
        for rank in range(TEXTS)
        for name, phone in enumerate(phones)
        for update in phone.person.writes(f"Personne {name}, texte {rank} : nous gardons nos écrans huit ans.")
    ]


def kills(product: Product) -> None:
    for _ in range(KILLS):
        time.sleep(4)
        os.kill(product.stack.process_of("service"), signal.SIGKILL)
        time.sleep(1)
        product.stack.wait_until("/readyz")


def stored(product: Product) -> int:
    [(count,)] = product.stack.rows("SELECT count(*) FROM messages WHERE sender = 'citizen' AND choice IS NULL")
    return int(str(count))


def each_once_in_order(phones: Sequence[Phone]) -> None:
    for phone in phones:
        assert phone.said == [each.text for each in phone.person.said if not each.text.startswith("/")]


def begun(product: Product) -> list[Phone]:
    phones = [product.citizen() for _ in range(CHATS)]
    for each in phones:
        each.person.starts("ecology")
    product.api.waits_for(lambda _: len(product.stack.rows("SELECT 1 FROM chats")) == CHATS, 60)
    return phones


def again(updates: Sequence[Wire]) -> list[Wire]:
    """As many more as make a thousand."""
    return [random.Random(rank).choice(updates) for rank in range(DELIVERIES - len(updates))]


@pytest.fixture(params=["polling", "webhook"])
def alone(tmp_path: Path, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    with product(tmp_path, request.param) as started:
        yield started


def test_every_text_once_and_in_order(alone: Product) -> None:
    phones = begun(alone)
    alone.api.hold()
    updates = writes(phones)
    with ThreadPoolExecutor(16) as threads:
        killing = threads.submit(kills, alone)
        (posts if alone.api.webhook else polled)(alone, updates, threads)
        killing.result()
    alone.api.waits_for(lambda _: stored(alone) >= CHATS * TEXTS, 60)
    each_once_in_order(phones)
    assert stored(alone) == CHATS * TEXTS


def polled(product: Product, updates: Sequence[Wire], _threads: ThreadPoolExecutor) -> None:
    """Some come in another order than they were made in, some twice."""
    order = list(range(len(updates)))
    for start in range(0, len(order), 25):
        order[start : start + 25] = random.Random(start).sample(order[start : start + 25], 25)
    product.api.release(order)
    for each in again(updates):
        product.api.redeliver(each)


def posts(product: Product, updates: Sequence[Wire], threads: ThreadPoolExecutor) -> None:
    """Over eight connections, each chat's in order; every update two or three times at once."""
    lanes: list[list[Wire]] = [[] for _ in range(8)]
    for each in updates:
        lanes[each["message"]["chat"]["id"] % 8].append(each)
    list(threads.map(lambda lane: _delivered(product, lane), lanes))


def _delivered(product: Product, updates: Sequence[Wire]) -> None:
    webhook = product.api.webhook
    assert webhook is not None
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret}
    with httpx.Client(base_url=product.stack.url, timeout=30) as http, ThreadPoolExecutor(3) as threads:
        for rank, each in enumerate(updates):
            copies = [each] * (2 + rank % 2)
            while not all(threads.map(lambda copy: _taken(http, copy, headers), copies)):
                time.sleep(0.1)


def _taken(http: httpx.Client, update: Wire, headers: dict[str, str]) -> bool:
    try:
        return http.post("/telegram", json=update, headers=headers).is_success
    except httpx.HTTPError:
        return False
