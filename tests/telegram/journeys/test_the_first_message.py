"""What somebody meets first: the notice, a deep link, the commands."""

import pytest

from bot.catalogue import Catalogue
from bot.channels.telegram.commands import CHOICES
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

LANGS = ["fr", "en"]
# What each command brings where the second question is asked, besides the question.
BRINGS = {
    "start": [], "themes": ["menu"], "recap": ["recap"], "skip": [], "back": ["info"], "why": ["info"],
    "pause": ["info"], "lang": ["info"], "receipt": ["receipt"], "copy": ["info"], "withdraw": ["confirm"],
    "help": ["info"],
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_first_comes_the_notice_and_that_telegram_is_not_the_ministrys(
    either: Product, catalogue: Catalogue, lang: str
) -> None:
    citizen = either.citizen(lang)
    first, *_, last = citizen.after(citizen.person.starts())
    assert "Telegram" in first.text
    shown = f"{first.text} {[each.url for each in first.buttons]}"
    assert either.stack.environment().get("CONSULTATION_PUBLIC_URL", either.stack.url) in shown
    assert {f"theme:{each.id}" for each in catalogue.themes} <= {
        (each.data or "").partition("|")[2] for each in last.buttons
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_deep_link_begins_at_its_theme(either: Product, catalogue: Catalogue, lang: str) -> None:
    citizen = either.citizen(lang)
    citizen.after(citizen.person.starts("ecology"))
    assert catalogue.question("ecology.uses").question[lang] in citizen.heard[-1].text
    citizen.after(citizen.person.starts("archiving"))
    assert catalogue.theme("archiving").questions[0].question[lang] in citizen.heard[-1].text


def test_a_link_to_nothing_begins_all_the_same(polling: Product) -> None:
    citizen = polling.citizen()
    citizen.after(citizen.person.starts("no-such-theme"))
    assert citizen.kinds[-1] == "menu"


def test_somebody_whose_language_is_not_spoken_gets_the_default_one(polling: Product, catalogue: Catalogue) -> None:
    for lang in ("pt-br", None):
        citizen = polling.citizen(lang)
        citizen.after(citizen.person.starts("ecology"))
        assert catalogue.question("ecology.uses").question["fr"] in citizen.heard[-1].text


@pytest.mark.parametrize("lang", LANGS)
def test_telegram_knows_the_commands_in_each_language(either: Product, catalogue: Catalogue, lang: str) -> None:
    say = catalogue.phrasebooks[lang].say
    told = {each["command"]: each["description"] for each in either.api.commands[lang]}
    assert told == {each: say(f"telegram.commands.{each}") for each in CHOICES}
    assert either.api.descriptions[lang] == say("telegram.description")
    assert either.api.commands[""] == either.api.commands["fr"]


@pytest.fixture(scope="module")
def starters(products: dict[str, Product]) -> dict[str, Phone]:
    """Somebody of each language who has answered the first question."""
    found = {lang: products["polling"].citizen(lang) for lang in LANGS}
    for each in found.values():
        each.after(each.person.starts("ecology"))
        each.writes("Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi.")
        each.after(each.person.starts("ecology"))
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", CHOICES)
def test_each_command_does_what_it_says(starters: dict[str, Phone], command: str, lang: str) -> None:
    citizen = starters[lang]
    citizen.writes("/start ecology")
    citizen.writes(f"/{command}")
    assert citizen.kinds[: len(BRINGS[command])] == BRINGS[command]
    assert citizen.kinds[-1] in ("question", "menu", "confirm", "probe")
    if command == "lang":
        citizen.writes("/lang")
    if command == "withdraw":
        citizen.taps("no")


def test_a_command_there_is_not_brings_help_and_no_answer(ada: Phone) -> None:
    ada.writes("/dance")
    assert ada.kinds == ["info", "question"]
    assert ada.answers == {}


def test_words_behind_a_command_there_is_not_are_an_answer(ada: Phone) -> None:
    words = "/tous les soirs je regarde un concert filmé avec ma famille, chez nous"
    ada.writes(words)
    assert ada.answers == {"ecology.uses": [words]}
