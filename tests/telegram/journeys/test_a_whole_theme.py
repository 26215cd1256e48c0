"""A whole theme in the chat: every word once in the database, then recap, webinars, receipt, profile and menu."""

import pytest

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

WORDS = {
    "fr": (
        "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi.",
        "J’ai lu un rapport de l’Ademe qui mesure le poids de la vidéo en ligne, il y a un an.",
        "Nous avons choisi des projecteurs d’occasion pour notre salle, car ils durent encore dix ans.",
        "Je les garde huit ans en général, puis je les donne à une association de mon quartier.",
        "Il faudrait garder les archives en ligne, et réduire les écrans publicitaires allumés la nuit.",
        "Une aide à la réparation des ordinateurs des petites salles de spectacle serait utile.",
    ),
    "en": (
        "I visit museums online with my two children, mostly on Sunday afternoons in winter.",
        "I read a report from a public agency that measures the weight of online video, last year.",
        "We chose second-hand projectors for our venue, because they will last another ten years.",
        "I keep them for eight years as a rule, then I give them to a charity in my neighbourhood.",
        "Online archives should be kept, and advertising screens that stay on at night reduced.",
        "Support for repairing the computers of small venues would be useful to all of us here.",
    ),
}
THEME = {"fr": "l’écologie", "en": "ecology"}


def goes_through(citizen: Phone, catalogue: Catalogue, lang: str) -> dict[str, list[object]]:
    """Answers each question as it is asked; the answers there should be."""
    answers: dict[str, list[object]] = {}
    for question, words in zip(catalogue.theme("ecology").questions, WORDS[lang], strict=True):
        assert question.question[lang] in citizen.heard[-1].text
        citizen.writes(words)
        answers[question.id] = [words]
    assert citizen.kinds == ["ack", "confirm"]
    return answers


def ends_well(citizen: Phone, lang: str) -> None:
    assert all(words in citizen.words for words in WORDS[lang])
    assert [each.file.kind for each in citizen.heard if each.file] == ["text/calendar"]
    assert citizen.button("receipt")
    assert [kind for kind in citizen.kinds if kind != "info"] == ["ack", "recap", "webinars", "receipt", "profile"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_by_taps(either: Product, catalogue: Catalogue, lang: str) -> None:
    citizen = either.citizen(lang)
    citizen.after(citizen.person.starts())
    citizen.taps("theme:ecology")
    answers = goes_through(citizen, catalogue, lang)
    citizen.taps("no")
    ends_well(citizen, lang)
    citizen.taps("profile:professional")
    citizen.taps("profile:own_name")
    assert citizen.kinds[-1] == "menu"
    assert (citizen.answers, citizen.said) == (answers, list(WORDS[lang]))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_by_words(either: Product, catalogue: Catalogue, lang: str) -> None:
    citizen = either.citizen(lang)
    citizen.after(citizen.person.starts())
    citizen.writes(THEME[lang])
    answers = goes_through(citizen, catalogue, lang)
    citizen.writes({"fr": "non", "en": "no"}[lang])
    ends_well(citizen, lang)
    citizen.writes({"fr": "je suis artiste", "en": "I am an artist"}[lang])
    citizen.writes({"fr": "En mon nom propre", "en": "In my own name"}[lang])
    assert citizen.kinds[-1] == "menu"
    assert citizen.answers == answers


def test_a_receipt_and_a_copy_come_as_they_are_asked_for(ada: Phone) -> None:
    ada.writes(WORDS["fr"][0])
    ada.writes("/receipt")
    assert not ada.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{ada.code}%")
    ada.writes("/copy")
    copies = [each.file for each in ada.heard if each.file]
    assert [each.name for each in copies if each] == ["ma-contribution.html", "ma-contribution.json"]
    assert all(WORDS["fr"][0] in each.content.decode() for each in copies if each)
