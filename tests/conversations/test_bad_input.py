"""What bad input gets: a problem document with a stable code, and nothing stored."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.citizen import Citizen


def is_problem(response: httpx.Response, *, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]


REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"text": ""}, 422, "empty_text"),
    ({"text": " \n\u00a0\t"}, 422, "empty_text"),
    ({"text": "x" * 10_001}, 422, "text_too_long"),
    ({"text": "nul\x00"}, 422, "invalid_characters"),
    ({"text": 12}, 422, "invalid_request"),
    ({"choice": ["skip"]}, 422, "invalid_request"),
    ({"text": "a", "choice": "skip"}, 422, "invalid_request"),
    ({}, 422, "invalid_request"),
    ({"text": "a", "surprise": 1}, 422, "invalid_request"),
    ({"id": "not-a-uuid", "text": "a"}, 422, "invalid_request"),
    ({"choice": "dance"}, 422, "unknown_choice"),
    ({"choice": "theme:nowhere"}, 422, "unknown_choice"),
    ({"choice": "correct:ecology.nothing"}, 422, "unknown_choice"),
    ({"choice": "skip:ecology"}, 422, "unknown_choice"),
    ({"choice": "was_answer:" + "9" * 26}, 422, "unknown_choice"),
    ({"choice": "/restart"}, 422, "unknown_choice"),
    ({"text": "a", "to": 99}, 422, "unknown_prompt"),
    ({"text": "a", "to": 0}, 422, "unknown_prompt"),
    ({"text": "a", "to": "2"}, 422, "invalid_request"),
]


@pytest.mark.parametrize(("body", "status", "code"), REFUSED)
async def test_a_bad_message_is_refused_and_nothing_is_stored(
    citizen: Citizen, body: dict[str, Any], status: int, code: str
) -> None:
    before = await citizen.messages()
    is_problem(await citizen.posts({"id": str(uuid4()), **body}), status=status, code=code)
    assert await citizen.messages() == before


async def test_a_lone_surrogate_is_refused(citizen: Citizen) -> None:
    raw = json.dumps({"id": str(uuid4()), "text": "\ud800"})
    headers = {**citizen.headers, "Content-Type": "application/json"}
    response = await citizen.http.post(f"{citizen.path}/messages", content=raw, headers=headers)
    assert response.status_code == 422
    assert response.json()["code"] in ("invalid_characters", "invalid_request")
    assert len(await citizen.messages()) == 2


async def test_ten_thousand_characters_are_taken_as_they_are(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    text = "é" * 9_999 + "🙂"
    await citizen.says(text)
    assert (await citizen.answers())["ecology.uses"]["text"] == text


async def test_characters_are_counted_composed_and_stored_as_sent(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    text = "e\u0301" * 10_000
    await citizen.says(text)
    assert (await citizen.answers())["ecology.uses"]["text"] == text


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_64_kilobytes_is_refused(citizen: Citizen, chunked: bool) -> None:
    body = b'{"text": "' + b"x" * 70_000 + b'"}'

    async def pieces() -> Any:
        for at in range(0, len(body), 8192):
            yield body[at : at + 8192]

    headers = {**citizen.headers, "Content-Type": "application/json"}
    content = pieces() if chunked else body
    response = await citizen.http.post(f"{citizen.path}/messages", content=content, headers=headers)
    is_problem(response, status=413, code="body_too_large")


async def test_what_is_not_json_is_refused(citizen: Citizen) -> None:
    headers = {**citizen.headers, "Content-Type": "application/json"}
    response = await citizen.http.post(f"{citizen.path}/messages", content=b"{", headers=headers)
    is_problem(response, status=422, code="invalid_request")


async def test_ids_open_nothing_by_themselves(citizen: Citizen) -> None:
    for path in ("messages", "answers", "export", "events"):
        response = await citizen.http.get(f"{citizen.path}/{path}")
        is_problem(response, status=401, code="token_missing")


async def test_a_foreign_token_is_refused(citizen: Citizen, http: httpx.AsyncClient) -> None:
    other = await Citizen.arrives(http)
    response = await http.get(f"{citizen.path}/answers", headers=other.headers)
    is_problem(response, status=403, code="token_refused")
    is_problem(await http.delete(citizen.path, headers=other.headers), status=403, code="token_refused")


async def test_nothing_is_stored_for_who_has_not_the_token(citizen: Citizen, http: httpx.AsyncClient) -> None:
    other = await Citizen.arrives(http)
    before = await citizen.messages()
    path, said = f"{citizen.path}/messages", {"id": str(uuid4()), "text": "Et moi ?"}
    is_problem(await http.post(path, json=said), status=401, code="token_missing")
    is_problem(await http.post(path, json=said, headers=other.headers), status=403, code="token_refused")
    empty = {"id": str(uuid4()), "text": "  "}
    is_problem(await http.post(path, json=empty, headers=other.headers), status=403, code="token_refused")
    nowhere = f"/api/v1/conversations/{uuid4()}/messages"
    is_problem(await http.post(nowhere, json=said, headers=other.headers), status=404, code="unknown_conversation")
    assert await citizen.messages() == before


async def test_an_unknown_conversation_is_not_found(citizen: Citizen) -> None:
    path = f"/api/v1/conversations/{uuid4()}"
    is_problem(
        await citizen.http.get(f"{path}/answers", headers=citizen.headers), status=404, code="unknown_conversation"
    )
    is_problem(
        await citizen.http.get("/api/v1/conversations/1/answers", headers=citizen.headers),
        status=422,
        code="invalid_request",
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [({"lang": "tlh"}, "unknown_language"), ({"theme": "nowhere"}, "unknown_theme"), ({"lang": 1}, "invalid_request")],
)
async def test_a_conversation_that_cannot_begin_is_refused(
    http: httpx.AsyncClient, body: dict[str, Any], code: str
) -> None:
    is_problem(await http.post("/api/v1/conversations", json=body), status=422, code=code)


async def test_errors_speak_the_persons_language(http: httpx.AsyncClient) -> None:
    titles = {
        lang: (await http.get("/api/v1/nowhere", headers={"Accept-Language": lang})).json()["title"]
        for lang in ("fr", "en")
    }
    assert titles["fr"] != titles["en"]


async def test_a_wrong_receipt_opens_nothing(http: httpx.AsyncClient) -> None:
    is_problem(
        await http.post("/api/v1/resume", json={"receipt": "AAAAA-AAAAA-AAAAA-AAAAC"}),
        status=404,
        code="receipt_refused",
    )
