"""Where the focus is: in the field or the log after every tap, back to the opener on close, never lost."""

import pytest
from playwright.sync_api import expect

from tests.web.widget.chat import Chat

FOCUSED = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.getAttribute("role") ?? (at.id || at.className || at.localName);
}"""


def taps(chat: Chat, choice: str) -> None:
    """Taps it, and sees the reply."""
    with chat.page.expect_response("**/messages"):
        chat.choice(choice).click()
    answered(chat)


def answered(chat: Chat) -> None:
    expect(chat.log.locator(".message").last).to_have_attribute("data-from", "bot")


@pytest.mark.parametrize(("screen", "place"), [("chat", "text"), ("pocket", "log")])
def test_after_every_tap_the_focus_is_where_one_goes_on(
    request: pytest.FixtureRequest, screen: str, place: str
) -> None:
    chat: Chat = request.getfixturevalue(screen)
    if screen == "pocket":
        chat.page.locator(".launcher").click()
    chat.button("chat.start").click()
    expect(chat.choice("theme:ecology")).to_be_visible()
    assert chat.page.evaluate(FOCUSED) == place
    for choice in ("theme:ecology", "why", "skip", "back"):
        taps(chat, choice)
        assert chat.page.evaluate(FOCUSED) == place, choice
    chat.writes("Je visite des musées en ligne avec mes enfants.")
    chat.is_at_step(2)
    with chat.page.expect_response("**/messages"):
        chat.opens_the_menu("chat.recap")
    answered(chat)
    assert chat.page.evaluate(FOCUSED) == place
    for choice in ("correct:ecology.uses", "keep"):
        taps(chat, choice)
        assert chat.page.evaluate(FOCUSED) == place, choice
    with chat.page.expect_response("**/messages"):
        _in_english(chat)
    answered(chat)
    assert chat.page.evaluate(FOCUSED) == place


def _in_english(chat: Chat) -> None:
    chat.button("chat.menu").click()
    chat.page.locator("#menu [lang=en]").click()


def test_a_dialog_gives_the_focus_back(chat: Chat) -> None:
    chat.starts()
    for entry in ("chat.delete", "chat.finish"):
        chat.opens_the_menu(entry)
        expect(chat.button("chat.cancel")).to_be_focused()
        chat.page.keyboard.press("Escape")
        expect(chat.button("chat.menu")).to_be_focused()
    chat.opens_the_menu("chat.finish")
    chat.button("chat.finish_yes").click()
    expect(chat.button("chat.start")).to_be_focused()


def test_the_menu_and_the_receipt_by_keyboard_alone(pocket: Chat) -> None:
    keyboard = pocket.page.keyboard
    pocket.starts()
    menu = pocket.button("chat.menu")
    pocket.tabs_to(menu)
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(pocket.page.locator("#menu button").first).to_be_focused()
    keyboard.press("Escape")
    expect(menu).to_be_focused()
    keyboard.press("Enter")
    pocket.tabs_to(pocket.page.locator("#menu").get_by_text(pocket.say("chat.receipt"), exact=True))
    keyboard.press("Enter")
    expect(pocket.page.locator("dialog .code")).to_be_focused()
    expect(pocket.page.locator("#menu")).to_be_hidden()
    keyboard.press("Escape")
    expect(pocket.log).to_be_focused()
    keyboard.press("Escape")
    expect(pocket.card("ecology")).to_be_focused()


def test_the_menu_closes_where_one_goes_elsewhere(chat: Chat) -> None:
    menu, opened = chat.page.locator("#menu"), chat.button("chat.menu")
    for elsewhere in (
        lambda: chat.page.locator(".welcome").click(position={"x": 2, "y": 2}),
        lambda: chat.page.locator("h1").click(),
    ):
        opened.click()
        expect(menu).to_be_visible()
        elsewhere()
        expect(menu).to_be_hidden()


def test_the_focus_comes_back_to_what_opened_the_chat_this_time(pocket: Chat) -> None:
    pocket.starts()
    pocket.button("chat.close").click()
    expect(pocket.card("ecology")).to_be_focused()
    launcher = pocket.page.locator(".launcher")
    launcher.click()
    pocket.opens_the_menu("chat.close")
    expect(launcher).to_be_focused()


def test_what_could_be_tapped_before_is_out_of_the_tab_order(chat: Chat) -> None:
    chat.starts()
    for _ in range(3):
        taps(chat, "skip")
    visited = []
    for _ in range(14):
        chat.page.keyboard.press("Shift+Tab")
        choice = chat.page.locator("consultation-chat [data-choice]:focus")
        visited += [choice.get_attribute("data-choice")] if choice.count() else []
    present = [each.get_attribute("data-choice") for each in chat.now.locator("[data-choice]").all()]
    assert visited == present[::-1]


def test_who_zooms_in_while_writing_goes_on_writing(chat: Chat) -> None:
    chat.starts()
    chat.field.fill("Je visite")
    chat.page.set_viewport_size({"width": 640, "height": 450})
    expect(chat.field).to_be_focused()
    expect(chat.field).to_be_in_viewport(ratio=1)
    chat.page.set_viewport_size({"width": 1280, "height": 900})
    expect(chat.field).to_be_focused()
    expect(chat.field).to_have_value("Je visite")


def test_a_conversation_that_is_gone_does_not_take_the_focus_of_who_reads_the_page(chat: Chat) -> None:
    chat.starts()
    kept = (chat.kept or {})["id"]
    chat.stack.change("UPDATE tokens SET revoked_at = CURRENT_TIMESTAMP WHERE conversation_id = ?", kept)
    chat.page.reload()
    expect(chat.alert).to_have_text(chat.say("chat.gone"))
    assert chat.page.evaluate("document.activeElement === document.body")


def test_in_the_corner_escape_closes_the_menu_then_a_dialog_then_the_chat(corner: Chat) -> None:
    keyboard, launcher = corner.page.keyboard, corner.page.locator(".launcher")
    launcher.click()
    expect(launcher).to_be_hidden()  # it would be under the chat
    expect(corner.button("chat.start")).to_be_focused()
    keyboard.press("Enter")
    expect(corner.choice("theme:ecology")).to_be_visible()
    corner.button("chat.menu").click()
    keyboard.press("Escape")
    expect(corner.button("chat.menu")).to_be_focused()
    corner.opens_the_menu("chat.delete")
    keyboard.press("Escape")
    expect(corner.log).to_be_visible()
    keyboard.press("Escape")
    expect(corner.log).to_be_hidden()
    expect(launcher).to_be_focused()
