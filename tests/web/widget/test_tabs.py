"""Two tabs of one browser: one conversation, whose words arrive once whichever tab they were written in."""

import time

import httpx
from playwright.sync_api import expect

from tests.web.widget.chat import KEEP, NOTHING_KEPT, Chat

FIRST = "Je visite des musées en ligne avec mes deux enfants."
PRESS_AT = "(button, at) => { setTimeout(() => button.click(), at - Date.now()); }"
SECOND = "Nous visitons aussi des expositions, et je les revisite seule le soir."


def test_what_is_written_in_one_tab_appears_in_the_other(chat: Chat) -> None:
    chat.starts()
    other = chat.another_tab()
    other.is_at_step(1)
    chat.writes(FIRST)
    other.is_at_step(2)
    other.shows_once(FIRST)
    other.writes(SECOND)
    chat.is_at_step(3)
    for each in (chat, other):
        each.shows_once(FIRST, SECOND)
    assert chat.log.locator(".message").all_inner_texts() == other.log.locator(".message").all_inner_texts()
    assert chat.stored() == [FIRST, SECOND]


def test_what_both_tabs_write_during_an_outage_arrives_once_each(chat: Chat) -> None:
    chat.starts()
    other = chat.another_tab()
    other.is_at_step(1)
    chat.page.context.set_offline(True)
    chat.writes(FIRST)
    expect(other.waiting).to_have_count(1)
    other.writes(SECOND)
    expect(chat.waiting).to_have_count(2)
    chat.page.context.set_offline(False)
    for each in (chat, other):
        each.is_at_step(2)
        each.shows_once(FIRST, SECOND)
    assert chat.stored() == [FIRST, SECOND]


def test_a_tab_closed_while_it_sends_leaves_the_rest_to_the_other(chat: Chat) -> None:
    chat.starts()
    other = chat.another_tab()
    other.is_at_step(1)
    other.page.route("**/messages", lambda route: None)  # its request stays under way
    with other.page.expect_request("**/messages"):
        other.writes(FIRST)
    other.writes(SECOND)
    expect(chat.waiting).to_have_count(2)
    other.page.close()
    chat.is_at_step(2)
    chat.shows_once(FIRST, SECOND)
    assert chat.stored() == [FIRST, SECOND]


def test_two_tabs_that_start_at_once_share_one_conversation(chat: Chat) -> None:
    other = chat.another_tab()
    (before,) = chat.stack.rows("SELECT max(created_at) FROM conversations")
    together = 1000 * time.time() + 500
    for each in (chat, other):
        each.button("chat.start").evaluate(PRESS_AT, together)
    for each in (chat, other):
        expect(each.choice("theme:ecology")).to_have_count(1)
    (after,) = chat.stack.rows("SELECT count(*) FROM conversations WHERE created_at > coalesce(?, 0)", *before)
    assert after == (1,)


def test_clearing_the_device_in_one_tab_clears_the_other(chat: Chat) -> None:
    chat.starts()
    other = chat.another_tab()
    other.is_at_step(1)
    other.field.fill("Une visite que personne d’autre ne doit lire.")
    chat.opens_the_menu("chat.finish")
    chat.button("chat.finish_yes").click()
    for each in (chat, other):
        expect(each.status).to_have_text(each.say("chat.finished"))
        expect(each.button("chat.start")).to_be_visible()
        expect(each.log.locator(".message")).to_have_count(0)
    expect(other.page.locator("consultation-chat textarea")).to_have_value("")
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    other.starts("archiving")
    chat.is_at_step(1)  # the same browser: the new conversation is shown in both


def test_a_conversation_deleted_in_one_tab_is_left_by_the_other(chat: Chat) -> None:
    chat.starts()
    other = chat.another_tab()
    other.is_at_step(1)
    chat.opens_the_menu("chat.delete")
    chat.button("chat.delete_yes").click()
    expect(chat.status).to_have_text(chat.say("chat.deleted"))
    expect(other.button("chat.start")).to_be_visible()
    expect(other.log.locator(".message")).to_have_count(0)
    assert other.page.evaluate(NOTHING_KEPT) == 0


def test_a_tab_whose_token_was_replaced_goes_on_with_the_new_one(chat: Chat) -> None:
    chat.starts()
    kept = chat.kept or {}
    address, headers = f"{chat.stack.url}/api/v1", {"Authorization": f"Bearer {kept['token']}"}
    receipt = httpx.post(f"{address}/conversations/{kept['id']}/receipt", headers=headers).json()["receipt"]
    newer = httpx.post(f"{address}/resume", json={"receipt": receipt}).json()["token"]
    chat.page.evaluate(KEEP, {"token": newer})
    chat.stack.change(
        "UPDATE tokens SET revoked_at = created_at WHERE kind = 'access' AND conversation_id = ? AND created_at = "
        "(SELECT min(created_at) FROM tokens WHERE kind = 'access' AND conversation_id = ?)",
        *(kept["id"], kept["id"]),
    )
    chat.writes(FIRST)
    chat.is_at_step(2)
    chat.shows_once(FIRST)
    expect(chat.alert).to_be_hidden()
    assert (chat.kept or {})["token"] == newer
