"""What the widget needs to know before a conversation begins, wherever it is embedded."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Response
from pydantic import BaseModel
from starlette.requests import Request

from bot.catalogue import Catalogue, Phrasebook
from bot.channels.web.assets import FOR_EVERYONE
from bot.channels.web.language import spoken
from bot.conversations.accept import TEXT_LIMIT
from bot.settings import Settings

# A page that may not embed the widget is to learn it, so that its author reads why.
HEADERS = FOR_EVERYONE | {"Cache-Control": "no-cache", "Vary": "Accept-Language, Origin"}


class SpokenLanguage(BaseModel):
    """`name` is in the language itself."""

    code: str
    name: str


class WidgetSettings(BaseModel):
    """`allowed`: whether the page that asks may embed the widget; `awake`: whether the robot can answer yet;
    `telegram`: whether one can go on there.
    """

    lang: str
    languages: list[SpokenLanguage]
    allowed: bool
    awake: bool
    limit: int
    privacy: str
    accessibility: str
    form: str
    telegram: bool
    strings: dict[str, str | Mapping[str, str] | Sequence[str]]


def widget_settings(*, catalogue: Catalogue, settings: Settings, awake: Callable[[], bool]) -> APIRouter:
    """The route of the widget's settings; `awake`: whether the robot can answer yet."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/widget")
    async def widget(request: Request, response: Response, lang: str | None = None) -> WidgetSettings:
        response.headers.update(HEADERS)
        values = _said(catalogue, spoken(request, catalogue))
        return WidgetSettings(
            allowed=may_embed(request, settings), awake=awake(), telegram=settings.telegram_token is not None, **values
        )

    return router


def may_embed(request: Request, settings: Settings) -> bool:
    """Whether the request comes from the service's own pages, an allowed website, or no page."""
    own = urlsplit(settings.public_url)
    here = request.url
    welcome = (f"{own.scheme}://{own.netloc}", f"{here.scheme}://{here.netloc}", *settings.allowed_origins)
    return request.headers.get("origin") in (None, *welcome)


def chat_strings(phrases: Phrasebook) -> dict[str, Any]:
    """The chat's own sentences, their placeholders left for the script to fill."""
    return {key.removeprefix("chat."): each for key, each in phrases.phrases.items() if key.startswith("chat.")}


def _said(catalogue: Catalogue, lang: str) -> dict[str, Any]:
    """What the content decides, in one language."""
    books = catalogue.phrasebooks
    return {
        "lang": lang,
        "languages": [{"code": each, "name": books[each].say(f"language.{each}")} for each in catalogue.languages],
        "limit": TEXT_LIMIT,
        "privacy": f"/privacy?lang={lang}",
        "accessibility": f"/accessibility?lang={lang}",
        "form": f"/form?lang={lang}",
        "strings": chat_strings(books[lang]),
    }
