"""The chat in the corner of another website by keyboard alone, from its button and back to it."""

from playwright.sync_api import expect

from tests.web.widget.chat import NOTHING_KEPT, Chat

FIRST, SECOND = (
    "Je visite des musées en ligne avec mes enfants.",
    "Je visite aussi des expositions en ligne chaque mois.",
)


def test_from_the_button_to_an_answer_corrected_in_the_recap_a_receipt_and_back(corner: Chat) -> None:
    page, keyboard = corner.page, corner.page.keyboard
    launcher = page.locator(".launcher")
    corner.tabs_to(launcher)
    keyboard.press("Enter")
    expect(corner.button("chat.start")).to_be_focused()
    keyboard.press("Enter")
    corner.tabs_to(corner.choice("theme:ecology"), "Shift+Tab")
    keyboard.press("Enter")
    for step, text in enumerate((FIRST, SECOND), start=1):
        corner.is_at_step(step)
        expect(corner.field).to_be_focused()
        keyboard.type(text)
        keyboard.press("Enter")
    corner.is_at_step(3)
    _chooses_in_the_menu(corner, "chat.recap")
    corner.tabs_to(corner.choice("correct:ecology.uses"), "Shift+Tab")
    keyboard.press("Enter")
    expect(corner.field).to_have_value(FIRST)
    expect(corner.field).to_be_focused()
    keyboard.press("End")
    keyboard.type(" Chaque mois.")
    keyboard.press("Enter")
    corner.is_at_step(3)
    _chooses_in_the_menu(corner, "chat.receipt")
    expect(page.locator("dialog .code")).to_be_focused()
    corner.tabs_to(corner.button("chat.done"))
    keyboard.press("Enter")
    expect(corner.field).to_be_focused()
    keyboard.press("Escape")
    expect(launcher).to_be_focused()
    assert corner.stored() == [FIRST, SECOND, f"{FIRST} Chaque mois."]


def test_deleting_is_asked_declined_asked_again_and_done(corner: Chat) -> None:
    page, keyboard = corner.page, corner.page.keyboard
    corner.tabs_to(page.locator(".launcher"))
    keyboard.press("Enter")
    expect(corner.button("chat.start")).to_be_focused()
    keyboard.press("Enter")
    expect(corner.choice("theme:ecology")).to_be_visible()
    conversation = (corner.kept or {})["id"]
    _chooses_in_the_menu(corner, "chat.delete")
    expect(corner.button("chat.cancel")).to_be_focused()
    keyboard.press("Enter")
    expect(corner.button("chat.menu")).to_be_focused()
    assert corner.stack.rows("SELECT count(*) FROM conversations WHERE id = ?", conversation) == [(1,)]
    _chooses_in_the_menu(corner, "chat.delete")
    corner.tabs_to(corner.button("chat.delete_yes"))
    keyboard.press("Enter")
    expect(corner.status).to_have_text(corner.say("chat.deleted"))
    expect(corner.button("chat.start")).to_be_focused()
    assert page.evaluate(NOTHING_KEPT) == 0
    assert corner.stack.rows("SELECT count(*) FROM conversations WHERE id = ?", conversation) == [(0,)]


def _chooses_in_the_menu(chat: Chat, entry: str) -> None:
    chat.tabs_to(chat.button("chat.menu"), "Shift+Tab")
    chat.page.keyboard.press("Enter")
    chat.tabs_to(chat.page.locator("#menu").get_by_text(chat.say(entry), exact=True))
    chat.page.keyboard.press("Enter")
