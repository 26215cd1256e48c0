"""The stream of events: cut, silent or hidden, it brings every message once."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.widget.chat import Chat
from tests.web.widget.line import Line

FIRST = "Je visite des musées en ligne avec mes deux enfants."
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."


@pytest.fixture
def line(stack: Stack) -> Iterator[Line]:
    opened = Line(stack.port)
    yield opened
    opened.close()


@pytest.fixture
def chat(desktop: Page, stack: Stack, catalogue: Catalogue, line: Line) -> Chat:
    desktop.clock.install()
    chat = Chat(desktop, replace(stack, port=line.port), catalogue, "fr")
    chat.starts()
    expect(chat.status).to_have_text("")
    return chat


def writes_elsewhere(chat: Chat, stack: Stack, message: str, text: str) -> None:
    """The same person on another device: only the stream can bring it here."""
    kept = chat.kept or {}
    address = f"{stack.url}/api/v1/conversations/{kept['id']}/messages"
    headers = {"Authorization": f"Bearer {kept['token']}"}
    httpx.post(address, headers=headers, json={"id": message, "text": text}, timeout=30).raise_for_status()


def test_a_stream_cut_in_the_middle_of_an_event_loses_and_doubles_nothing(chat: Chat, stack: Stack, line: Line) -> None:
    before = line.streams
    line.cut_in_the_next_event()
    writes_elsewhere(chat, stack, "6d5a0c3e-9b0f-4c55-8f5e-0f3f6d0f0001", FIRST)
    chat.is_at_step(2)
    chat.shows_once(FIRST)
    assert not line.cutting, "the event was cut"
    assert line.streams > before
    writes_elsewhere(chat, stack, "6d5a0c3e-9b0f-4c55-8f5e-0f3f6d0f0002", SECOND)
    chat.is_at_step(3)
    chat.shows_once(FIRST, SECOND)


def test_a_line_that_died_without_a_word_is_replaced(chat: Chat, stack: Stack, line: Line) -> None:
    before = line.streams
    line.fall_silent()
    writes_elsewhere(chat, stack, "6d5a0c3e-9b0f-4c55-8f5e-0f3f6d0f0003", FIRST)
    chat.page.clock.fast_forward(41_000)
    chat.is_at_step(2)
    chat.shows_once(FIRST)
    assert line.streams == before + 1


def test_a_message_that_disappears_on_its_way_is_sent_again(chat: Chat, line: Line) -> None:
    line.swallow_the_next_message()
    with chat.page.expect_request("**/messages"):
        chat.writes(FIRST)
    chat.writes(SECOND)
    expect(chat.waiting).to_have_count(2)
    chat.page.clock.fast_forward(31_000)
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND)
    assert chat.stored() == [FIRST, SECOND]


def test_a_tab_that_is_looked_at_again_is_up_to_date_at_once(chat: Chat, stack: Stack) -> None:
    """The timers of a tab in the background are slow, and pauses have grown long."""
    attempts: list[str] = []

    def cut(route: Route) -> None:
        attempts.append(route.request.url)
        route.abort()

    chat.page.route("**/events", cut)
    chat.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(chat.status).to_have_text(chat.say("chat.away"))
    while len(attempts) < 6:
        chat.page.clock.fast_forward(10_000)
        chat.page.wait_for_timeout(50)
    writes_elsewhere(chat, stack, "6d5a0c3e-9b0f-4c55-8f5e-0f3f6d0f0004", FIRST)
    chat.page.unroute("**/events")
    chat.page.wait_for_timeout(200)  # the last attempt has failed
    with chat.page.expect_request("**/events", timeout=5_000):
        chat.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    chat.is_at_step(2)
    chat.shows_once(FIRST)
    expect(chat.status).not_to_have_text(chat.say("chat.away"))
