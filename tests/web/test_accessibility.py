"""axe on the pages around the chat: both languages, light and dark, a narrow phone and a wide screen."""

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.axe import violations

PAGES = {
    "consultation": "/",
    "personal data": "/privacy",
    "statement": "/accessibility",
    "not found": "/webinars/nowhere.ics",
    "forms": "/form",
    "form": "/form/ecology",
}
CHAT = ("#chat",)  # looked at by the tests of the chat, in each of its states


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", [*PAGES, "frame"])
def test_axe_finds_nothing(
    browser: Browser, stack: Stack, catalogue: Catalogue, page: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown = context.new_page()
    for lang in catalogue.languages:
        shown.goto(f"{stack.url}{PAGES.get(page, '/embed')}?lang={lang}")
        for each in shown.locator("main summary").all():
            each.click()
        assert not violations(shown, exclude=CHAT)
        assert shown.locator("html").get_attribute("lang") == lang
    context.close()


# Text spaced as WCAG 1.4.12 (RGAA 10.12) asks it to bear, then twice as large (1.4.4, RGAA 10.4).
ADAPTED = {
    "as it is": "",
    "spaced": "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    "twice as large": ":root { font-size: 200% }",
}
ADAPT = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# A phone's innerWidth would grow with what overflows.
TOO_WIDE = """() => document.scrollingElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > 320).map((each) => each.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("adapted", ADAPTED)
def test_a_narrow_screen_never_scrolls_sideways(phone: Page, stack: Stack, adapted: str) -> None:
    for address in PAGES.values():
        phone.goto(stack.url + address)
        phone.evaluate(ADAPT, ADAPTED[adapted])
        assert phone.evaluate(TOO_WIDE) == [], address


# What has the focus, where a part of it is under the button at the foot of the screen.
COVERED = """() => {
    const chat = document.querySelector("consultation-chat"), focused = document.activeElement;
    const box = (each) => each.getBoundingClientRect();
    const [one, bar] = [focused, chat.shadowRoot.querySelector(".launcher")].map(box);
    const apart = one.bottom <= bar.top || one.top >= bar.bottom || one.right <= bar.left || one.left >= bar.right;
    return [chat, document.body].includes(focused) || apart ? null : focused.outerHTML;
}"""


def test_on_a_phone_the_button_at_the_foot_never_covers_what_has_the_focus(phone: Page, stack: Stack) -> None:
    phone.goto(stack.url)
    expect(phone.locator(".launcher")).to_be_in_viewport(ratio=1)
    reached = set()
    for _ in range(60):
        phone.keyboard.press("Tab")
        reached.add(phone.evaluate("document.activeElement.outerHTML"))
        assert phone.evaluate(COVERED) is None
    assert len(reached) > 30


def test_the_first_key_press_offers_to_pass_the_header(desktop: Page, stack: Stack) -> None:
    for address in PAGES.values():
        desktop.goto(stack.url + address)
        desktop.keyboard.press("Tab")
        expect(desktop.locator(".skip a").first).to_be_focused()
        expect(desktop.locator(".skip a").first).to_be_in_viewport(ratio=1)
        desktop.keyboard.press("Enter")
        expect(desktop.locator("main")).to_be_focused()
