"""Probes: after a thin answer, in its author's own words, never more than was promised."""

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen

THIN = "Des concerts filmés"
FULL = "Je regarde des concerts filmés avec mes enfants le samedi soir."


async def probed(citizen: Citizen) -> dict[str, object]:
    """A thin answer to the first question, and the probe that follows it."""
    await citizen.chooses("theme:ecology")
    await citizen.says(THIN)
    assert citizen.prompt["kind"] == "probe"
    return citizen.prompt


async def test_a_thin_answer_is_probed_in_its_author_s_words(citizen: Citizen, catalogue: Catalogue) -> None:
    probe = await probed(citizen)
    assert citizen.kinds == ["ack", "receipt", "probe"]
    assert probe["asked"] == "ecology.uses"
    assert catalogue.question("ecology.uses").probe["fr"] in str(probe["text"])
    assert f"« {THIN} »" in str(probe["text"])
    citizen.is_offered("skip")


async def test_the_detail_belongs_to_the_same_revision(citizen: Citizen) -> None:
    await probed(citizen)
    assert (await citizen.answers())["ecology.uses"]["detail"] is None
    await citizen.says("Surtout le samedi")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["revision"]) == (THIN, "Surtout le samedi", 1)


@pytest.mark.parametrize("refusal", ["non", "je ne sais pas", "jamais"])
async def test_a_few_words_to_a_probe_are_its_answer_and_no_second_probe(citizen: Citizen, refusal: str) -> None:
    await probed(citizen)
    await citizen.says(refusal)
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["kind"] == "question"
    assert (await citizen.answers())["ecology.uses"]["detail"] == refusal


async def test_a_probe_declined_leaves_the_answer_as_it_is(citizen: Citizen) -> None:
    await probed(citizen)
    await citizen.chooses("skip")
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["state"], answer["revision"]) == (THIN, None, "given", 1)


async def test_two_probes_a_theme_then_no_more(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for text in (THIN, "Les chiffres de l’Arcep", "Le prix des ordinateurs", "Une armoire"):
        await citizen.says(text)
        if citizen.prompt["kind"] == "probe":
            await citizen.chooses("skip")
    rows = await citizen.messages()
    assert [each["asked"] for each in rows if each["kind"] == "probe"] == ["ecology.uses", "ecology.knowledge"]
    citizen.is_asked("ecology.tradeoffs")


async def test_each_theme_has_its_own_probes(citizen: Citizen) -> None:
    for theme in ("ecology", "metaverse"):
        await citizen.chooses(f"theme:{theme}")
        for text in (THIN, "Les chiffres de l’Arcep"):
            await citizen.says(text)
            assert citizen.prompt["kind"] == "probe"
            await citizen.chooses("skip")


async def test_a_question_is_probed_once_even_when_answered_again(citizen: Citizen) -> None:
    await probed(citizen)
    await citizen.chooses("back")
    citizen.is_asked("ecology.uses")
    await citizen.says("Des films muets")
    citizen.is_asked("ecology.knowledge")
    assert [each["kind"] for each in await citizen.messages()].count("probe") == 1


@pytest.mark.parametrize("text", ["Jamais.", "Je ne sais pas", "Pas d’avis là-dessus", "aucune idée", "No opinion"])
async def test_a_complete_answer_gets_no_probe(citizen: Citizen, text: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(text)
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["text"] == text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "je n'en sais rien"),
        ("fr", "Je n’en sais rien du tout…"),
        ("fr", "aucune idée"),
        ("fr", "j'en sais trop rien"),
        ("en", "no idea"),
        ("en", "I have no idea"),
        ("en", "who knows"),
    ],
)
async def test_not_knowing_is_an_answer_and_no_probe_follows(http: httpx.AsyncClient, lang: str, text: str) -> None:
    citizen = await Citizen.arrives(http, lang=lang, theme="ecology")
    await citizen.says(text)
    assert citizen.prompt["kind"] == "question"
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["state"]) == (text, "given")


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "j'en sais rien, mais Netflix"), ("en", "I don't know, but podcasts")]
)
async def test_what_goes_on_after_not_knowing_is_probed_like_any_other(
    http: httpx.AsyncClient, lang: str, text: str
) -> None:
    citizen = await Citizen.arrives(http, lang=lang, theme="ecology")
    await citizen.says(text)
    citizen.is_probed("ecology.uses")
    assert (await citizen.answers())["ecology.uses"]["text"] == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Une radio locale, jean@exemple.fr", "jean@exemple.fr"),
        ("Une radio locale, 0612345678", "0612345678"),
        ("Une radio locale, ••••••", "••••••"),
        ("Quelle connerie ces écrans", "connerie"),
    ],
)
async def test_contact_details_insults_and_masked_codes_are_kept_and_not_said_back(
    citizen: Citizen, catalogue: Catalogue, text: str, hidden: str
) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(text)
    if citizen.prompt["kind"] == "confirm":
        await citizen.chooses("yes")
    assert citizen.prompt["text"] == catalogue.question("ecology.uses").probe["fr"]
    assert hidden not in str(citizen.heard)
    assert (await citizen.answers())["ecology.uses"]["text"] == text


async def test_correcting_drops_the_detail_and_adding_keeps_it(citizen: Citizen) -> None:
    await probed(citizen)
    await citizen.says("Surtout le samedi")
    await citizen.chooses("add:ecology.uses")
    await citizen.says("Et des pièces de théâtre")
    answer = (await citizen.answers())["ecology.uses"]
    expected = (f"{THIN}\nEt des pièces de théâtre", "Surtout le samedi", 2)
    assert (answer["text"], answer["detail"], answer["revision"]) == expected
    citizen.is_asked("ecology.knowledge")
    await citizen.chooses("correct:ecology.uses")
    await citizen.says(FULL)
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["detail"], answer["revision"]) == (FULL, None, 3)
    citizen.is_asked("ecology.knowledge")


async def test_erasing_the_answer_erases_its_detail(citizen: Citizen) -> None:
    await probed(citizen)
    await citizen.says("Surtout le samedi, hurluberlu")
    await citizen.chooses("recap")
    assert "hurluberlu" in citizen.heard[0]["text"]
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["state"], answer["text"], answer["detail"]) == ("withdrawn", None, None)
    rows = str(await citizen.messages())
    assert "hurluberlu" not in rows
    assert THIN not in rows, "the probe quoted it"


async def test_an_answer_erased_at_its_probe_takes_the_probe_along(citizen: Citizen) -> None:
    await probed(citizen)
    await citizen.chooses("erase:ecology.uses")
    await citizen.chooses("yes")
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["kind"] == "question"
    assert THIN not in str(await citizen.messages())


async def test_a_further_part_that_says_enough_ends_the_probe(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says(THIN, to=seen)
    assert citizen.prompt["kind"] == "probe"
    await citizen.says("et des expositions en ligne chaque mois", to=seen)
    citizen.is_asked("ecology.knowledge")
    answer = (await citizen.answers())["ecology.uses"]
    assert answer["text"] == f"{THIN}\net des expositions en ligne chaque mois"
    assert answer["detail"] is None


async def test_a_further_part_that_is_still_short_leaves_the_probe_open(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    seen = citizen.prompt["seq"]
    await citizen.says(THIN, to=seen)
    await citizen.says("des podcasts", to=seen)
    assert citizen.prompt["kind"] == "probe"
    assert (await citizen.answers())["ecology.uses"]["text"] == f"{THIN}\ndes podcasts"
    await citizen.says("Surtout le samedi")
    citizen.is_asked("ecology.knowledge")
    assert (await citizen.answers())["ecology.uses"]["detail"] == "Surtout le samedi"
