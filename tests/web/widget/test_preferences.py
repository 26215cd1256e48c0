"""What people have set on their device: less motion, more contrast, larger text, paper; and the phone's keyboard."""

import pytest
from playwright.sync_api import Route, expect

from tests.web.widget.chat import Chat
from tests.web.widget.test_every_state import TOO_WIDE

MOVING = """() => { const { animationName, animationDuration, animationIterationCount } =
    getComputedStyle(document.querySelector("consultation-chat").shadowRoot.querySelector(".status"), "::after");
    return animationName === "none" ? 0 : parseFloat(animationDuration) * animationIterationCount; }"""
# Where the log ends below its panel, or below where the page goes on, it is printed over something else.
CUT = """(log) => { const end = (each) => each.getBoundingClientRect().bottom, panel = log.closest(".panel");
    return log.scrollHeight > log.clientHeight || panel.matches(":modal") || end(log) > end(panel) + 1
        || end(log) > document.querySelector("footer").getBoundingClientRect().top; }"""
# The size in pixels of the smallest text that is shown.
SMALLEST = """() => Math.min(...[...document.querySelector("consultation-chat").shadowRoot.querySelectorAll("*")]
    .filter((each) => each.checkVisibility() && [...each.childNodes].some((one) => one.nodeType === 3))
    .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_sign_of_a_reply_moves_less_than_five_seconds_or_not_at_all(chat: Chat, motion: str) -> None:
    chat.page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    chat.starts()
    held: list[Route] = []
    chat.page.route("**/messages", lambda route: held.append(route))
    chat.writes("Je visite des musées en ligne.")
    expect(chat.page.get_by_text(chat.say("chat.waiting"))).to_be_visible()
    seconds = chat.page.evaluate(MOVING)
    assert seconds == 0 if motion == "reduce" else 0 < seconds < 5
    for each in held:
        each.abort()


def test_with_the_phone_s_keyboard_open_the_question_stays_beside_the_field(pocket: Chat) -> None:
    pocket.page.set_viewport_size({"width": 360, "height": 350})
    pocket.starts()
    question = pocket.log.locator("h3").last.inner_text()
    for text in ("Je visite", "Je visite des musées en ligne.\n" * 12):
        pocket.field.fill(text)
        expect(pocket.now.get_by_text(question, exact=True)).to_be_in_viewport(ratio=1)
        for each in (pocket.field, pocket.button("chat.send")):
            expect(each).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [(1280, 900), (640, 450)])
def test_text_twice_as_large_loses_nothing_and_scrolls_one_way(chat: Chat, size: tuple[int, int]) -> None:
    chat.page.set_viewport_size({"width": size[0], "height": size[1]})
    chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.starts()
    chat.writes("Je visite des musées en ligne avec mes enfants.")
    chat.is_at_step(2)
    assert chat.page.evaluate(TOO_WIDE) == []
    for each in (chat.field, chat.button("chat.send"), chat.button("chat.menu")):
        each.scroll_into_view_if_needed()
        expect(each).to_be_in_viewport(ratio=1)


def test_labels_twice_as_long_fit_a_narrow_screen(pocket: Chat) -> None:
    def lengthen(route: Route) -> None:
        answer = route.fetch()
        settings = answer.json()
        settings["strings"] = {key: f"{text} {text.replace(' ', '')}" for key, text in settings["strings"].items()}
        route.fulfill(response=answer, json=settings)

    page = pocket.page
    page.route("**/api/v1/widget?*", lengthen)
    page.reload()
    pocket.card("ecology").click()
    expect(pocket.choice("skip")).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []
    page.locator("[aria-controls=menu]").click()
    assert page.evaluate(TOO_WIDE) == []
    page.locator("#menu .danger").click()
    assert page.evaluate(TOO_WIDE) == []


def test_a_page_whose_own_text_is_tiny_does_not_shrink_the_chat(chat: Chat) -> None:
    chat.starts()
    before = chat.page.evaluate(SMALLEST)
    chat.page.evaluate("document.documentElement.style.fontSize = '62.5%'")
    assert chat.page.evaluate(SMALLEST) == before


@pytest.mark.parametrize("screen", ["chat", "pocket"])
def test_on_paper_there_is_the_whole_conversation_dark_on_light(request: pytest.FixtureRequest, screen: str) -> None:
    chat: Chat = request.getfixturevalue(screen)
    chat.starts()
    for number in range(2, 5):
        chat.writes("Je visite des musées en ligne avec mes enfants. " * 8)
        chat.is_at_step(number)
    chat.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    chat.page.emulate_media(media="print", color_scheme="dark")
    assert not chat.log.evaluate(CUT)
    for message in chat.log.locator(".message").all():
        assert message.evaluate("(each) => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    for each in (chat.field, chat.now, chat.button("chat.menu")):
        expect(each).to_be_hidden()
    chat.page.emulate_media(media="screen")
    chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    place = chat.field if screen == "chat" else chat.log
    expect(place).to_be_focused()
    assert chat.page.locator("dialog.panel:modal").count() == (screen == "pocket")


def test_in_forced_colours_each_message_and_button_has_an_edge(chat: Chat) -> None:
    chat.page.emulate_media(forced_colors="active")
    chat.starts()
    for each in (
        chat.page.locator("consultation-chat :is(.message, .choices button, .button)").locator("visible=true").all()
    ):
        assert each.evaluate("(one) => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1


def test_with_more_contrast_nothing_is_grey(chat: Chat) -> None:
    chat.starts()
    step = chat.log.locator(".step")
    grey = step.evaluate("(each) => getComputedStyle(each).color")
    chat.page.emulate_media(contrast="more")
    assert step.evaluate("(each) => getComputedStyle(each).color") != grey
    assert step.evaluate("(each) => getComputedStyle(each).color") == chat.log.evaluate(
        "(each) => getComputedStyle(each).color"
    )
