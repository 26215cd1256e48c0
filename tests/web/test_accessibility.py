"""axe on the pages around the chat: both languages, light and dark, a narrow phone and a wide screen."""

import pytest
from playwright.sync_api import Browser

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.axe import violations

PAGES = {
    "consultation": "/",
    "personal data": "/privacy",
    "statement": "/accessibility",
    "not found": "/webinars/nowhere.ics",
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
