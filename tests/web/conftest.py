"""The website alone: its routes over a database of their own; and a browser in front of the whole product."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright
from sqlalchemy import select

from bot.app import Service, build, public_app
from bot.catalogue import Catalogue, Webinar
from bot.channels.web.pages import pages
from bot.channels.web.security import SecurityHeaders
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.models import Base, WebinarClick
from tests import databases
from tests.stack import Stack
from tests.web.widget.chat import Chat

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DEMONSTRATION = datetime(2023, 3, 1, 9, tzinfo=UTC)
HOST = "https://www.museum.example"  # may embed the consultation
STRANGER = "https://elsewhere.example"  # may not

expect.set_options(timeout=15_000)  # as a page's default timeout here: a busy machine takes its time

Visit = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(databases.url_in(tmp_path))
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def visit(catalogue: Catalogue, database: Database) -> Visit:
    """The website at a moment of the consultation's clock, its content changed or not."""

    @asynccontextmanager
    async def visit(
        at: datetime | None = DEMONSTRATION, *, content: Catalogue = catalogue, awake: bool = True
    ) -> AsyncIterator[httpx.AsyncClient]:
        clock = Clock.starting(at=at, started=datetime.now(UTC))
        app = FastAPI()
        app.add_middleware(SecurityHeaders)
        settings = Settings(public_url="https://consultation.example")
        site = pages(catalogue=content, clock=clock, database=database, settings=settings, awake=lambda: awake)
        app.include_router(site)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://consultation.example") as http:
            yield http

    return visit


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """The service as it is wired, which one other website may embed; its engine is not there."""
    settings = {
        "data_dir": tmp_path,
        "database_url": databases.url_in(tmp_path),
        "secret_key": "k" * 32,
        "engine_secret": "e" * 32,
        "public_url": "https://consultation.example",
        "allowed_origins": HOST,
    }
    built = build(Settings.model_validate(settings))
    yield built
    built.database.close()


@pytest.fixture
async def client(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Its public listener, at an address that is not the public one."""
    transport = httpx.ASGITransport(public_app(service))
    async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as http:
        yield http


@pytest.fixture
def clicks(database: Database) -> Callable[[], dict[tuple[str, str], int]]:
    """What was counted so far."""

    def counted() -> dict[tuple[str, str], int]:
        with database.read() as session:
            return {(row.webinar, row.kind): row.clicks for row in session.scalars(select(WebinarClick))}

    return counted


def with_webinar(catalogue: Catalogue, webinar_id: str, **changes: object) -> Catalogue:
    """The same content, with one webinar otherwise."""
    changed = [_changed(each, changes) if each.id == webinar_id else each for each in catalogue.webinars]
    return catalogue.model_copy(update={"webinars": tuple(changed)})


def _changed(webinar: Webinar, changes: dict[str, object]) -> Webinar:
    return webinar.model_copy(update=changes)


# Playwright runs an event loop of its own until it is closed: kept any longer, no async test could follow.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


def start_browser(playwright: Playwright) -> Browser:
    """Debian's chromium, or else Playwright's own. Only a machine that has neither, and is no CI, may go without."""
    try:
        return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS))
    except Error as error:
        if os.environ.get("CI") or "Executable doesn't exist" not in error.message:
            raise
        pytest.skip("no browser here: apt-get install chromium, or playwright install chromium")


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    yield from _page(browser, width=1280, height=900)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from _page(browser, width=320, height=640, touch=True)


def _page(browser: Browser, *, width: int, height: int, touch: bool = False) -> Iterator[Page]:
    """A page of a person who was never here; an error of the page's own script fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda entry: faults.append(entry.text) if "Content Security Policy" in entry.text else None)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def chat(desktop: Page, stack: Stack, catalogue: Catalogue) -> Chat:
    return Chat(desktop, stack, catalogue, "fr")


@pytest.fixture
def pocket(phone: Page, stack: Stack, catalogue: Catalogue) -> Chat:
    return Chat(phone, stack, catalogue, "fr")
