"""Probes and side questions: whatever comes in between, what was open comes back exactly once."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen

THIN = "les sous-titres de films"
REPORT = "J’ai lu un rapport de l’Arcep sur les réseaux et les terminaux."
OFTEN = "Les films, presque tous les soirs, et plus encore en hiver."

SIDE_QUESTIONS = {
    "fr": (
        "combien de temps ça prend ?",
        "es-tu un robot ?",
        "quels sont les webinaires ?",
        "je veux parler à un humain",
        "pourquoi cette question ?",
    ),
    "en": (
        "how long does it take?",
        "are you a robot?",
        "what webinars are there?",
        "I want to talk to a person",
        "why do you ask this?",
    ),
}
ANSWERS = {
    "fr": "Je regarde surtout des films et des concerts en ligne.",
    "en": "I mostly watch films and concerts online in the evening.",
}


FORM = {
    "fr": ("je préfère un formulaire", "est-ce qu'il y a un formulaire papier ou en ligne ?"),
    "en": ("I'd prefer a form", "can I fill in a form instead?"),
}


@pytest.fixture
async def probed(citizen: Citizen) -> Citizen:
    """Somebody who has said little, and is asked for more."""
    await citizen.chooses("theme:ecology")
    await citizen.says("Des films")
    citizen.is_probed("ecology.uses")
    return citizen


async def test_a_probe_answered(probed: Citizen, catalogue: Catalogue) -> None:
    asked = catalogue.question("ecology.uses")
    assert "« Des films »" in probed.prompt["text"]
    assert probed.prompt["text"].endswith(asked.probe["fr"])
    await probed.says(OFTEN)
    probed.is_asked("ecology.knowledge")
    answer = (await probed.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["revision"]) == ("Des films", OFTEN, 1)
    await probed.chooses("recap")
    assert OFTEN in probed.told("recap")


@pytest.mark.parametrize("how", ["tap", "words"])
async def test_a_probe_declined(probed: Citizen, how: str) -> None:
    await (probed.chooses("skip") if how == "tap" else probed.says("je passe"))
    probed.is_asked("ecology.knowledge")
    await probed.chooses("back")
    await probed.chooses("keep")
    probed.is_asked("ecology.knowledge")
    answer = (await probed.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["state"]) == ("Des films", None, "given")
    assert sum(each["kind"] == "probe" for each in await probed.messages()) == 1, "it is not asked again"


async def test_a_probe_interrupted_by_a_side_question(probed: Citizen) -> None:
    asked = probed.prompt["text"]
    await probed.says("combien de temps ça prend ?")
    assert probed.kinds == ["info", "probe"]
    assert probed.prompt["text"] == asked
    await probed.says(OFTEN)
    probed.is_asked("ecology.knowledge")
    answer = (await probed.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"]) == ("Des films", OFTEN)


async def test_a_probe_left_for_another_theme(probed: Citizen) -> None:
    """The answer is kept; on the way back the theme goes on after it."""
    await probed.says("montre-moi les thèmes")
    assert probed.kinds == ["menu"]
    await probed.chooses("theme:metaverse")
    probed.is_asked("metaverse.meaning")
    await probed.says("Un monde en trois dimensions où je me promène avec un casque.")
    await probed.chooses("theme:ecology")
    probed.is_asked("ecology.knowledge")
    await probed.says(REPORT)
    answers = await probed.answers()
    assert {question: (each["text"], each["detail"]) for question, each in answers.items()} == {
        "ecology.uses": ("Des films", None),
        "metaverse.meaning": ("Un monde en trois dimensions où je me promène avec un casque.", None),
        "ecology.knowledge": (REPORT, None),
    }


async def test_a_probe_interrupted_by_a_correction_elsewhere(probed: Citizen) -> None:
    await probed.says(OFTEN)
    await probed.says(THIN)
    probed.is_probed("ecology.knowledge")
    await probed.chooses("correct:ecology.uses")
    await probed.says("Des concerts, surtout, et parfois des visites de musées.")
    probed.is_probed("ecology.knowledge")
    await probed.says(REPORT)
    probed.is_asked("ecology.decision")
    answers = await probed.answers()
    assert answers["ecology.uses"]["text"] == "Des concerts, surtout, et parfois des visites de musées."
    assert answers["ecology.uses"]["detail"] is None, "the detail was about the answer before"
    assert (answers["ecology.knowledge"]["text"], answers["ecology.knowledge"]["detail"]) == (THIN, REPORT)


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_five_side_questions_in_a_row(http: httpx.AsyncClient, catalogue: Catalogue, lang: str) -> None:
    citizen = await Citizen.arrives(http, lang=lang, theme="ecology")
    question = catalogue.question("ecology.uses").question[lang]
    replies = []
    for said in SIDE_QUESTIONS[lang]:
        await citizen.says(said)
        assert len(citizen.kinds) == 2, "its answer, then the question once"
        assert (citizen.prompt["asked"], citizen.prompt["text"]) == ("ecology.uses", question)
        replies.append(citizen.heard[0]["text"])
    assert len(set(replies)) == 5
    robot, person, why = replies[1], replies[3], replies[4]
    phrases = catalogue.phrasebooks[lang]
    assert robot == phrases.say("bot.robot")
    assert catalogue.consultation.contact in person
    assert catalogue.question("ecology.uses").why[lang] in why
    assert await citizen.answers() == {}
    await citizen.says(ANSWERS[lang])
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["revision"]) == (ANSWERS[lang], 1)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in FORM.items() for text in texts])
async def test_who_would_rather_have_a_form_is_told_where_it_is(
    http: httpx.AsyncClient, catalogue: Catalogue, lang: str, text: str
) -> None:
    """With a question open the text may be kept as its answer too: the form is told of all the same."""
    citizen = await Citizen.arrives(http, lang=lang)
    for place in ("/form", "/form/ecology"):
        await citizen.says(text)
        [said] = [each for each in citizen.heard if each["kind"] == "info"]
        assert said["text"] == catalogue.fill(catalogue.faq_entry("form").answer, lang, datetime.now(UTC))
        assert [(link["href"], link["kind"]) for link in said["links"]] == [(f"{place}?lang={lang}", "form")]
        assert (await http.get(said["links"][0]["href"])).status_code == 200
        await citizen.chooses("theme:ecology")


async def test_other_frequent_questions_come_without_a_link(citizen: Citizen) -> None:
    await citizen.says("combien de temps ça prend ?")
    assert citizen.kinds == ["info", "menu"]
    assert citizen.heard[0]["links"] == []
