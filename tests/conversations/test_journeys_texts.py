"""Texts as people send them: several at once, too late, very long, in another language, or angry."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.citizen import Citizen

FILMS = "Je regarde surtout des films et des concerts en ligne."
MUSIC = "Et j’écoute beaucoup de musique en continu, dans le train."
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."
GERMAN = "Ich besuche jede Woche mehrere virtuelle Ausstellungen in Museen und höre dabei Musik."


async def test_two_messages_at_once_are_both_kept_in_order(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    bodies = [{"id": str(uuid4()), "text": text, "to": seen} for text in (FILMS, MUSIC)]
    first, second = await asyncio.gather(*(citizen.posts(body) for body in bodies))
    assert (first.status_code, second.status_code) == (200, 200)
    rows = await citizen.messages()
    in_order = [each["text"] for each in rows if each["text"] in (FILMS, MUSIC)]
    assert sorted(in_order) == sorted([FILMS, MUSIC])
    answers = await citizen.answers()
    assert {question: each["text"] for question, each in answers.items()} == {"ecology.uses": "\n".join(in_order)}
    citizen.heard = rows[-1:]
    citizen.is_asked("ecology.knowledge")


async def test_a_double_tap_on_skip_skips_one(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    taps = [{"id": str(uuid4()), "choice": "skip", "to": citizen.prompt["seq"]} for _ in range(2)]
    replies = await asyncio.gather(*(citizen.posts(body) for body in taps))
    for reply in replies:
        citizen.heard = reply.json()["messages"]
        citizen.is_asked("ecology.knowledge")
    answers = await citizen.answers()
    assert [(question, each["state"]) for question, each in answers.items()] == [("ecology.uses", "skipped")]


async def test_a_burst_is_one_answer(citizen: Citizen) -> None:
    """Each part was sent before its author saw what came after the question."""
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says("Des films", to=seen)
    citizen.is_probed("ecology.uses")
    await citizen.says("le soir", to=seen)
    citizen.is_probed("ecology.uses")
    await citizen.says(MUSIC, to=seen)
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["kind"] == "question", "nothing is missing any more"
    await citizen.says(REPORT)
    citizen.is_asked("ecology.decision")
    await citizen.says("Et des visites de musées, une fois par mois environ.", to=seen)
    citizen.is_asked("ecology.decision")
    answers = await citizen.answers()
    assert answers["ecology.uses"]["text"].split("\n") == [
        "Des films",
        "le soir",
        MUSIC,
        "Et des visites de musées, une fois par mois environ.",
    ]
    assert (answers["ecology.knowledge"]["text"], answers["ecology.knowledge"]["revision"]) == (REPORT, 1)
    assert [each["detail"] for each in answers.values()] == [None, None]


async def test_ten_thousand_characters_to_the_letter(citizen: Citizen, http: httpx.AsyncClient) -> None:
    await citizen.chooses("theme:ecology")
    text = "  Œuvre nº 1 : « c\u0327a »\t\n" + "Un mot après l’autre, été\u0301 comme hiver. 🎨\r\n" * 300
    text = text[:9_990].ljust(9_995) + "fin. "
    assert len(text) == 10_000
    await citizen.says(text)
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == text
    await citizen.chooses("recap")
    assert text[:500] in citizen.told("recap")
    copy = (await http.get(f"{citizen.path}/export", headers=citizen.headers)).json()
    assert [each["text"] for each in copy["answers"]] == [text]


async def test_emoji_only_is_kept(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("🎨🎭🎬")
    assert (await citizen.answers())["ecology.uses"]["text"] == "🎨🎭🎬"
    await citizen.says(REPORT)
    answers = await citizen.answers()
    kept = [part for each in answers.values() for part in (each["text"], each["detail"]) if part]
    assert "\n".join(kept) == f"🎨🎭🎬\n{REPORT}"
    assert {each["state"] for each in answers.values()} == {"given"}


async def test_german_is_kept_and_labelled(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(GERMAN)
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["lang"] == "fr", "nobody asked for another language"
    answer = await labelled(citizen, "ecology.uses", "de")
    assert (answer["text"], answer["state"]) == (GERMAN, "given")
    await citizen.says(REPORT)
    answers = {question: await labelled(citizen, question, lang) for question, lang in LANGUAGES.items()}
    assert [each["text"] for each in answers.values()] == [GERMAN, REPORT]


LANGUAGES = {"ecology.uses": "de", "ecology.knowledge": "fr"}


async def labelled(citizen: Citizen, question: str, lang: str) -> dict[str, Any]:
    """The answer once its language is told, which happens after the reply is out."""
    for _ in range(100):
        answer = (await citizen.answers())[question]
        if answer["lang"] == lang:
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError(f"{question} is still {answer['lang']}")


@pytest.mark.parametrize("insult", ["Bande de connards !", "vous êtes tous des connards incapables"])
async def test_abuse_then_a_normal_answer(citizen: Citizen, insult: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(insult)
    citizen.is_probed("ecology.uses")
    assert "conn" not in citizen.prompt["text"]
    await citizen.says("Pardon. Je regarde surtout des films, presque tous les soirs.")
    citizen.is_asked("ecology.knowledge")
    await citizen.says(REPORT)
    citizen.is_asked("ecology.decision")
    answers = await citizen.answers()
    assert answers["ecology.uses"]["text"] == insult
    assert answers["ecology.uses"]["detail"] == "Pardon. Je regarde surtout des films, presque tous les soirs."
    assert (answers["ecology.knowledge"]["text"], answers["ecology.knowledge"]["state"]) == (REPORT, "given")
