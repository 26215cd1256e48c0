"""A citizen's own data: receipt, copy, withdrawal, erasure."""

from uuid import uuid4

import httpx

from tests.citizen import Citizen
from tests.stack import Stack

WORDS = "Des visites virtuelles et des films, coquecigrue."


async def answered(citizen: Citizen) -> Citizen:
    await citizen.chooses("theme:ecology")
    await citizen.says(WORDS)
    return citizen


async def test_a_receipt_opens_the_conversation_on_another_device(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await answered(citizen)
    await citizen.chooses("receipt")
    link = next(each for each in citizen.heard[0]["links"] if each["kind"] == "receipt")
    receipt = (await http.post(link["href"], headers=citizen.headers)).json()["receipt"]
    written_down = receipt.lower().replace("-", " ")
    response = await http.post("/api/v1/resume", json={"receipt": written_down})
    elsewhere = Citizen(http, response.json())
    assert elsewhere.id == citizen.id
    assert elsewhere.token != citizen.token
    await elsewhere.says("J’ai lu un rapport de l’Arcep.")
    elsewhere.is_asked("ecology.decision")
    assert set(await citizen.answers()) == {"ecology.uses", "ecology.knowledge"}


async def test_a_new_receipt_replaces_the_old(citizen: Citizen, http: httpx.AsyncClient) -> None:
    old, new = [
        (await http.post(f"{citizen.path}/receipt", headers=citizen.headers)).json()["receipt"] for _ in range(2)
    ]
    assert (await http.post("/api/v1/resume", json={"receipt": old})).status_code == 404
    assert (await http.post("/api/v1/resume", json={"receipt": new})).status_code == 200


async def test_a_receipt_rests_in_no_message(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await answered(citizen)
    await citizen.chooses("receipt")
    receipt = (await http.post(f"{citizen.path}/receipt", headers=citizen.headers)).json()["receipt"]
    assert receipt not in str(await citizen.messages())


async def test_a_receipt_written_in_a_message_is_masked(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await answered(citizen)
    receipt = (await http.post(f"{citizen.path}/receipt", headers=citizen.headers)).json()["receipt"]
    body = {
        "id": str(uuid4()),
        "text": f"Je garde mon code {receipt.lower()} pour plus tard, et ICI20-ANSII-DEILS-VITES.",
    }
    await citizen.posts(body)
    stored = next(each["text"] for each in await citizen.messages() if each["id"] == body["id"])
    assert stored == "Je garde mon code •••••• pour plus tard, et ICI20-ANSII-DEILS-VITES."
    assert (await citizen.posts(body)).status_code == 200, "sent again, it is still the same message"


async def test_the_copy_holds_answers_and_transcript(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await answered(citizen)
    copy = (await http.get(f"{citizen.path}/export", headers=citizen.headers)).json()
    assert [each["text"] for each in copy["answers"]] == [WORDS]
    assert [each["text"] for each in copy["messages"] if each["from"] == "citizen"][-1] == WORDS
    page = await http.get(f"{citizen.path}/export?format=html", headers=citizen.headers)
    assert WORDS in page.text
    refused = await http.get(f"{citizen.path}/export?format=pdf", headers=citizen.headers)
    assert refused.status_code == 422


async def test_deleting_erases_at_once_from_the_file(citizen: Citizen, http: httpx.AsyncClient, stack: Stack) -> None:
    await answered(citizen)
    assert (await http.delete(citizen.path, headers=citizen.headers)).status_code == 204
    assert (await http.get(f"{citizen.path}/answers", headers=citizen.headers)).status_code == 404
    for table in ("messages", "answers", "answer_parts", "tokens"):
        assert stack.rows(f"SELECT count(*) FROM {table} WHERE conversation_id = ?", citizen.id) == [(0,)]


async def test_one_answer_is_erased_after_a_confirmation(citizen: Citizen) -> None:
    await answered(citizen)
    await citizen.chooses("erase:ecology.uses")
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("no")
    assert (await citizen.answers())["ecology.uses"]["text"] == WORDS
    citizen.is_asked("ecology.knowledge")
    await citizen.chooses("recap")
    await citizen.chooses("correct:ecology.uses")
    await citizen.chooses("keep")
    assert str(await citizen.messages()).count(WORDS) == 3
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["state"], answer["text"]) == ("withdrawn", None)
    assert WORDS not in str(await citizen.messages())


async def test_withdrawing_hides_at_once_and_can_be_taken_back(citizen: Citizen, stack: Stack) -> None:
    await answered(citizen)
    await citizen.chooses("withdraw")
    await citizen.chooses("yes")
    assert (await citizen.answers())["ecology.uses"]["state"] == "withdrawn"
    assert stack.rows("SELECT erase_at IS NOT NULL FROM conversations WHERE id = ?", citizen.id) == [(1,)]
    await citizen.chooses("yes")
    assert (await citizen.answers())["ecology.uses"]["state"] == "given"
    assert stack.rows("SELECT erase_at FROM conversations WHERE id = ?", citizen.id) == [(None,)]
    assert citizen.kinds[-1] == "menu"


async def test_an_unsure_text_erased_while_it_waits_leaves_the_question_open(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("métavers")
    assert citizen.kinds == ["confirm"]
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    citizen.is_asked("ecology.uses")
