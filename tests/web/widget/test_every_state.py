"""axe looks at the chat in each of its states: wherever it stands, in two languages, light and dark."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.axe import violations
from tests.web.widget.chat import Chat
from tests.web.widget.conftest import host
from tests.web.widget.states import states

INLINE = '<consultation-chat lang="en"></consultation-chat>'
TOO_WIDE = """() => [document, document.querySelector('consultation-chat').shadowRoot]
    .flatMap((each) => each === document ? each.scrollingElement : [...each.querySelectorAll('*')])
    .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1)
    .filter((each) => each === document.scrollingElement || getComputedStyle(each).overflowX !== 'visible')
    .map((each) => each.className || each.tagName)"""
UNDER_THE_MENU = re.compile("menu, .*target-size: .*data-choice")  # the open menu covers a part of them
PLACES = {
    "beside": ("/", "fr", 1280, None),
    "phone": ("/", "en", 320, ".launcher"),
    "corner": ("", "fr", 1024, ".launcher"),
    "inline": ("", "en", 768, None),
}


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_in_any_state(browser: Browser, stack: Stack, catalogue: Catalogue, place: str) -> None:
    path, lang, width, opener = PLACES[place]
    phone = width == 320
    with closing(
        browser.new_context(viewport={"width": width, "height": 640}, has_touch=phone, is_mobile=phone)
    ) as context:
        page = context.new_page()
        hosting = host(page, lang=lang, chat="" if opener else INLINE)
        chat = Chat(page, stack, catalogue, lang, path or hosting)
        found = [f"{state}, {each}" for state in states(chat, opener=opener) for each in faults(page)]
    assert not "\n".join(each for each in found if not UNDER_THE_MENU.match(each))


def faults(page: Page) -> list[str]:
    """What axe finds in light and in dark, and what scrolls sideways."""
    found = [f"scrolls sideways: {each}" for each in page.evaluate(TOO_WIDE)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {each}" for each in violations(page)]
    page.emulate_media(color_scheme="light")
    return found + [f"light: {each}" for each in violations(page)]
