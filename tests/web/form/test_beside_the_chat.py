"""A form saved while the same conversation stands open in the chat: what is open there stays or moves on."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.questionnaire import Position
from tests.web.form.conftest import Rows
from tests.web.form.visitor import Visitor

OPEN = "SELECT mode, question, prompt_seq FROM conversations"


class Chat:
    """The chat's side of one conversation."""

    def __init__(self, http: httpx.AsyncClient, started: dict[str, Any]) -> None:
        self.http, self.path = http, f"/api/v1/conversations/{started['id']}"
        self.headers = {"Authorization": f"Bearer {started['token']}"}

    async def messages(self) -> list[dict[str, Any]]:
        return list((await self.http.get(f"{self.path}/messages", headers=self.headers)).json()["messages"])

    async def receipt(self) -> str:
        return str((await self.http.post(f"{self.path}/receipt", headers=self.headers)).json()["receipt"])


@pytest.fixture
async def chat(arrives: Callable[..., Visitor]) -> Chat:
    """Somebody whom the chat has just asked the first question of a theme."""
    http = arrives().http
    return Chat(http, (await http.post("/api/v1/conversations", json={"lang": "fr", "theme": "ecology"})).json())


@pytest.fixture
async def visitor(chat: Chat, visitor: Visitor) -> Visitor:
    """The same person in front of the form."""
    await visitor.opens("/form")
    await visitor.presses("/form", receipt=await chat.receipt())
    await visitor.opens("/form/ecology")
    return visitor


async def test_what_the_chat_asks_is_still_open_after_another_answer(chat: Chat, visitor: Visitor, rows: Rows) -> None:
    before = rows(OPEN)
    await visitor.saves(decision="Oui.")
    assert rows(OPEN) == before
    assert (await chat.messages())[-1]["asked"] == "ecology.uses"


@pytest.mark.parametrize("mode", ["question", "probe", "provisional"])
async def test_what_the_form_answers_is_not_asked_again(chat: Chat, visitor: Visitor, rows: Rows, mode: str) -> None:
    rows("UPDATE conversations SET mode = ?", Position(mode).mode)
    await visitor.saves(uses="Des films.", knowledge="Rien.")
    [(after, question, _)] = rows(OPEN)
    assert (after, question) == ("question", "ecology.decision")
    assert (await chat.messages())[-1]["asked"] == "ecology.decision"


async def test_a_correction_that_the_form_makes_brings_the_chat_back_to_where_it_was(
    chat: Chat, visitor: Visitor, rows: Rows
) -> None:
    origin = '{"mode": "question", "theme": "ecology", "question": "ecology.equipment", "pending": null}'
    await visitor.saves(uses="Des films.")
    rows("UPDATE conversations SET mode = 'question', question = 'ecology.uses', return_to = ?", origin)
    await visitor.opens("/form/ecology")
    await visitor.saves(uses="Des films et des concerts.")
    [(mode, question, _)] = rows(OPEN)
    assert (mode, question) == ("question", "ecology.equipment")
    assert (await chat.messages())[-1]["asked"] == "ecology.equipment"


async def test_words_in_doubt_are_shown_as_such_and_saving_the_page_settles_them(
    chat: Chat, visitor: Visitor, rows: Rows
) -> None:
    await visitor.saves(uses="Je passe mon tour au musée.")
    rows("UPDATE answers SET state = 'provisional'")
    page = await visitor.opens("/form/ecology")
    assert 'id="answer-1-doubt"' in page.text
    await visitor.saves()
    assert rows("SELECT state, revision FROM answers") == [("given", 1)]


async def test_a_message_still_on_its_way_is_not_overtaken(chat: Chat, visitor: Visitor, rows: Rows) -> None:
    """It waits for the engine: the form is saved meanwhile, and the message keeps its place and its turn."""
    sent = {"id": "0b8f7a52-6a0b-4c40-8d65-3e2f3f0f6a11", "text": "Des films, le soir.", "to": 3}
    accepted = await chat.http.post(f"{chat.path}/messages", json=sent, headers=chat.headers)
    assert accepted.status_code == 202
    await visitor.saves(uses="Des films.")
    assert rows("SELECT turn, text FROM messages WHERE id = ?", sent["id"]) == [("pending", sent["text"])]
    assert rows("SELECT question, state FROM answers") == [("ecology.uses", "given")]
