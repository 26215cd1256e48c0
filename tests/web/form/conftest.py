"""The public pages over a database of their own, on SQLite or PostgreSQL, with no engine behind them."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.app import Service, build, public_app
from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.models import Base
from tests import databases
from tests.web.form.visitor import ORIGIN, Visitor

Rows = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def service(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr("bot.app.load", lambda _folder: catalogue)  # read once for all tests
    settings = Settings(
        data_dir=tmp_path,
        database_url=databases.url_in(tmp_path),
        public_url=ORIGIN,
        secret_key="k" * 40,
        engine_secret="e" * 40,
    )
    built = build(settings)
    Base.metadata.create_all(built.database.engine)
    yield built
    built.database.close()


@pytest.fixture
async def arrives(service: Service) -> AsyncIterator[Callable[..., Visitor]]:
    """A new browser each time, at a moment of the consultation's clock, its content changed or not."""
    async with AsyncExitStack() as open_browsers:
        made: list[httpx.AsyncClient] = []

        def arrives(lang: str = "fr", *, at: datetime | None = None, content: Catalogue | None = None) -> Visitor:
            clock = Clock.starting(at=at, started=datetime.now(UTC)) if at else service.clock
            changed = content or service.catalogue
            held = replace(service.conversations, catalogue=changed, clock=clock)
            app = public_app(replace(service, catalogue=changed, clock=clock, conversations=held))
            made.append(httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN))
            open_browsers.push_async_callback(made[-1].aclose)
            return Visitor(made[-1], lang)

        yield arrives


@pytest.fixture
def visitor(arrives: Callable[..., Visitor]) -> Visitor:
    return arrives()


@pytest.fixture
def rows(service: Service) -> Rows:
    """What the database says."""

    def rows(query: str, *parameters: object) -> list[tuple[object, ...]]:
        with databases.outside(service.settings.database_url) as connection:
            return databases.run(connection, query, *parameters)

    return rows
