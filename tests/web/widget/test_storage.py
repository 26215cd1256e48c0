"""What the device keeps, refuses to keep, and keeps no longer."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.widget.chat import KEEP, NOTHING_KEPT, Chat

FIRST = "Je visite des musées en ligne avec mes deux enfants."
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."
MISSING = {
    "without https": """delete Navigator.prototype.locks; delete Crypto.prototype.randomUUID;
        delete Clipboard.prototype.writeText""",
    "without channels between tabs": "delete window.BroadcastChannel",
    "with a full disk": """for (const each of ["put", "add"]) IDBObjectStore.prototype[each] = () => {
        throw new DOMException("", "QuotaExceededError") }""",
    "with a disk that is full at the last moment": """IDBTransaction.prototype.commit = function () { this.abort() }""",
    "with a storage that never answers": """indexedDB.open = () => ({}); const wait = window.setTimeout;
        window.setTimeout = (work, ms, ...rest) => wait(work, ms === 10_000 ? 100 : ms, ...rest)""",
}


@pytest.mark.parametrize("script", MISSING.values(), ids=list(MISSING))
def test_in_a_lesser_browser_every_word_arrives(desktop: Page, stack: Stack, catalogue: Catalogue, script: str) -> None:
    desktop.add_init_script(script)
    chat = Chat(desktop, stack, catalogue, "fr")
    with desktop.expect_response(lambda answer: answer.url.endswith("/conversations")) as begun:
        chat.starts()
    desktop.context.set_offline(True)
    for text in (FIRST, SECOND):
        chat.writes(text)
    expect(chat.waiting.locator(".state")).to_have_count(2)
    desktop.context.set_offline(False)
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND)
    query = "SELECT text FROM messages WHERE conversation_id = ? AND sender = 'citizen' AND choice IS NULL ORDER BY seq"
    assert stack.rows(query, begun.value.json()["id"]) == [(FIRST,), (SECOND,)]


@pytest.mark.parametrize("chat", ["desktop", "phone"], indirect=True)
def test_nothing_is_kept_before_the_chat_is_opened_and_no_other_host_is_asked(chat: Chat) -> None:
    hosts: set[str] = set()
    chat.page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    chat.page.reload()
    expect(chat.page.locator("consultation-chat[data-ready]")).to_be_attached()
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    chat.starts()
    chat.writes(FIRST)
    chat.is_at_step(2)
    assert hosts == {urlsplit(chat.stack.url).netloc}


@pytest.fixture
def chat(request: pytest.FixtureRequest, stack: Stack, catalogue: Catalogue) -> Chat:
    """On the screen that the test names, or on a wide one."""
    return Chat(request.getfixturevalue(getattr(request, "param", "desktop")), stack, catalogue, "fr")


@pytest.fixture
def older(chat: Chat) -> Chat:
    """Left the day before yesterday, with a draft."""
    chat.starts()
    chat.writes(FIRST)
    chat.is_at_step(2)
    chat.field.fill(SECOND)
    chat.page.evaluate(KEEP, {"at": "2026-01-01T10:00:00.000Z"})
    chat.page.reload()
    expect(chat.button("chat.before_continue")).to_be_visible()
    return chat


def test_after_a_day_nothing_of_it_is_in_the_page_until_its_author_goes_on(older: Chat) -> None:
    page = older.page
    shadow = page.evaluate("document.querySelector('consultation-chat').shadowRoot.innerHTML")
    values = page.evaluate("document.querySelector('consultation-chat').shadowRoot.querySelector('textarea').value")
    assert FIRST not in shadow
    assert not values
    older.button("chat.before_continue").click()
    older.is_at_step(2)
    older.shows_once(FIRST)
    expect(older.field).to_have_value(SECOND)


def test_after_a_day_words_that_were_not_sent_are_told_of(chat: Chat) -> None:
    chat.starts()
    chat.page.context.set_offline(True)
    chat.writes(FIRST)
    expect(chat.waiting).to_have_count(1)
    chat.page.evaluate(KEEP, {"at": "2026-01-01T10:00:00.000Z"})
    chat.page.context.set_offline(False)
    chat.page.route("**/messages", lambda route: route.abort())
    chat.page.reload()
    expect(chat.page.get_by_text(chat.say("chat.before_unsent"))).to_be_visible()
    chat.page.unroute("**/messages")
    chat.button("chat.before_continue").click()
    chat.is_at_step(2)
    chat.shows_once(FIRST)


def test_after_a_day_the_device_can_be_cleared_unseen(older: Chat) -> None:
    older.button("chat.before_fresh").click()
    expect(older.button("chat.start")).to_be_visible()
    assert older.page.evaluate(NOTHING_KEPT) == 0
    older.starts("archiving")
    expect(older.field).to_have_value("")
    older.shows_once()


def test_after_a_day_its_question_is_asked_in_the_language_one_chooses(older: Chat) -> None:
    older.opens_the_menu("chat.recap")
    expect(older.status).to_have_text(older.say("chat.before_title"))
    older.button("chat.menu").click()
    older.page.locator("#menu [lang=en]").click()
    english = older.catalogue.phrasebooks["en"].say
    expect(older.page.get_by_role("button", name=english("chat.before_continue"))).to_be_visible()
    expect(older.page.get_by_text(english("chat.before_text", date="January 1, 2026"))).to_be_visible()


def test_after_a_day_deleting_deletes_what_is_not_on_the_screen(older: Chat) -> None:
    conversation = (older.kept or {})["id"]
    older.opens_the_menu("chat.delete")
    older.button("chat.delete_yes").click()
    expect(older.button("chat.start")).to_be_visible()
    assert older.page.evaluate(NOTHING_KEPT) == 0
    assert older.stack.rows("SELECT count(*) FROM conversations WHERE id = ?", conversation) == [(0,)]


@pytest.mark.parametrize("chat", ["phone"], indirect=True)
def test_opened_again_after_a_day_in_the_same_page_it_asks_and_then_goes_where_one_wanted(chat: Chat) -> None:
    chat.starts("archiving")
    chat.writes(FIRST)
    chat.is_at_step(2)
    chat.page.keyboard.press("Escape")
    chat.page.evaluate(KEEP, {"at": "2026-01-01T10:00:00.000Z"})
    chat.card("ecology").click()
    expect(chat.button("chat.before_continue")).to_be_visible()
    assert FIRST not in chat.markup()
    chat.button("chat.before_continue").click()
    chat.shows_once(FIRST)
    expect(chat.page.locator(".message[data-kind=question]").last).to_contain_text("équipement numérique")
