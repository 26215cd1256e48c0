"""Every state of the chat, one after the other, in one conversation."""

from collections.abc import Iterator

from playwright.sync_api import Route, expect

from tests.web.widget.chat import KEEP, Chat

LONG = "J’écoute chaque semaine des concerts enregistrés avec mes deux enfants, " + "sansespace" * 12
TOO_LONG = "trop " * 2_001
LONG_AGO = {"at": "2023-01-05T10:00:00.000Z"}


def states(chat: Chat, *, opener: str | None = None) -> Iterator[str]:
    """The name of each state while the chat is in it; `opener`: what opens the chat where it is closed at first."""
    yield from _before(chat, opener)
    for part in (_talking, _own_answers, _trouble):
        yield from part(chat)
    yield from _another_day(chat, opener)


def _before(chat: Chat, opener: str | None) -> Iterator[str]:
    if opener:
        yield "closed"
        chat.page.locator(opener).click()
    yield "welcome"
    chat.page.locator(".welcome summary").click()
    yield "code"
    chat.page.get_by_label(chat.say("chat.code"), exact=True).fill("AAAA-BBBB-CCCC")
    chat.button("chat.come_back").click()
    expect(chat.alert).to_be_visible()
    yield "code refused"


def _talking(chat: Chat) -> Iterator[str]:
    chat.button("chat.start").click()
    expect(chat.choice("theme:ecology")).to_be_visible()
    yield "themes"
    chat.choice("theme:ecology").click()
    chat.is_at_step(1)
    yield "question"
    chat.button("chat.menu").click()
    yield "menu"
    chat.page.keyboard.press("Escape")
    chat.writes(LONG)
    chat.is_at_step(2)
    yield "next question"
    chat.choice("receipt").click()
    expect(chat.page.locator("dialog .code")).to_be_visible()
    yield "receipt"
    chat.button("chat.done").click()


def _own_answers(chat: Chat) -> Iterator[str]:
    chat.opens_the_menu("chat.recap")
    expect(chat.choice("correct:ecology.uses")).to_be_visible()
    yield "recap"
    chat.choice("correct:ecology.uses").click()
    expect(chat.field).to_have_value(LONG)
    yield "correcting"
    chat.field.fill(TOO_LONG)
    yield "too long"
    chat.field.fill("")
    chat.opens_the_menu("chat.delete")
    yield "sure"
    chat.button("chat.cancel").click()


def _trouble(chat: Chat) -> Iterator[str]:
    held: list[Route] = []
    chat.page.route("**/messages", lambda route: held.append(route))
    chat.writes("Je regarde des films.")
    expect(chat.page.get_by_text(chat.say("chat.waiting"))).to_be_visible()
    yield "reply coming"
    chat.page.route("**/messages", lambda route: route.abort())
    for each in held:
        each.abort()
    expect(chat.page.get_by_text(chat.say("chat.unsent"))).to_be_visible()
    yield "no connection"
    chat.page.route("**/messages", _refuse)
    # Sent again soon, however long it has waited, and though an attempt may still be under way.
    chat.page.evaluate("again = setInterval(() => dispatchEvent(new Event('online')), 500)")
    expect(chat.button("chat.take_back")).to_be_visible()
    chat.page.evaluate("clearInterval(again)")
    yield "refused"
    chat.page.unroute("**/messages")


def _refuse(route: Route) -> None:
    route.fulfill(status=422, json={"title": "Ce message ne peut pas être enregistré.", "code": "refused"})


def _another_day(chat: Chat, opener: str | None) -> Iterator[str]:
    chat.page.evaluate(KEEP, LONG_AGO)
    chat.page.reload()
    expect(chat.page.locator("consultation-chat[data-ready]")).to_be_attached()
    if opener:
        chat.page.locator(opener).click()
    expect(chat.button("chat.before_continue")).to_be_visible()
    yield "another day"
