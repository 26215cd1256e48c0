"""The chat on a wide screen and on a phone: what is asked is in sight, and nothing scrolls sideways."""

from playwright.sync_api import expect

from tests.web.widget.chat import Chat

TOO_WIDE = "document.scrollingElement.scrollWidth > screen.width"
SMALL = """[...document.querySelector('consultation-chat').shadowRoot.querySelectorAll('button, summary, a')]
    .filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect())
    .filter(({ width, height }) => width < 24 || height < 24).length"""


def test_the_notice_the_question_and_the_field_are_in_sight_as_soon_as_a_theme_is_chosen(
    chat: Chat, pocket: Chat
) -> None:
    chat.page.set_viewport_size({"width": 1280, "height": 800})
    chat.button("chat.start").click()
    expect(chat.button("chat.send")).to_be_in_viewport(ratio=1)
    chat.choice("theme:ecology").dispatch_event("click")  # a click of Playwright's scrolls the page first
    pocket.starts()
    for each in (chat, pocket):
        each.is_at_step(1)
        each.sees_what_is_asked()
    expect(pocket.log.locator(".message[data-kind=notice]")).to_be_in_viewport()
    assert chat.page.evaluate("scrollY") == 0


def test_what_is_asked_stands_once_before_ones_eyes(pocket: Chat) -> None:
    pocket.starts()
    pocket.choice("why").click()
    expect(pocket.log.locator(".message[data-kind=question]")).to_have_count(2)
    beside = pocket.now.locator(".pending:not(.unseen)")
    in_log = pocket.log.locator(".message[data-kind=question]").last.locator(".text")
    for height in (640, 330, 640):
        pocket.page.set_viewport_size({"width": 320, "height": height})
        pocket.sees_what_is_asked()
    expect(in_log).to_be_in_viewport(ratio=1)
    expect(beside).to_have_count(0)


def test_a_narrow_screen_never_scrolls_sideways(pocket: Chat) -> None:
    assert not pocket.page.evaluate(TOO_WIDE)
    pocket.starts()
    pocket.writes("Je regarde des films et des concerts sur https://exemple.fr/" + "sansespace" * 60)
    pocket.is_at_step(2)
    assert not pocket.page.evaluate(TOO_WIDE)
    assert pocket.log.evaluate("log => log.scrollWidth <= log.clientWidth")
    assert pocket.page.evaluate(SMALL) == 0


def test_on_a_phone_escape_closes_the_chat_and_returns_the_focus(pocket: Chat) -> None:
    pocket.starts()
    assert pocket.page.locator("dialog.panel").evaluate("dialog => dialog.matches(':modal')")
    pocket.page.keyboard.press("Escape")
    expect(pocket.card("ecology")).to_be_focused()
    expect(pocket.log).to_be_hidden()
