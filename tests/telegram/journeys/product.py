"""The whole product before a Bot API server of its own, by long polling or by webhook."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.channels.telegram.addresses import Addresses, made_from
from bot.conversations.keys import Keys
from tests.stack import Stack, running
from tests.telegram.bot_api import BotApi
from tests.telegram.bot_api import running as api_running
from tests.telegram.journeys.phone import Phone

MODES = ("polling", "webhook")
PUBLIC = "https://consultation.example.org"
SECRET = "a secret of the tests that is long enough"
CONNECTED = "Telegram: people can write to"


@dataclass(frozen=True)
class Product:
    """One running product and its Bot API server."""

    api: BotApi
    stack: Stack

    def citizen(self, lang: str | None = "fr", **more: Any) -> Phone:
        """Somebody new, who has not written yet."""
        person = self.api.person(language_code=lang, **more)
        return Phone(person, self.stack, Addresses(Keys(SECRET), [made_from(SECRET)]).of(person.id).digest)


@contextmanager
def product(folder: Path, mode: str, **settings: str) -> Iterator[Product]:
    """Started, and connected to Telegram."""
    api = BotApi()
    with api_running(api) as address, running(Stack(folder, _settings(api, address, mode) | settings)) as stack:
        api.proxied[PUBLIC] = stack.url
        api.waits_for(lambda api: any(each.method == WAITING[mode] for each in api.calls))
        yield Product(api, stack)


def _settings(api: BotApi, address: str, mode: str) -> dict[str, str]:
    own = {
        "CONSULTATION_TELEGRAM_TOKEN": api.token,
        "CONSULTATION_TELEGRAM_API": address,
        "CONSULTATION_SECRET_KEY": SECRET,
    }
    return own | ({"CONSULTATION_PUBLIC_URL": PUBLIC} if mode == "webhook" else {})


# The last that the bot asks before it takes updates.
WAITING = {"polling": "getUpdates", "webhook": "setWebhook"}
