"""What the service will not have goes back to its author: a message refused, a conversation that is no more."""

import httpx
from playwright.sync_api import Route, expect

from tests.web.widget.chat import NOTHING_KEPT, Chat

FIRST = "Je visite des musées en ligne avec mes deux enfants."
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."
UNFINISHED = "Et cette visite dont"


def spoil_the_next(chat: Chat, **changes: str) -> None:
    """On its way, what is sent next becomes something the service refuses."""

    def spoil(route: Route) -> None:
        route.continue_(post_data={**route.request.post_data_json, **changes})

    chat.page.route("**/messages", spoil, times=1)


def erased_elsewhere(chat: Chat) -> None:
    kept = chat.kept or {}
    address = f"{chat.stack.url}/api/v1/conversations/{kept['id']}"
    httpx.delete(address, headers={"Authorization": f"Bearer {kept['token']}"}).raise_for_status()


def test_a_refused_text_says_why_and_is_taken_back_while_later_ones_go(chat: Chat) -> None:
    chat.starts()
    spoil_the_next(chat, text="  ")
    chat.writes(FIRST)
    why = f"{chat.say('chat.failed')} {chat.say('errors.empty_text')}"
    expect(chat.waiting.locator(".state")).to_contain_text(why)
    chat.writes(SECOND)
    chat.is_at_step(2)
    assert chat.stored() == [SECOND]
    chat.page.reload()
    expect(chat.waiting.locator(".state")).to_contain_text(why)
    chat.field.fill(UNFINISHED)
    chat.button("chat.take_back").click()
    expect(chat.field).to_have_value(f"{FIRST}\n{UNFINISHED}")
    expect(chat.field).to_be_focused()
    expect(chat.waiting).to_have_count(0)
    chat.button("chat.send").click()
    chat.is_at_step(3)
    assert chat.stored() == [SECOND, f"{FIRST}\n{UNFINISHED}"]


def test_a_refused_choice_is_dismissed(chat: Chat) -> None:
    chat.starts()
    spoil_the_next(chat, choice="theme:nowhere")
    chat.choice("skip").click()
    expect(chat.waiting.locator(".state")).to_contain_text(chat.say("errors.unknown_choice"))
    chat.button("chat.dismiss").click()
    expect(chat.waiting).to_have_count(0)
    chat.writes(FIRST)
    chat.is_at_step(2)


def test_words_for_a_conversation_erased_elsewhere_are_given_back(chat: Chat) -> None:
    chat.starts()
    chat.page.context.set_offline(True)
    chat.writes(FIRST)
    chat.writes(SECOND)
    expect(chat.waiting).to_have_count(2)
    chat.field.fill(UNFINISHED)
    erased_elsewhere(chat)
    chat.page.context.set_offline(False)
    expect(chat.alert).to_have_text(chat.say("chat.gone_words"))
    assert chat.kept is None
    chat.page.reload()
    chat.starts("archiving")
    expect(chat.field).to_have_value("\n".join((FIRST, SECOND, UNFINISHED)))


def test_a_conversation_erased_elsewhere_while_it_is_open_is_left(chat: Chat) -> None:
    chat.starts()
    erased_elsewhere(chat)
    expect(chat.alert).to_have_text(chat.say("chat.gone"))
    expect(chat.button("chat.start")).to_be_visible()
    expect(chat.log.locator(".message")).to_have_count(0)
    assert chat.page.evaluate(NOTHING_KEPT) == 0
