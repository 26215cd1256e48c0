"""The page that stands for Telegram in `make telegram-demo`, in a browser; the bot is the test."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.ports import free_ports
from tests.stack import ROOT
from tests.telegram.bot_api import BotApi, running
from tests.telegram.chat_page import FOLDER
from tests.telegram.demo import demo
from tests.telegram.people import Person
from tests.web.axe import violations

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Écologie", "callback_data": "1|theme:ecology"}, {"text": "Passer", "callback_data": "1|skip"}],
        [{"text": "Le webinaire", "url": "https://www.culture.gouv.fr/"}],
    ]
}  # fmt: skip


class Bot:
    """The bot's side: it calls the API as any client of it does."""

    def __init__(self, api: BotApi, address: str) -> None:
        self.api, self.address = api, address

    def __call__(self, method: str, **parameters: object) -> None:
        answer = httpx.post(f"{self.address}/bot{self.api.token}/{method}", json=parameters)
        assert answer.status_code == 200, answer.text

    @property
    def person(self) -> Person:
        """The last who came."""
        return list(self.api.people.values())[-1]

    def hears(self, text: str) -> None:
        """Waits for that text from somebody."""
        self.api.waits_for(lambda api: text in [said.text for each in api.people.values() for said in each.said])


@pytest.fixture
def bot() -> Iterator[Bot]:
    api = BotApi()
    with running(api, app=demo(api)) as address:
        yield Bot(api, address)


def test_a_conversation_from_start_to_document(desktop: Page, bot: Bot) -> None:
    bot("setMyCommands", commands=[{"command": "themes", "description": "Choisir un thème"}], language_code="fr")
    bot("setMyDescription", description="Une consultation publique.")
    desktop.goto(f"{bot.address}/?lang=fr")
    expect(desktop.get_by_text("Une consultation publique.")).to_be_visible()
    desktop.get_by_role("button", name="Démarrer").click()
    bot.hears("/start")
    bot("sendChatAction", chat_id=bot.person.id, action="typing")
    expect(desktop.get_by_text("Le robot écrit…")).to_be_visible()
    bot("sendMessage", chat_id=bot.person.id, text="<b>Un</b> thème ? /help", parse_mode="HTML", reply_markup=KEYBOARD)
    log = desktop.get_by_role("log")
    expect(log.locator("b")).to_have_text("Un")
    expect(log.get_by_role("link", name="Le webinaire")).to_have_attribute("href", "https://www.culture.gouv.fr/")
    assert violations(desktop) == []
    log.get_by_role("button", name="Écologie").click()
    (query,) = bot.api.waits_for(lambda api: list(api.queries))
    bot("answerCallbackQuery", callback_query_id=query, text="Merci")
    expect(desktop.get_by_role("status")).to_have_text("Merci")
    bot("editMessageReplyMarkup", chat_id=bot.person.id, message_id=bot.person.sees[0].message_id)
    expect(log.get_by_role("button", name="Écologie")).to_have_count(0)
    expect(log.get_by_text("modifié")).to_have_count(0)  # Telegram says so of a text alone
    log.get_by_role("button", name="/help").click()
    bot.hears("/help")
    desktop.get_by_text("Commandes").click()
    desktop.get_by_role("button", name="/themes").click()
    bot.hears("/themes")
    httpx.post(
        f"{bot.address}/bot{bot.api.token}/sendDocument",
        data={"chat_id": str(bot.person.id)}, files={"document": ("réunion.ics", b"BEGIN:VCALENDAR")},
    )  # fmt: skip
    with desktop.expect_download() as download:
        log.get_by_role("link", name="réunion.ics").click()
    assert download.value.suggested_filename == "réunion.ics"
    assert Path(download.value.path()).read_bytes() == b"BEGIN:VCALENDAR"


def test_a_link_begins_once_with_what_it_carries(desktop: Page, bot: Bot) -> None:
    desktop.goto(f"{bot.address}/{bot.api.username}?start=ecology")
    bot.hears("/start ecology")
    expect(desktop.get_by_role("log").locator("article")).to_have_count(1)
    desktop.reload()
    expect(desktop.get_by_role("log").locator("article")).to_have_count(1)
    assert len(bot.api.people) == 1


def test_on_a_phone_and_by_keyboard_one_writes_edits_deletes_and_sends_what_is_not_text(phone: Page, bot: Bot) -> None:
    phone.goto(f"{bot.address}/?lang=en")
    field = phone.get_by_label("Your message")
    field.fill("One")
    field.press("Enter")
    bot.hears("One")
    bot("sendMessage", chat_id=bot.person.id, text="Which theme? " * 30, reply_markup=KEYBOARD)
    log = phone.get_by_role("log")
    expect(log.locator("article")).to_have_count(2)
    log.get_by_role("button", name="Edit").press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("One")
    field.fill("Two")
    field.press("Enter")
    bot.hears("Two")
    expect(log.get_by_text("edited")).to_be_visible()
    log.get_by_role("button", name="Delete").press("Enter")
    expect(log.locator("article")).to_have_count(1)
    phone.get_by_text("Something other than text").click()
    phone.get_by_label("What you send").select_option("voice")
    phone.locator("#other button").click()
    expect(log.get_by_text("A voice message")).to_be_visible()
    phone.get_by_role("button", name="Block the bot").click()
    expect(phone.get_by_role("button", name="Unblock the bot")).to_be_visible()
    assert [next(reversed(each.update)) for each in bot.api.updates.waiting] == [
        "message", "edited_message", "message", "my_chat_member",
    ]  # fmt: skip
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_phone_a_long_chat_scrolls_in_its_own_place(phone: Page, bot: Bot) -> None:
    phone.goto(f"{bot.address}/?start&lang=fr")
    bot.hears("/start")
    for number in range(12):
        bot("sendMessage", chat_id=bot.person.id, text=f"{number} " * 30, reply_markup=KEYBOARD)
    log = phone.get_by_role("log")
    expect(log.locator("article")).to_have_count(13)
    assert log.evaluate("log => log.scrollHeight > 2 * log.clientHeight")
    assert phone.evaluate("document.documentElement.scrollHeight") < 2 * 640


def test_one_becomes_somebody_else_of_another_language(desktop: Page, bot: Bot) -> None:
    desktop.goto(f"{bot.address}/?start&lang=fr")
    bot.hears("/start")
    desktop.get_by_text("Vous êtes Ada").click()
    desktop.get_by_label("Prénom").fill("Grace")
    desktop.get_by_label("Langue de son application").select_option("en")
    desktop.get_by_role("button", name="Devenir cette personne").click()
    expect(desktop.get_by_text("Vous êtes Grace")).to_be_visible()
    expect(desktop.get_by_role("log").locator("article")).to_have_count(0)
    assert (bot.person.user["first_name"], bot.person.user["language_code"]) == ("Grace", "en")


def test_the_page_says_the_same_in_both_languages_and_runs_only_its_own_files(desktop: Page, bot: Bot) -> None:
    french, english = (json.loads((FOLDER / f"{code}.json").read_text()) for code in ("fr", "en"))
    assert french.keys() == english.keys()
    answer = desktop.goto(bot.address)
    assert answer is not None
    expect(desktop.get_by_role("log")).to_have_accessible_name("Messages")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_port_that_is_taken_is_said_and_nothing_starts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = subprocess.run(
            [sys.executable, "-m", "tests.telegram.demo"], cwd=ROOT, env=os.environ | {"TELEGRAM_DEMO_PORT": port},
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith(f"Port {port} cannot be used")
    assert "Traceback" not in said.stderr


def test_the_demonstration_starts_the_product_before_it_and_stops_with_it(tmp_path: Path) -> None:
    port, own, actions, engine = map(str, free_ports(4))
    settings = {
        "TELEGRAM_DEMO_PORT": port, "CONSULTATION_PORT": own, "CONSULTATION_ACTIONS_PORT": actions,
        "CONSULTATION_ENGINE_PORT": engine, "CONSULTATION_DATA_DIR": str(tmp_path),
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "tests.telegram.demo"], cwd=ROOT, env=os.environ | settings
    ) as started:
        try:
            assert "Telegram" in _page(f"http://127.0.0.1:{port}/")
            assert _page(f"http://127.0.0.1:{own}/healthz")
        finally:
            started.send_signal(signal.SIGTERM)
    assert started.returncode == 0


def _page(url: str) -> str:
    deadline = time.monotonic() + 300
    while True:
        try:
            with urlopen(url, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
