"""Writing: the keys on a keyboard and on a touch screen, correcting, and a whole theme on a small phone."""

import pytest
from playwright.sync_api import Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.widget.chat import Chat

TEXTS = {
    "fr": "  Visite nº {n} du musée : « mot pour mot », l’été 🙂\n\tet à la ligne  ",
    "en": "My museum visit no. {n} this year: “word for word” <b>&amp;</b>",
}
LINES = "Je visite des musées en ligne\navec mes deux enfants."


@pytest.mark.parametrize("lang", TEXTS)
def test_a_whole_theme_on_a_phone(phone: Page, stack: Stack, catalogue: Catalogue, lang: str) -> None:
    chat = Chat(phone, stack, catalogue, lang)
    texts = [TEXTS[lang].format(n=number) for number in range(1, 7)]
    chat.card("ecology").tap()
    for number, text in enumerate(texts, start=1):
        chat.is_at_step(number)
        chat.sees_what_is_asked()
        chat.field.fill(text)
        chat.button("chat.send").tap()
    for choice in ("no", "profile:citizen", "profile:own_name"):
        chat.choice(choice).tap()
    expect(chat.choice("theme:archiving")).to_be_visible()
    expect(chat.page.locator(".message[data-kind=recap]")).to_contain_text(texts[-1].strip().split("\n")[0])
    assert chat.stored() == texts
    assert list(chat.answers().values()) == texts


def test_with_a_keyboard_enter_sends_and_shift_enter_goes_to_the_next_line(chat: Chat) -> None:
    chat.starts()
    first, second = LINES.split("\n")
    chat.field.press_sequentially(first)
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially(second)
    chat.field.press("Enter")
    chat.is_at_step(2)
    assert chat.stored() == [LINES]


def test_on_a_touch_screen_enter_goes_to_the_next_line(pocket: Chat) -> None:
    pocket.starts()
    first, second = LINES.split("\n")
    pocket.field.press_sequentially(first)
    pocket.field.press("Enter")
    pocket.field.press_sequentially(second)
    expect(pocket.field).to_have_value(LINES)
    pocket.button("chat.send").tap()
    pocket.is_at_step(2)
    assert pocket.stored() == [LINES]


def test_correcting_starts_from_the_stored_text(chat: Chat) -> None:
    chat.starts()
    chat.writes(LINES)
    chat.is_at_step(2)
    chat.opens_the_menu("chat.recap")
    chat.choice("correct:ecology.uses").click()
    expect(chat.field).to_have_value(LINES)
    chat.writes(LINES.replace("deux", "trois"))
    chat.is_at_step(2)
    assert chat.answers()["ecology.uses"] == LINES.replace("deux", "trois")


def test_a_correction_that_is_left_takes_its_text_away(chat: Chat) -> None:
    chat.starts()
    chat.writes(LINES)
    chat.is_at_step(2)
    chat.opens_the_menu("chat.recap")
    chat.choice("correct:ecology.uses").click()
    expect(chat.field).to_have_value(LINES)
    chat.choice("why").click()
    expect(chat.log.locator(".message[data-kind=question]")).to_have_count(5)
    expect(chat.field).to_have_value(LINES)
    chat.choice("keep").click()
    chat.is_at_step(2)
    expect(chat.field).to_have_value("")
    chat.opens_the_menu("chat.recap")
    chat.choice("correct:ecology.uses").click()
    expect(chat.field).to_have_value(LINES)
    chat.field.press_sequentially(" Et ensuite.")
    chat.card("archiving").click()
    chat.is_at_step(1)
    expect(chat.field).to_have_value(f"{LINES} Et ensuite.")  # what was written is its author's


def test_a_draft_in_the_field_is_not_replaced_when_correcting(chat: Chat) -> None:
    chat.starts()
    chat.writes(LINES)
    chat.is_at_step(2)
    chat.field.fill("Une visite commencée")
    chat.opens_the_menu("chat.recap")
    with chat.page.expect_response("**/answers"):
        chat.choice("correct:ecology.uses").click()
    chat.is_at_step(1)
    expect(chat.field).to_have_value("Une visite commencée")


def test_the_count_appears_near_the_limit_and_counts_as_the_service_does(chat: Chat) -> None:
    chat.starts()
    count = chat.page.locator("consultation-chat .count")
    chat.field.fill("é" * 9_400)
    expect(count).to_be_hidden()
    told = chat.page.locator("consultation-chat .count + [role=status]")
    expect(told).to_have_text("")
    chat.field.fill("🙂" * 9_900)
    for each in (count, told):
        expect(each).to_have_text(chat.say("chat.remaining", count=100))
    chat.field.fill("🙂" * 9_951)
    expect(count).to_have_text(chat.say("chat.remaining", count=49))
    expect(told).to_have_text(chat.say("chat.remaining", count=100))  # and not at every key
    chat.field.fill("e\u0301" * 10_001)
    for each in (count, told):
        expect(each).to_have_text(chat.say("chat.too_long", count=1))
    text = f" {'🙂' * 10_000} "
    chat.field.fill(text)
    with chat.page.expect_response("**/messages"):
        chat.button("chat.send").click()
    expect(chat.waiting).to_have_count(0)
    assert chat.stored() == [text]


def test_messages_written_faster_than_they_are_answered_all_arrive_in_order(chat: Chat) -> None:
    chat.starts()
    texts = [f"Je visite des musées en ligne avec mes enfants, visite {number}." for number in range(25)]
    for text in texts:
        chat.field.fill(text)
        chat.field.press("Enter")
    expect(chat.waiting).to_have_count(0, timeout=60_000)
    chat.shows_once(*texts)
    assert chat.stored() == texts
