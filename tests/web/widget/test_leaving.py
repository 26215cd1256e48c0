"""Finishing on this device: nothing of it is left here, and what comes late touches nothing that came since."""

import json

import httpx
from playwright.sync_api import Route, expect

from tests.web.widget.chat import NOTHING_KEPT, Chat

FIRST = "Je visite des musées en ligne avec mes deux enfants."
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."


def finishes(chat: Chat) -> None:
    chat.opens_the_menu("chat.finish")
    chat.button("chat.finish_yes").click()
    expect(chat.status).to_have_text(chat.say("chat.finished"))


def test_finishing_leaves_nothing_here_and_the_receipt_opens_it_elsewhere(chat: Chat) -> None:
    chat.starts()
    chat.writes(FIRST)
    chat.choice("receipt").click()
    code = chat.page.locator("dialog .code").inner_text()
    conversation = (chat.kept or {})["id"]
    chat.button("chat.done").click()
    chat.field.fill(SECOND)
    finishes(chat)
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    opened = httpx.post(f"{chat.stack.url}/api/v1/resume", json={"receipt": code}).json()
    assert opened["id"] == conversation
    assert FIRST in json.dumps(opened["messages"], ensure_ascii=False)
    chat.page.reload()
    chat.starts("archiving")
    expect(chat.field).to_have_value("")


def test_an_answer_that_comes_after_finishing_touches_no_other_conversation(chat: Chat) -> None:
    chat.starts()
    held: list[Route] = []
    chat.page.route("**/messages", lambda route: held.append(route), times=1)
    with chat.page.expect_request("**/messages"):
        chat.writes(FIRST)
    finishes(chat)
    chat.page.route("**/messages", lambda route: route.abort())
    chat.starts("archiving")
    chat.writes(SECOND)
    expect(chat.waiting.locator(".state")).to_have_count(1)
    (late,) = held
    with chat.page.expect_response("**/messages"):
        late.fulfill(response=late.fetch())
    chat.page.unroute("**/messages")
    chat.is_at_step(2)
    chat.shows_once(SECOND)
    assert chat.stored() == [SECOND]


def test_in_a_browser_that_keeps_nothing_each_tab_has_a_conversation_of_its_own(chat: Chat) -> None:
    refused = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError') } })"
    chat.page.context.add_init_script(refused)
    chat.page.reload()
    chat.starts()
    other = chat.another_tab()
    other.starts()
    chat.writes(FIRST)
    chat.is_at_step(2)
    finishes(chat)
    other.writes(SECOND)
    other.is_at_step(2)
    other.shows_once(SECOND)
