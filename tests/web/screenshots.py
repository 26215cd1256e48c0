"""Takes the README's pictures of a running demonstration.

make run                                                    # in one terminal
.venv/bin/python -m tests.web.screenshots http://127.0.0.1:8000   # in another, after `make setup`
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.conftest import start_browser

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}
ANSWER = "Je visite des expositions en ligne, et j’écoute de la musique en streaming presque tous les jours."


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        with visit(browser, "desktop", f"{address}/?lang=fr") as page:
            picture(page, "page-desktop")
            converse(page)
            show_recap(page)
            picture(page, "recap-desktop")
        with visit(browser, "phone", f"{address}/?lang=fr") as page:
            converse(page)
            picture(page, "chat-phone")
            show_recap(page)
            picture(page, "recap-phone")
        with visit(browser, "phone", f"{address}/?lang=fr", scheme="dark") as page:
            converse(page)
            page.locator("consultation-chat [aria-controls=menu]").click()
            picture(page, "menu-phone-dark")
        with visit(browser, "desktop", f"{address}/form/ecology?lang=fr") as page:
            picture(page, "form-desktop")
        browser.close()


@contextmanager
def visit(browser: Browser, name: str, address: str, *, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    width, height = SCREENS[name]
    touch = name == "phone"
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        color_scheme=scheme,
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def converse(page: Page) -> None:
    """As far as a second question, on the theme that has both a card in sight and a webinar."""
    page.locator(".card [data-start=ecology]").click()
    questions = page.locator(".message[data-kind=question]")
    expect(questions).to_have_count(1)
    page.locator("consultation-chat textarea").fill(ANSWER)
    page.locator("consultation-chat .write .button").click()
    expect(questions).to_have_count(2, timeout=60_000)  # the engine may still be waking
    page.mouse.move(0, 0)


def show_recap(page: Page) -> None:
    page.locator("consultation-chat [aria-controls=menu]").click()
    page.locator("consultation-chat #menu button").first.click()
    expect(page.locator(".message[data-kind=recap]")).to_have_count(1)


def picture(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1])
