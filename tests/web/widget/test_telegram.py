"""From the website to Telegram: a link of one use, a question before anything is joined; what becomes of the page."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack, running
from tests.telegram.bot_api import BotApi
from tests.telegram.bot_api import running as bot_api
from tests.telegram.people import Person
from tests.web.axe import violations
from tests.web.widget.chat import NOTHING_KEPT, Chat

WORDS = "Nous visitons des expositions en ligne, et je les revisite seule le soir."


@pytest.fixture(scope="module")
def api() -> BotApi:
    return BotApi()


@pytest.fixture(scope="module")
def with_telegram(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The product, with a bot."""
    with bot_api(api) as address:
        settings = {"CONSULTATION_TELEGRAM_TOKEN": api.token, "CONSULTATION_TELEGRAM_API": address}
        with running(Stack(tmp_path_factory.mktemp("telegram"), settings)) as started:
            yield started


@pytest.fixture
def writing(desktop: Page, with_telegram: Stack, catalogue: Catalogue) -> Chat:
    """Somebody who has answered the first question of a theme on the website."""
    chat = Chat(desktop, with_telegram, catalogue, "fr")
    chat.starts()
    chat.writes(WORDS)
    chat.is_at_step(2)
    return chat


def handed_over(chat: Chat, api: BotApi, *, keep: bool) -> Person:
    """The same person in Telegram, where the link has led and joining was confirmed."""
    chat.opens_the_menu("chat.telegram")
    dialog = chat.page.get_by_role("dialog", name=chat.say("chat.telegram"))
    link = dialog.get_by_role("link", name=chat.say("chat.telegram_open"))
    if keep:
        before = link.get_attribute("href") or ""
        dialog.get_by_label(chat.say("chat.telegram_keep")).check()
        expect(link).not_to_have_attribute("href", before)
    assert not violations(chat.page)
    [code] = parse_qs(urlsplit(link.get_attribute("href") or "").query)["start"]
    dialog.get_by_role("button", name=chat.say("chat.cancel")).click()
    person = api.person()
    person.starts(code)
    asked = person.waits_for(lambda seen: [each for each in seen if any(b.data.endswith("|yes") for b in each.buttons)])
    assert "1 réponse" in asked[-1].content["text"]
    yes = next(each for each in asked[-1].buttons if each.data.endswith("|yes"))
    person.taps(asked[-1].message_id, yes.data)
    person.waits_for(lambda seen: "Question 2" in str(seen[-1].content))
    return person


def test_it_goes_on_in_telegram_and_the_page_is_left(writing: Chat, api: BotApi) -> None:
    handed_over(writing, api, keep=False)
    expect(writing.alert).to_have_text(writing.say("errors.conversation_joined"))
    expect(writing.button("chat.start")).to_be_visible()
    assert writing.page.evaluate(NOTHING_KEPT) == 0


def test_kept_open_the_page_goes_on_too_and_shows_both_sides(writing: Chat, api: BotApi) -> None:
    person = handed_over(writing, api, keep=True)
    writing.is_at_step(2)
    person.writes("Une visite, dite depuis Telegram, avec assez de mots pour ne rien demander de plus.")
    person.waits_for(lambda seen: "Question 3" in str(seen[-1].content))
    writing.is_at_step(3)
    expect(writing.log.get_by_text("Une visite, dite depuis Telegram")).to_have_count(1)
    before = len(person.sees)
    writing.writes("Une visite, dite depuis la page, avec assez de mots pour ne rien demander de plus.")
    writing.is_at_step(4)
    assert len(person.sees) == before, "what was asked on the page is answered on the page"
    assert writing.answers()["ecology.uses"] == WORDS


def test_where_there_is_no_bot_the_menu_does_not_offer_it(chat: Chat) -> None:
    chat.starts()
    chat.button("chat.menu").click()
    expect(chat.page.locator("#menu").get_by_text(chat.say("chat.recap"), exact=True)).to_be_visible()
    expect(chat.page.locator("#menu").get_by_text(chat.say("chat.telegram"), exact=True)).to_have_count(0)
