"""A Bot API server, and python-telegram-bot's own Bot in front of it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.telegram.bot_api import BotApi, running
from tests.telegram.people import Person


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def address(api: BotApi) -> Iterator[str]:
    with running(api) as started:
        yield started


@pytest.fixture
async def bot(api: BotApi, address: str) -> AsyncIterator[Bot]:
    """Without certificates, which take longer to load than a test takes."""
    sending = HTTPXRequest(read_timeout=10, connection_pool_size=8, httpx_kwargs={"verify": False})
    polling = HTTPXRequest(httpx_kwargs={"verify": False})
    async with Bot(api.token, base_url=f"{address}/bot", request=sending, get_updates_request=polling) as started:
        yield started


@pytest.fixture
def ada(api: BotApi) -> Person:
    """Somebody who has pressed Start; the bot has not read it yet."""
    ada = api.person("Ada", username="ada")
    ada.starts()
    return ada
