"""The network is gone for a while: what is written waits in sight, and arrives once, in order, under its question."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.widget.chat import Chat

FIRST = "Je visite des musées en ligne avec mes deux enfants."
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."
THIRD = "Ma fille préfère les visites de monuments en trois dimensions."
LONGEST_PAUSE = 38


def test_three_messages_of_an_outage_wait_in_sight_and_arrive_in_order(chat: Chat) -> None:
    chat.starts()
    chat.page.context.set_offline(True)
    expect(chat.status).to_have_text(chat.say("chat.away"))
    for text in (FIRST, SECOND, THIRD):
        chat.writes(text)
    expect(chat.waiting).to_have_count(3)
    expect(chat.waiting.locator(".state")).to_have_text([chat.say("chat.unsent")] * 3)
    expect(chat.status).to_have_text(chat.say("chat.away"))
    chat.page.context.set_offline(False)
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND, THIRD)
    assert chat.stored() == [FIRST, SECOND, THIRD]
    assert chat.answers() == {"ecology.uses": "\n".join((FIRST, SECOND, THIRD))}


def test_what_waits_is_sent_after_a_reload_and_the_draft_is_still_there(chat: Chat) -> None:
    chat.starts()
    chat.page.route("**/messages", lambda route: route.abort())
    chat.writes(FIRST)
    chat.writes(SECOND)
    expect(chat.waiting).to_have_count(2)
    chat.field.fill(THIRD)
    chat.page.unroute("**/messages")
    chat.page.reload()
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND)
    expect(chat.field).to_have_value(THIRD)
    assert chat.stored() == [FIRST, SECOND]
    chat.button("chat.send").click()
    chat.is_at_step(3)
    chat.page.reload()
    chat.is_at_step(3)
    expect(chat.field).to_have_value("")
    chat.shows_once(FIRST, SECOND, THIRD)


def test_pauses_between_two_attempts_stay_short_and_a_new_message_ends_one(
    desktop: Page, stack: Stack, catalogue: Catalogue
) -> None:
    desktop.clock.install()
    chat = Chat(desktop, stack, catalogue, "fr")
    chat.starts()
    attempts = 0

    def refuse(route: Route) -> None:
        nonlocal attempts
        attempts += 1
        route.abort()

    def seconds_until_the_next() -> int:
        known, seconds = attempts, 0
        while attempts == known and seconds < 2 * LONGEST_PAUSE:
            desktop.clock.fast_forward(1000)
            desktop.wait_for_timeout(50)
            seconds += 1
        return seconds

    desktop.route("**/messages", refuse)
    chat.writes(FIRST)
    pauses = [seconds_until_the_next() for _ in range(9)]
    assert max(pauses) <= LONGEST_PAUSE + 1
    assert max(pauses) > 15, "the service is spared"
    desktop.unroute("**/messages")
    with desktop.expect_response("**/messages"):
        chat.writes(SECOND)
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND)


def once(answer: Callable[[Route], None]) -> tuple[list[str], Callable[[Route], None]]:
    """Answers the first request so, and lets the others through; the list has what was sent."""
    sent: list[str] = []

    def handle(route: Route) -> None:
        sent.append(route.request.post_data or "")
        return answer(route) if len(sent) == 1 else route.continue_()

    return sent, handle


BUSY = '{"code": "queue_full", "title": "Le service est très sollicité.", "status": 503}'
ANSWERS = {
    "the service is busy": (503, BUSY, {"Retry-After": "2"}),
    "too many messages wait": (429, BUSY.replace("503", "429"), {"Retry-After": "2"}),
    "the service has a fault": (500, "", {}),
    "a proxy knows no such page": (404, "<h1>Not found</h1>", {}),
    "a proxy refuses": (403, "<h1>Forbidden</h1>", {}),
    "a hotel asks to sign in": (200, "<h1>Welcome</h1>", {}),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_a_message_that_meets_an_obstacle_is_tried_again(chat: Chat, answer: tuple[int, str, dict[str, str]]) -> None:
    status, body, headers = answer
    chat.starts()
    sent, handle = once(lambda route: route.fulfill(status=status, body=body, headers=headers))
    chat.page.route("**/messages", handle)
    chat.writes(FIRST)
    chat.is_at_step(2)
    chat.shows_once(FIRST)
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert chat.stored() == [FIRST]
    expect(chat.alert).to_be_hidden()
