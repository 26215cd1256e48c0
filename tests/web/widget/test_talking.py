"""The chat of the page, in a real browser in front of the whole product."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from bot.catalogue import Catalogue
from tests.stack import Stack, running
from tests.web.widget.chat import NOTHING_KEPT, Chat

TEXTS = {
    "fr": "  Visite nº {n} du musée : « mot pour mot », l’été 🙂\n\tet à la ligne  ",
    "en": "My museum visit no. {n} this year: “word for word” <b>&amp;</b>",
}


def test_a_whole_theme_by_mouse_in_french(chat: Chat) -> None:
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    texts = [TEXTS["fr"].format(n=number) for number in range(1, 7)]
    chat.starts()
    for number, text in enumerate(texts, start=1):
        chat.is_at_step(number)
        chat.writes(text)
    chat.choice("no").click()
    for profile in ("citizen", "own_name"):
        chat.choice(f"profile:{profile}").click()
    expect(chat.choice("theme:archiving")).to_be_visible()
    expect(chat.page.locator(".message[data-kind=recap]")).to_contain_text("« mot pour mot »")
    assert chat.stored() == texts


def test_a_whole_theme_by_keyboard_alone_in_english(desktop: Page, stack: Stack, catalogue: Catalogue) -> None:
    chat = Chat(desktop, stack, catalogue, "en")
    keyboard = desktop.keyboard
    chat.tabs_to(chat.card("ecology"))
    keyboard.press("Enter")
    texts = [TEXTS["en"].format(n=number) for number in range(1, 7)]
    for number, text in enumerate(texts, start=1):
        chat.is_at_step(number)
        expect(chat.field).to_be_focused()
        keyboard.type(text)
        keyboard.press("Enter")
    for choice in ("no", "profile:citizen", "profile:own_name"):
        expect(chat.choice(choice)).to_be_visible()
        chat.tabs_to(chat.choice(choice), "Shift+Tab")
        keyboard.press("Enter")
        assert chat.has_focus()
    expect(chat.choice("theme:archiving")).to_be_visible()
    assert chat.stored() == texts


def test_an_impatient_double_click_begins_one_conversation(chat: Chat) -> None:
    (before,) = chat.stack.rows("SELECT count(*) FROM conversations")
    chat.button("chat.start").dblclick()
    expect(chat.choice("theme:ecology")).to_have_count(1)
    (after,) = chat.stack.rows("SELECT count(*) FROM conversations")
    assert (int(str(after[0])) - int(str(before[0]))) == 1
    expect(chat.page.locator(".message[data-kind=notice]")).to_have_count(1)


def test_a_trembling_finger_skips_one_question(chat: Chat) -> None:
    chat.starts()
    chat.choice("skip").dblclick()
    chat.is_at_step(2)
    chat.writes("Nous visitons aussi des expositions, et je les revisite seule le soir.")
    chat.is_at_step(3)
    taps = "SELECT choice FROM messages WHERE conversation_id = ? AND choice = 'skip'"
    assert chat.stack.rows(taps, (chat.kept or {})["id"]) == [("skip",)]


def test_a_browser_that_refuses_storage_still_has_the_chat(chat: Chat) -> None:
    refused = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError') } })"
    chat.page.add_init_script(refused)
    chat.page.reload()
    chat.starts()
    chat.writes("Ce navigateur ne garde rien, et la discussion a lieu quand même.")
    chat.is_at_step(2)


def test_each_message_is_drawn_once_and_only_the_last_batch_can_be_tapped(chat: Chat) -> None:
    chat.starts()
    chat.writes("Je visite des musées en ligne avec mes enfants.")
    chat.is_at_step(2)
    chat.page.wait_for_timeout(500)  # the event stream brings the same messages again
    expect(chat.page.get_by_text("Je visite des musées en ligne avec mes enfants.", exact=True)).to_have_count(1)
    expect(chat.choice("skip")).to_have_count(1)
    expect(chat.choice("receipt")).to_have_count(1)  # offered by another message of that batch


def test_a_reload_keeps_the_conversation(chat: Chat) -> None:
    chat.starts()
    chat.writes("J’écoute des concerts enregistrés avec mes deux enfants.")
    chat.is_at_step(2)
    before = chat.log.locator(".message").all_inner_texts()
    chat.page.reload()
    chat.is_at_step(2)
    assert chat.log.locator(".message").all_inner_texts() == before
    chat.writes("Je visite aussi des musées en ligne avec mes enfants.")
    chat.is_at_step(3)
    assert chat.stored() == [
        "J’écoute des concerts enregistrés avec mes deux enfants.",
        "Je visite aussi des musées en ligne avec mes enfants.",
    ]


@pytest.mark.parametrize("screen", ["chat", "pocket"])
def test_an_address_with_a_theme_begins_there_once_the_person_says_so(
    request: pytest.FixtureRequest, screen: str
) -> None:
    chat: Chat = request.getfixturevalue(screen)
    chat.page.goto(f"{chat.stack.url}/?lang=fr&theme=archiving")
    expect(chat.button("chat.start")).to_be_visible()
    assert "theme" not in chat.page.url
    assert chat.page.evaluate(NOTHING_KEPT) == 0
    chat.button("chat.start").click()
    chat.is_at_step(1)
    assert chat.answers() == {}
    assert "archiv" in chat.log.inner_text()


def test_a_page_that_names_a_theme_there_is_not_has_the_chat_all_the_same(chat: Chat) -> None:
    chat.page.locator("consultation-chat").evaluate("chat => chat.open('ecologie')")
    expect(chat.choice("theme:ecology")).to_be_visible()


def test_a_card_chosen_during_a_conversation_goes_on_in_it(chat: Chat) -> None:
    chat.starts("ecology")
    kept = chat.kept
    chat.card("archiving").click()
    expect(chat.log).to_contain_text("archiv")
    chat.is_at_step(1)
    assert chat.kept == kept


def test_on_a_phone_a_card_chosen_after_a_reload_goes_on_in_the_conversation(pocket: Chat) -> None:
    pocket.starts("ecology")
    kept = pocket.kept or {}
    pocket.page.reload()
    expect(pocket.page.locator("consultation-chat[data-ready]")).to_be_attached()
    pocket.card("archiving").click()
    expect(pocket.log).to_contain_text("archiv")
    pocket.writes("Les photographies de famille et les visites filmées des musées.")
    pocket.is_at_step(2)
    assert [question.split(".")[0] for question in pocket.answers()] == ["archiving"]
    assert (pocket.kept or {})["id"] == kept["id"]


def test_messages_in_another_language_than_the_page_say_so(chat: Chat) -> None:
    chat.button("chat.start").click()
    chat.choice("lang:en").click()
    expect(chat.choice("lang:fr")).to_be_visible()
    assert chat.page.locator(".message[data-from=bot]").first.get_attribute("lang") == "fr"
    assert chat.page.locator(".message[data-from=bot]").last.get_attribute("lang") == "en"


@pytest.mark.parametrize("taken", [False, True], ids=["request lost", "answer lost"])
def test_a_message_cut_off_is_sent_again_and_stored_once(chat: Chat, taken: bool) -> None:
    cuts = 0

    def cut(route: Route) -> None:
        nonlocal cuts
        cuts += 1
        if cuts > 1:
            return route.continue_()
        if taken:
            route.fetch()
        return route.abort()

    chat.starts()
    chat.page.route("**/messages", cut)
    with chat.page.expect_response("**/messages"):
        chat.writes("Je visite des expositions en ligne avec mes enfants.")
    chat.is_at_step(2)
    assert cuts == 2
    assert chat.stored() == ["Je visite des expositions en ligne avec mes enfants."]
    expect(chat.page.get_by_text("Je visite des expositions en ligne avec mes enfants.", exact=True)).to_have_count(1)


def test_while_the_engine_is_away_the_message_is_kept_and_the_person_told(
    desktop: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    with running(Stack(tmp_path), "--only", "service", path="/healthz") as alone:
        chat = Chat(desktop, alone, catalogue, "fr")
        chat.starts()
        chat.writes("Écrite avant que le robot soit là.")
        expect(chat.page.get_by_role("status").filter(has_text=chat.say("chat.waking"))).to_be_visible(timeout=15_000)
        expect(chat.alert).to_be_hidden()
        assert chat.stored() == ["Écrite avant que le robot soit là."]


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_page_is_there_before_the_robot_and_says_so(
    request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path: Path, screen: str
) -> None:
    page: Page = request.getfixturevalue(screen)
    with running(Stack(tmp_path), path="/healthz") as stack:
        chat = Chat(page, stack, catalogue, "fr")
        note = page.get_by_text(chat.say("chat.asleep")).locator("visible=true")
        expect(note).to_have_count(1)
        stack.wait_until("/readyz")
        expect(note).to_have_count(0)
        page.reload()
        expect(note).to_have_count(0)


def test_a_text_that_is_too_long_is_counted_and_stays_in_the_field(chat: Chat) -> None:
    chat.starts()
    text = "trop " * 2_001
    chat.writes(text)
    expect(chat.page.locator(".count")).to_have_text(chat.say("chat.too_long", count=4))
    expect(chat.field).to_have_value(text)
    expect(chat.choice("skip")).to_be_visible()
    assert chat.stored() == []


def test_every_answer_of_the_product_carries_the_security_headers(stack: Stack) -> None:
    for path in ("/", "/privacy", "/api/v1/consultation", "/nowhere"):
        headers = httpx.get(stack.url + path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
