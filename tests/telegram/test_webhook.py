"""Delivery to a webhook: the secret, the order, what is tried again, and what Telegram says of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.telegram.bot_api import BotApi
from tests.telegram.people import Person

PUBLIC = "https://consultation.example"
PATH = "/telegram/webhook"
SECRET = "s-e_c-r-e-t"


@dataclass
class Service:
    """What a webhook got: one line for each POST, refused as long as there are refusals left for that text."""

    refusals: dict[str, int] = field(default_factory=dict)
    got: list[tuple[str, str, str]] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def status(self, path: str, secret: str, text: str) -> int:
        with self.changed:
            self.got.append((path, secret, text))
            self.refusals[text] = self.refusals.get(text, 0) - 1
            self.changed.notify_all()
            return 503 if self.refusals[text] >= 0 else 200

    def waits_for(self, count: int) -> list[str]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.got) >= count, 10), self.got
            return [text for _, _, text in self.got]


@pytest.fixture
def service(api: BotApi, address: str) -> Iterator[Service]:
    """A service behind the reverse proxy of a public address."""
    service = Service()

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            secret = self.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            self.send_response(service.status(self.path, secret, update["message"]["text"]))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Webhook) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        api.proxied[PUBLIC] = f"http://127.0.0.1:{listening.server_port}"
        yield service
        listening.shutdown()


async def test_updates_are_posted_in_order_with_the_secret(bot: Bot, ada: Person, service: Service) -> None:
    await bot.set_webhook(PUBLIC + PATH, secret_token=SECRET, max_connections=1, allowed_updates=["message"])
    for number in range(20):
        ada.writes(str(number))
    assert service.waits_for(21) == ["/start", *map(str, range(20))]
    assert {(path, secret) for path, secret, _ in service.got} == {(PATH, SECRET)}
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (PUBLIC + PATH, 1, ("message",))


@pytest.mark.parametrize("connections", [1, 40])
async def test_what_is_refused_is_posted_again_before_what_follows_in_its_chat(
    bot: Bot, ada: Person, service: Service, connections: int
) -> None:
    service.refusals["Un"] = 3
    await bot.set_webhook(PUBLIC + PATH, max_connections=connections)
    ada.writes("Un")
    ada.writes("Deux")
    assert service.waits_for(6) == ["/start", "Un", "Un", "Un", "Un", "Deux"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_with_several_connections_one_chat_does_not_wait_for_another(
    bot: Bot, api: BotApi, ada: Person, service: Service
) -> None:
    service.refusals["Un"] = 1000
    await bot.set_webhook(PUBLIC + PATH, max_connections=2)
    ada.writes("Un")
    ada.writes("Deux")
    service.waits_for(3)
    api.person("Bob").writes("Trois")
    with service.changed:
        assert service.changed.wait_for(lambda: "Trois" in [text for _, _, text in service.got], 10)
    assert "Deux" not in service.waits_for(0)


async def test_the_same_update_is_posted_again_on_demand_and_in_any_order(
    bot: Bot, api: BotApi, ada: Person, service: Service
) -> None:
    await bot.set_webhook(PUBLIC + PATH, max_connections=1)
    update = ada.writes("Un")[0]
    service.waits_for(2)
    api.redeliver(update)
    service.waits_for(3)
    api.hold()
    ada.writes("Deux")
    ada.writes("Trois")
    api.release(order=[1, 0])
    assert service.waits_for(5) == ["/start", "Un", "Un", "Trois", "Deux"]


async def test_what_could_not_be_delivered_waits_for_whoever_asks_next(
    bot: Bot, api: BotApi, ada: Person, service: Service
) -> None:
    service.refusals["/start"] = 1000
    await bot.set_webhook(PUBLIC + PATH)
    service.waits_for(2)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    assert [each.message.text for each in await bot.get_updates() if each.message] == ["/start"]
    service.refusals.clear()
    await bot.set_webhook(PUBLIC + PATH, drop_pending_updates=True)
    ada.writes("Un")
    with service.changed:
        assert service.changed.wait_for(lambda: service.got[-1][2] == "Un", 10)


async def test_nothing_is_posted_while_it_is_down(bot: Bot, api: BotApi, ada: Person, service: Service) -> None:
    await bot.set_webhook(PUBLIC + PATH)
    service.waits_for(1)
    with api.down():
        ada.writes("Un")
        api.wait(0.3)
        assert service.waits_for(1) == ["/start"]
    assert service.waits_for(2) == ["/start", "Un"]


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("http://consultation.example/telegram", "", "https url must be provided"),
        ("https://consultation.example:8000/telegram", "", "ports 80, 88, 443 or 8443"),
        ("https://consultation.example/telegram", "secret!", "illegal characters"),
    ],
)
async def test_an_address_or_a_secret_telegram_would_refuse_is_refused(
    bot: Bot, url: str, secret: str, why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""
