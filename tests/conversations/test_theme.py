"""A theme from its introduction to its end, in each language, by the order of things."""

import httpx
import pytest

from bot.catalogue import Catalogue
from tests.citizen import Citizen
from tests.stack import Stack

TEXTS = {
    "fr": "  J’y tiens : le musée nº {n}, « mot pour mot » 🙂\n\tet à la ligne  ",
    "en": "  I care about it: museum no. {n}, “word for word” 🙂\n\tand a new line  ",
}


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_theme_completed_is_stored_word_for_word(
    http: httpx.AsyncClient, stack: Stack, catalogue: Catalogue, lang: str
) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    assert citizen.kinds == ["notice", "menu"]
    (link,) = citizen.heard[0]["links"]
    assert (link["href"], link["kind"]) == (f"/privacy?lang={lang}", "privacy")
    assert link["label"] in citizen.heard[0]["text"]  # which names the page, and writes no address
    assert link["href"].partition("?")[0] not in citizen.heard[0]["text"]

    theme = catalogue.theme("ecology")
    await citizen.chooses("theme:ecology")
    assert citizen.kinds == ["info", "webinars", "question"]
    assert theme.introduction[lang] in citizen.heard[0]["text"]
    assert theme.motivation[lang] in citizen.heard[0]["text"]

    for number, question in enumerate(theme.questions, start=1):
        citizen.is_asked(question.id)
        assert citizen.prompt["text"] == question.question[lang]
        assert citizen.prompt["progress"] == {
            "theme": "ecology",
            "position": number,
            "answered": number - 1,
            "total": 6,
        }
        await citizen.says(TEXTS[lang].format(n=number))
        expected = ["ack", "receipt"] if number == 1 else ["ack"]
        assert citizen.kinds == [*expected, "question" if number < 6 else "confirm"]

    await citizen.chooses("no")
    assert citizen.kinds == ["ack", "recap", "webinars", "receipt", "profile"]
    await citizen.chooses("profile:citizen")
    assert citizen.kinds == ["ack", "profile"]
    await citizen.chooses("profile:own_name")
    assert citizen.kinds == ["ack", "menu"]

    answers = await citizen.answers()
    for number, question in enumerate(theme.questions, start=1):
        answer = answers[question.id]
        assert answer["text"] == TEXTS[lang].format(n=number)
        assert (answer["state"], answer["revision"], answer["version"]) == ("given", 1, 1)
    assert stack.rows("SELECT public, capacity FROM conversations WHERE id = ?", citizen.id) == [
        ("citizen", "own_name")
    ]
    stored = stack.rows(
        "SELECT m.text FROM messages m JOIN answer_parts p USING (conversation_id, seq) WHERE m.conversation_id = ?"
        " ORDER BY m.seq",
        citizen.id,
    )
    assert [text for (text,) in stored] == [TEXTS[lang].format(n=number) for number in range(1, 7)]


async def test_the_profile_is_asked_once(citizen: Citizen) -> None:
    for theme in ("ecology", "metaverse"):
        await citizen.chooses(f"theme:{theme}")
        for _ in range(6):
            await citizen.chooses("skip")
        await citizen.chooses("no")
        if theme == "ecology":
            assert citizen.kinds[-1] == "profile"
            await citizen.chooses("skip")
        assert citizen.kinds[-1] == "menu"


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("le truc avec les casques VR", "metaverse"),
        ("plutôt l'écologie", "ecology"),
        ("je voudrais parler de l'intelligence artificielle", "data_ai"),
        ("Langue française et technologies de la langue", "language"),
    ],
)
async def test_a_theme_is_chosen_in_words(citizen: Citizen, catalogue: Catalogue, words: str, theme: str) -> None:
    await citizen.says(words)
    citizen.is_asked(catalogue.theme(theme).questions[0].id)


@pytest.mark.parametrize(
    ("lang", "words", "theme"),
    [
        ("fr", "écologie", "ecology"),
        ("fr", "impact écologique", "ecology"),
        ("fr", "Environnement numérique.", "creation"),
        ("en", "ecology", "ecology"),
        ("en", "ecological impact", "ecology"),
        ("en", "digital environment", "creation"),
    ],
)
async def test_at_the_menu_a_theme_s_own_words_alone_open_it(
    http: httpx.AsyncClient, catalogue: Catalogue, lang: str, words: str, theme: str
) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    await citizen.says(words)
    citizen.is_asked(catalogue.theme(theme).questions[0].id)


@pytest.mark.parametrize(
    ("lang", "words", "topic"),
    [
        ("fr", "impact écologique ?", "ecology_word"),
        ("fr", "c'est quoi l'impact écologique", "ecology_word"),
        ("en", "digital environment?", "creation_word"),
    ],
)
async def test_a_question_about_those_words_is_answered_instead(
    http: httpx.AsyncClient, catalogue: Catalogue, lang: str, words: str, topic: str
) -> None:
    citizen = await Citizen.arrives(http, lang=lang)
    await citizen.says(words)
    assert citizen.told("info") == catalogue.faq_entry(topic).answer[lang]
    assert citizen.prompt["kind"] == "menu"


async def test_a_conversation_can_begin_at_a_theme(http: httpx.AsyncClient, catalogue: Catalogue) -> None:
    citizen = await Citizen.arrives(http, lang="en", theme="archiving")
    assert citizen.kinds == ["notice", "info", "webinars", "question"]
    citizen.is_asked(catalogue.theme("archiving").questions[0].id)


async def test_skipping_leads_on_and_back_leads_back(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("je préfère passer cette question")
    citizen.is_asked("ecology.knowledge")
    await citizen.says("J’ai lu un rapport de l’Arcep.")
    citizen.is_asked("ecology.decision")
    await citizen.chooses("back")
    citizen.is_asked("ecology.knowledge")
    citizen.is_offered("keep")
    await citizen.chooses("back")
    citizen.is_asked("ecology.uses")
    await citizen.says("Des visites virtuelles, et surtout des films.")
    citizen.is_asked("ecology.decision")
    states = {question: answer["state"] for question, answer in (await citizen.answers()).items()}
    assert states == {"ecology.uses": "given", "ecology.knowledge": "given"}


async def test_a_corrected_answer_is_a_revision_and_one_returns_where_one_was(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Je regarde surtout des films en ligne.")
    await citizen.says("J’ai lu un rapport de l’Arcep sur le sujet.")
    citizen.is_asked("ecology.decision")
    await citizen.chooses("correct:ecology.uses")
    citizen.is_asked("ecology.uses")
    await citizen.says("Je regarde surtout des concerts en ligne.")
    citizen.is_asked("ecology.decision")
    await citizen.chooses("add:ecology.uses")
    await citizen.says("Et quelques visites de musées.")
    citizen.is_asked("ecology.decision")
    answer = (await citizen.answers())["ecology.uses"]
    assert (answer["text"], answer["revision"]) == (
        "Je regarde surtout des concerts en ligne.\nEt quelques visites de musées.",
        3,
    )


async def test_another_theme_keeps_the_place_in_the_first(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Des visites virtuelles, et surtout des films.")
    await citizen.chooses("themes")
    assert citizen.kinds == ["menu"]
    await citizen.chooses("theme:metaverse")
    citizen.is_asked("metaverse.meaning")
    await citizen.chooses("theme:ecology")
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["progress"]["answered"] == 1


async def test_the_language_changes_and_nothing_else(citizen: Citizen, catalogue: Catalogue) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Des visites virtuelles, et surtout des films.")
    await citizen.chooses("lang:en")
    citizen.is_asked("ecology.knowledge")
    assert citizen.prompt["text"] == catalogue.question("ecology.knowledge").question["en"]
    assert citizen.prompt["lang"] == "en"


@pytest.mark.parametrize("control", ["why", "help", "repeat", "recap", "webinars", "export", "receipt"])
async def test_after_a_digression_the_question_comes_back_once(citizen: Citizen, control: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.chooses(control)
    citizen.is_asked("ecology.uses")


async def test_another_idea_is_kept_as_the_themes_remark(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    for _ in range(6):
        await citizen.chooses("skip")
    assert citizen.kinds[-1] == "confirm"
    await citizen.says("Il faudrait aussi parler des bornes interactives des musées.")
    assert citizen.kinds[:2] == ["ack", "recap"]
    answers = await citizen.answers()
    assert answers["ecology.remark"]["text"] == "Il faudrait aussi parler des bornes interactives des musées."


async def test_free_text_with_no_question_open_is_kept(citizen: Citizen) -> None:
    await citizen.says("Je trouve que les sites des musées de province mériteraient plus de moyens et de soin.")
    assert citizen.kinds == ["ack", "menu"]
    assert (await citizen.answers())["remark"]["state"] == "given"
