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
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(
    browser: Browser, stack: Stack, catalogue: Catalogue, page: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown = context.new_page()
    for lang in catalogue.languages:
        shown.goto(f"{stack.url}{PAGES[page]}?lang={lang}")
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


def test_the_first_key_press_offers_to_pass_the_header(desktop: Page, stack: Stack) -> None:
    for address in PAGES.values():
        desktop.goto(stack.url + address)
        desktop.keyboard.press("Tab")
        expect(desktop.locator(".skip a").first).to_be_focused()
        expect(desktop.locator(".skip a").first).to_be_in_viewport(ratio=1)
        desktop.keyboard.press("Enter")
        expect(desktop.locator("main")).to_be_focused()
