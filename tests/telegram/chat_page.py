"""The page that stands for Telegram in a demonstration: its files, and what it asks of the server."""

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.telegram.people import Person
from tests.telegram.wire import Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

FOLDER = Path(__file__).parent / "page"
FILES = {each.name for each in FOLDER.iterdir()}
ACTS = ("writes", "starts", "taps", "edits", "deletes", "sends", "blocks", "unblocks")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def page_routes(api: "BotApi") -> list[BaseRoute]:
    """The page at / and, as in t.me/<bot>?start=…, at the bot's name; its files; people and what they do."""

    async def arrive(request: Request) -> Response:
        asked = await request.json()
        person = api.person(asked["first_name"], language_code=asked["language_code"] or None)
        return JSONResponse({"id": person.id}, 201)

    async def look(request: Request) -> Response:
        person = _person(api, request)
        return JSONResponse(
            _screen(api, person, request.query_params.get("tap", "")) if person else {}, 200 if person else 404
        )

    async def act(request: Request) -> Response:
        person, name = _person(api, request), request.path_params["act"]
        if person is None or name not in ACTS:
            return Response(status_code=404)
        return JSONResponse(getattr(person, name)(**await request.json()))

    async def download(request: Request) -> Response:
        person = _person(api, request)
        message = person and person.chat.messages.get(request.path_params["message"])
        if not message or not message.file:
            return Response(status_code=404)
        return Response(message.file.content, media_type="application/octet-stream", headers=HEADERS)

    own = "/demo/people/{person:int}"
    return [
        Route("/demo/people", arrive, methods=["POST"]),
        Route(own, look),
        Route(own + "/files/{message:int}", download),
        Route(own + "/{act}", act, methods=["POST"]),
        Route("/", _file),
        Route("/{name}", _file, name="file"),
    ]


def _person(api: "BotApi", request: Request) -> Person | None:
    return api.people.get(request.path_params["person"])


def _screen(api: "BotApi", person: Person, tap: str) -> Wire:
    """Everything the page shows; `tap` is the last query it sent."""
    language = str(person.user.get("language_code", ""))
    with api.changed:
        return {
            "person": person.user,
            "bot": api.user,
            "description": api.descriptions.get(language) or api.descriptions.get("", ""),
            "commands": api.commands.get(language) or api.commands.get("", []),
            "messages": [each.wire() | {"ours": not each.by_the_bot} for each in person.chat.messages.values()],
            "typing": person.typing,
            "blocked": bool(person.chat.refusal),
            "answer": api.answered(tap),
        }


async def _file(request: Request) -> Response:
    name = request.path_params.get("name", "index.html")
    return FileResponse(FOLDER / (name if name in FILES else "index.html"), headers=HEADERS)
