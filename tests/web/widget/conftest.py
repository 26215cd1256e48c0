"""The chat in pages that are not the consultation's own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bot.catalogue import Catalogue
from tests.stack import Stack
from tests.web.widget.chat import Chat

HOST = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width"><script type="module" src="/widget.js" data-lang="{lang}"></script>
<main><h1>Page</h1><p>Text</p>{chat}</main></html>"""


def host(page: Page, *, lang: str, chat: str = "") -> str:
    """The path of a page that has the script's line alone, or the chat's element too."""
    body = HOST.format(lang=lang, chat=chat)
    page.route("**/host?*", lambda route: route.fulfill(content_type="text/html", body=body))
    return "/host"


@pytest.fixture
def corner(browser: Browser, stack: Stack, catalogue: Catalogue) -> Iterator[Chat]:
    """The chat as a button in the corner of another page."""
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield Chat(page, stack, catalogue, "fr", host(page, lang="fr"))
    context.close()
