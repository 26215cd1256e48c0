"""A receipt code typed where there are answers already: both sides are kept, the later counts, and it is said."""

import httpx
import pytest

from tests.citizen import Citizen
from tests.conversations.two_places import USES, begun_elsewhere, code_of, told
from tests.stack import Stack

OTHER_USES = "Je visite surtout des expositions en ligne depuis mon salon."
KNOWLEDGE = "J’ai lu un rapport de l’Arcep sur la consommation des écrans."
REMARKS = (
    "Les élèves des lycées agricoles sont toujours oubliés dans ces projets-là.",
    "Les habitants des petites communes rurales n’ont aucune salle à moins d’une heure.",
)


@pytest.fixture
async def earlier(http: httpx.AsyncClient) -> Citizen:
    return await begun_elsewhere(http)


async def test_where_there_are_answers_the_later_one_counts_and_both_are_kept(
    earlier: Citizen, citizen: Citizen, stack: Stack
) -> None:
    await earlier.says(KNOWLEDGE)
    await citizen.chooses("theme:ecology")
    await citizen.says(OTHER_USES)
    await citizen.says(await code_of(earlier))
    assert "2 réponses" in told(citizen)
    assert "1 question" in told(citizen)
    citizen.is_asked("ecology.decision")
    given = await citizen.answers()
    assert (given["ecology.uses"]["text"], given["ecology.uses"]["revision"]) == (OTHER_USES, 2)
    assert given["ecology.knowledge"]["text"] == KNOWLEDGE
    revisions = stack.rows(
        "SELECT m.text, p.since, p.until FROM answers a JOIN answer_parts p ON p.answer_id = a.id JOIN messages m"
        " ON m.conversation_id = p.conversation_id AND m.seq = p.seq"
        " WHERE a.conversation_id = ? AND a.question = 'ecology.uses' ORDER BY p.since",
        citizen.id,
    )
    assert revisions == [(USES, 1, 2), (OTHER_USES, 2, None)]


async def test_the_later_answer_counts_whichever_side_it_is_on(earlier: Citizen, citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(OTHER_USES)
    await earlier.chooses("correct:ecology.uses")
    await earlier.says(KNOWLEDGE)
    await citizen.says(await code_of(earlier))
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["revision"], answer["state"]) == (KNOWLEDGE, 3, "given")


async def test_an_answer_wins_over_a_skip_and_loses_no_detail(citizen: Citizen, http: httpx.AsyncClient) -> None:
    begun = await Citizen.arrives(http, lang="fr", theme="ecology")
    await begun.says("Des concerts filmés")
    await begun.says("Surtout le samedi")
    await citizen.chooses("theme:ecology")
    await citizen.chooses("skip")
    await citizen.says(await code_of(begun))
    assert "de chaque côté" not in told(citizen)
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["state"]) == ("Des concerts filmés", "Surtout le samedi", "given")


async def test_remarks_of_both_are_kept(earlier: Citizen, citizen: Citizen) -> None:
    for author, remark in zip((earlier, citizen), REMARKS, strict=True):
        await author.chooses("themes")
        await author.says(remark)
    await citizen.says(await code_of(earlier))
    texts = [each["text"] for question, each in (await citizen.answers()).items() if "remark" in question]
    assert sorted("\n".join(texts).split("\n")) == sorted(REMARKS)


async def test_probes_asked_before_count_afterwards(citizen: Citizen, http: httpx.AsyncClient) -> None:
    begun = await Citizen.arrives(http, lang="fr", theme="ecology")
    for text in ("Des concerts filmés", "Les chiffres de l’Arcep"):
        await begun.says(text)
        assert begun.prompt["kind"] == "probe"
        await begun.chooses("skip")
    await citizen.says(await code_of(begun))
    citizen.is_asked("ecology.decision")
    await citizen.says("Le prix des ordinateurs")
    citizen.is_asked("ecology.equipment")
