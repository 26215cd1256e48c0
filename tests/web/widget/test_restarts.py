"""The service is killed while somebody writes, and its supervisor starts it again: every word is there once."""

import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack, running
from tests.web.widget.chat import Chat

TEXTS = [f"Je visite des musées en ligne avec mes enfants, et c’est la visite numéro {each}." for each in range(1, 7)]


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A consultation of its own, under its supervisor."""
    with running(Stack(tmp_path_factory.mktemp("mortal"))) as stack:
        yield stack


@pytest.fixture
def chat(desktop: Page, mortal: Stack, catalogue: Catalogue) -> Chat:
    return Chat(desktop, mortal, catalogue, "fr")


def test_a_service_killed_while_each_message_is_under_way_loses_and_doubles_nothing(chat: Chat) -> None:
    chat.starts()
    for number, text in enumerate(TEXTS[:3], start=1):
        with chat.page.expect_request("**/messages"):
            chat.writes(text)
        os.kill(chat.stack.process_of("service"), signal.SIGKILL)
        expect(chat.waiting).to_have_count(0, timeout=90_000)
        chat.is_at_step(number + 1)
    chat.shows_once(*TEXTS[:3])
    assert chat.stored() == TEXTS[:3]
    assert list(chat.answers().values()) == TEXTS[:3]


def test_what_is_written_while_the_service_is_down_is_answered_when_it_is_back(chat: Chat) -> None:
    chat.starts()
    os.kill(chat.stack.process_of("service"), signal.SIGKILL)
    expect(chat.status).to_have_text(chat.say("chat.away"))
    for text in TEXTS[:3]:
        chat.writes(text)
    chat.stack.wait_until("/readyz")
    expect(chat.waiting).to_have_count(0, timeout=90_000)
    chat.is_at_step(2)
    chat.shows_once(*TEXTS[:3])
    assert chat.stored() == TEXTS[:3]
    assert chat.answers() == {"ecology.uses": "\n".join(TEXTS[:3])}
