"""From the website to the chat: asked before anything is joined; then the web side is closed, unless it is kept."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

WEB = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
CHAT = "J’ai lu un rapport de l’Ademe qui mesure le poids de la vidéo en ligne, il y a un an."


@pytest.fixture
async def web(polling: Product) -> AsyncIterator[Citizen]:
    """Somebody who has answered the first question on the website."""
    async with httpx.AsyncClient(base_url=polling.stack.url, timeout=30) as http:
        citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
        await citizen.says(WEB)
        yield citizen


@pytest.fixture
def phone(polling: Product) -> Phone:
    return polling.citizen()


async def follows_the_link(web: Citizen, phone: Phone, *, keep: bool = False) -> str:
    """What is behind `start=` in the link."""
    answer = await web.http.post(f"{web.path}/handover", json={"keep": keep}, headers=web.headers)
    address = answer.json()["href"]
    assert address.startswith("https://t.me/consultation_bot?start=h_")
    parameter = str(address).partition("start=")[2]
    phone.after(phone.person.starts(parameter))
    return parameter


async def status(web: Citizen) -> tuple[int, str | None]:
    answer = await web.http.get(f"{web.path}/messages", headers=web.headers)
    return answer.status_code, answer.json().get("conversation")


async def test_it_asks_then_joins_and_closes_the_web_side(web: Citizen, phone: Phone, catalogue: Catalogue) -> None:
    await follows_the_link(web, phone)
    assert phone.kinds[-1] == "confirm"
    question = phone.heard[-1].text
    assert catalogue.theme("ecology").title["fr"] in question
    assert "1 réponse" in question
    assert catalogue.phrasebooks["fr"].date(catalogue.consultation.demonstration.date()) in question
    assert await status(web) == (200, None)
    phone.taps("yes")
    assert phone.answers == {"ecology.uses": [WEB]}
    assert catalogue.question("ecology.knowledge").question["fr"] in phone.heard[-1].text
    assert await status(web) == (410, None)
    phone.writes(CHAT)
    assert phone.answers == {"ecology.uses": [WEB], "ecology.knowledge": [CHAT]}


async def test_kept_open_the_web_side_is_told_where_it_goes_on(web: Citizen, phone: Phone) -> None:
    await follows_the_link(web, phone, keep=True)
    phone.taps("yes")
    assert await status(web) == (410, phone.conversation)
    web.id = phone.conversation
    assert await status(web) == (200, None)


async def test_no_leaves_both_as_they_were(web: Citizen, phone: Phone) -> None:
    await follows_the_link(web, phone)
    phone.taps("no")
    assert phone.kinds[-1] == "menu"
    assert phone.answers == {}
    assert await status(web) == (200, None)


async def test_a_link_works_once(web: Citizen, phone: Phone, catalogue: Catalogue) -> None:
    parameter = await follows_the_link(web, phone)
    phone.taps("no")
    phone.after(phone.person.starts(parameter))
    assert phone.heard[0].text == catalogue.phrasebooks["fr"].say("bot.receipt.expired")


async def test_a_link_is_too_old_after_ten_minutes(
    polling: Product, web: Citizen, phone: Phone, catalogue: Catalogue
) -> None:
    answer = await web.http.post(f"{web.path}/handover", json={}, headers=web.headers)
    ago = (datetime.now(UTC) - timedelta(minutes=11)).strftime("%Y-%m-%d %H:%M:%S.%f")
    polling.stack.change(
        "UPDATE tokens SET created_at = ? WHERE kind = 'handover' AND conversation_id = ?", ago, web.id
    )
    phone.after(phone.person.starts(answer.json()["href"].partition("start=")[2]))
    assert catalogue.phrasebooks["fr"].say("bot.receipt.expired") in phone.words
    assert await status(web) == (200, None)


async def test_a_chat_that_has_a_conversation_gets_its_receipt_first_and_keeps_it(web: Citizen, phone: Phone) -> None:
    phone.after(phone.person.starts("ecology"))
    phone.writes("/skip")
    phone.writes(CHAT)
    own = phone.conversation
    await follows_the_link(web, phone)
    assert phone.kinds == ["receipt", "confirm"]
    code = phone.code
    phone.taps("yes")
    assert phone.conversation == own
    assert phone.answers == {"ecology.uses": [WEB], "ecology.knowledge": [CHAT]}
    resumed = await Citizen.resumes(web.http, code)
    assert resumed.id == own


async def test_a_receipt_typed_in_the_chat_resumes_and_is_masked(polling: Product, web: Citizen, phone: Phone) -> None:
    code = await web.receipt()
    phone.after(phone.person.starts())
    phone.writes(code)
    assert phone.answers == {"ecology.uses": [WEB]}
    assert not polling.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{code}%")


async def test_a_reply_goes_where_its_message_came_from_and_the_web_shows_all(web: Citizen, phone: Phone) -> None:
    await follows_the_link(web, phone, keep=True)
    phone.taps("yes")
    web.id = phone.conversation
    before = len(phone.person.sees)
    await web.says(CHAT)
    web.is_asked("ecology.decision")
    assert len(phone.person.sees) == before
    phone.after()
    phone.writes("/why")
    assert [each["text"] for each in await web.messages()][-2] == phone.heard[0].text


async def test_who_had_it_before_can_read_nothing_of_what_is_said_in_the_chat(web: Citizen, phone: Phone) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    begun = await web.http.post("/api/v1/conversations", json={"lang": "fr"}, headers=key)
    empty = Citizen(web.http, begun.json())
    receipt = await empty.receipt()
    phone.after(phone.person.starts("ecology"))
    phone.writes(CHAT)
    await follows_the_link(empty, phone, keep=True)
    phone.taps("yes")
    assert await status(empty) == (410, None)
    assert (await web.http.post("/api/v1/resume", json={"receipt": receipt})).status_code == 404
    again = await web.http.post("/api/v1/conversations", json={"lang": "fr"}, headers=key)
    assert again.json()["id"] != phone.conversation


async def test_one_that_was_handed_over_meanwhile_is_not_taken_from_there(
    polling: Product, web: Citizen, phone: Phone, catalogue: Catalogue
) -> None:
    other = polling.citizen()
    await follows_the_link(web, phone)
    await follows_the_link(web, other)
    other.taps("yes")
    phone.taps("yes")
    assert catalogue.phrasebooks["fr"].say("bot.receipt.expired") in phone.words
    assert phone.answers == {}
    assert other.answers == {"ecology.uses": [WEB]}


async def test_kept_open_it_says_that_it_can_be_read_there(web: Citizen, phone: Phone) -> None:
    await follows_the_link(web, phone, keep=True)
    assert "Elle reste ouverte" in phone.heard[-1].text
