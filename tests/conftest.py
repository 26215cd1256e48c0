"""One stack a run; one conversation a test."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from bot.catalogue import Catalogue, load
from tests.citizen import Citizen
from tests.stack import ROOT, Stack, running


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The product, started as a newcomer starts it."""
    with running(Stack(tmp_path_factory.mktemp("stack"))) as started:
        yield started


@pytest.fixture
async def http(stack: Stack) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=stack.url, timeout=30) as client:
        yield client


@pytest.fixture
async def citizen(http: httpx.AsyncClient) -> Citizen:
    """Somebody who has just opened the chat, in French."""
    return await Citizen.arrives(http, lang="fr")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """What the running stack was started with."""
    return load(ROOT / "content")
