"""Takes the pictures of docs/telegram.md, from a demonstration that was just started.

make telegram-demo                                                    # in one terminal
.venv/bin/python -m tests.telegram.screenshots http://127.0.0.1:9000  # in another
"""

import sys

from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import start_browser
from tests.web.screenshots import ANSWER, FOLDER, picture, visit

SECOND = "J’ai lu que les serveurs consomment beaucoup d’électricité, surtout l’été."


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        with visit(browser, "phone", f"{address}/?lang=fr&start=ecology") as page:
            answer(page, ANSWER, then="Question 2 sur 6")
            show(page, "article", at="end")
            picture(page, "telegram-question-phone")
            answer(page, SECOND, then="Question 3 sur 6")
            answer(page, "/recap", then="Récapitulatif (2 réponses)")
            show(page, "article:has-text('Récapitulatif')", at="start")
            picture(page, "telegram-recap-phone")
        browser.close()


def answer(page: Page, text: str, *, then: str) -> None:
    """Writes once a question is there, and waits for what comes of it; the engine may still be waking."""
    expect(page.locator("#log")).to_contain_text("Question", timeout=60_000)
    page.locator("#text").fill(text)
    page.locator("#write .strong").click()
    expect(page.locator("#log")).to_contain_text(then, timeout=60_000)
    page.wait_for_timeout(1000)


def show(page: Page, message: str, *, at: str) -> None:
    """Scrolls the last such message to the start or the end of what is seen, and the page to its top."""
    page.locator(f"#log {message}").last.evaluate("(each, block) => each.scrollIntoView({ block })", at)
    page.evaluate("scrollTo(0, 0)")


if __name__ == "__main__":
    main(sys.argv[1])
