"""Who may call the API from a page of another website."""

from uuid import uuid4

import httpx
import pytest

from bot.app import Service, running
from bot.channels.web.assets import Assets
from tests.web.conftest import HOST, STRANGER

ANY = "/api/v1/conversations/0b6f2f0e-8a39-4d0b-9a44-1c5ad5c1f0aa"
# Every call the widget makes that is not a plain GET, with the headers it sets.
PREFLIGHTS = [
    ("POST", "/api/v1/conversations", "accept-language, content-type, idempotency-key"),
    ("POST", "/api/v1/resume", "accept-language, content-type"),
    ("POST", f"{ANY}/messages", "accept-language, authorization, content-type"),
    ("GET", f"{ANY}/messages", "accept-language, authorization"),
    ("GET", f"{ANY}/events", "accept-language, authorization, last-event-id"),
    ("GET", f"{ANY}/export", "accept-language, authorization"),
    ("POST", f"{ANY}/receipt", "accept-language, authorization"),
    ("DELETE", ANY, "accept-language, authorization"),
]


async def asked_first(client: httpx.AsyncClient, origin: str, method: str, path: str, names: str) -> httpx.Response:
    wanted = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": names}
    return await client.options(path, headers={"Origin": origin} | wanted)


@pytest.mark.parametrize(("method", "path", "names"), PREFLIGHTS)
async def test_an_allowed_website_may_make_every_call_of_the_widget(
    client: httpx.AsyncClient, method: str, path: str, names: str
) -> None:
    answer = await asked_first(client, HOST, method, path, names)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == HOST
    assert method in answer.headers["access-control-allow-methods"].split(", ")
    allowed = {each.lower() for each in answer.headers["access-control-allow-headers"].split(", ")}
    assert set(names.split(", ")) <= allowed
    assert int(answer.headers["access-control-max-age"]) >= 7200
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(("method", "path", "names"), PREFLIGHTS)
async def test_another_website_may_make_none(client: httpx.AsyncClient, method: str, path: str, names: str) -> None:
    for origin in (STRANGER, "null", HOST.replace("https", "http"), f"{HOST}.elsewhere.example"):
        answer = await asked_first(client, origin, method, path, names)
        assert answer.status_code == 400
        assert "access-control-allow-origin" not in answer.headers


async def test_a_conversation_is_held_from_an_allowed_website_and_its_copy_and_errors_can_be_read(
    service: Service, client: httpx.AsyncClient
) -> None:
    client.headers["Origin"] = HOST
    async with running(service):
        begun = await client.post("/api/v1/conversations", json={"lang": "fr"})
        path, token = f"/api/v1/conversations/{begun.json()['id']}", begun.json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        copy = await client.get(f"{path}/export")
        receipt = await client.post(f"{path}/receipt")
        refused = await client.post(f"{path}/messages", json={"id": str(uuid4()), "text": " "})
        erased = await client.delete(path)
    answers = (begun, copy, receipt, refused, erased)
    assert [each.status_code for each in answers] == [201, 200, 200, 422, 204]
    assert copy.headers["content-disposition"].startswith("attachment")
    for each in answers:
        assert each.headers["access-control-allow-origin"] == HOST
        assert "Origin" in each.headers["vary"]
        readable = each.headers["access-control-expose-headers"].split(", ")
        assert {"Content-Disposition", "Retry-After"} <= set(readable)


async def test_a_page_of_another_website_reads_no_answer(client: httpx.AsyncClient) -> None:
    described = await client.get("/api/v1/consultation", headers={"Origin": STRANGER})
    assert described.status_code == 200
    assert "access-control-allow-origin" not in described.headers


async def test_what_is_kept_for_good_does_not_depend_on_who_asked_first(client: httpx.AsyncClient) -> None:
    address = Assets("widget").address("widget.js")
    seen = [await client.get(address, headers={"Origin": origin}) for origin in (HOST, STRANGER)]
    assert [each.headers["access-control-allow-origin"] for each in seen] == ["*", "*"]
    assert not any("Origin" in each.headers["vary"].split(", ") for each in seen)
    page = await client.get("/", headers={"Origin": HOST})
    assert "access-control-allow-origin" not in page.headers
