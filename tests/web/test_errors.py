"""An error nobody foresaw: a sentence for the person, and the headers of every other answer."""

import httpx
from fastapi import FastAPI

from bot.catalogue import Catalogue
from bot.channels.web.problems import answer_errors
from bot.channels.web.security import HEADERS


async def test_what_breaks_answers_in_words_and_with_the_usual_headers(catalogue: Catalogue) -> None:
    app = FastAPI()
    answer_errors(app, catalogue)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("a secret detail")

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        answer = await http.get("/broken", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.json()["title"] == catalogue.phrasebooks["fr"].say("errors.internal")
    assert "secret" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


async def test_an_address_that_is_not_there_is_a_page_for_who_browses(client: httpx.AsyncClient) -> None:
    page = await client.get("/nowhere", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1" in page.text
    for path, accept in (("/nowhere", "*/*"), ("/api/v1/nowhere", "application/json")):
        answer = await client.get(path, headers={"Accept": accept})
        assert answer.json()["code"] == "not_found"
