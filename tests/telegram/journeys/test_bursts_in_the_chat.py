"""Bursts: one thought in several messages is one answer, and one tap puts a part right."""

import time

import pytest

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product

FIRST = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
SECOND = "Et nous écoutons des podcasts sur la peinture pendant les longs trajets en voiture."
THIRD = "Le soir je regarde aussi des concerts filmés avec des amis qui habitent loin d’ici."
SENTENCE = "Nous avons mesuré la consommation de notre salle pendant un an. "
LONG = (SENTENCE * 150)[:9_000].strip()


def test_the_parts_of_a_burst_are_one_answer_in_order(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    ada.after(*[update for text in (FIRST, SECOND, THIRD) for update in ada.person.writes(text)])
    assert ada.answers == {"ecology.uses": [FIRST, SECOND, THIRD]}
    assert ada.person.sees[-1].text.count(catalogue.question("ecology.knowledge").question["fr"]) <= 1


def test_the_probe_waits_until_one_has_stopped(ada: Phone, catalogue: Catalogue) -> None:
    probe = catalogue.question("ecology.uses").probe["fr"]
    ada.after(*ada.person.writes("Des concerts filmés"), *ada.person.writes("et des podcasts"))
    assert probe not in ada.words
    ada.person.waits_for(lambda seen: probe in seen[-1].text)
    assert ada.answers == {"ecology.uses": ["Des concerts filmés", "et des podcasts"]}
    assert sum(probe in each.text for each in ada.person.sees) == 1


@pytest.mark.parametrize("client", ["android", "desktop"])
def test_a_text_that_the_client_cuts_is_one_answer(either: Product, client: str) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    parts = ada.person.writes(LONG, client=client)
    ada.after(*parts)
    assert len(parts) == 3
    assert ada.answers == {"ecology.uses": [each["message"]["text"] for each in parts]}
    assert " ".join(map(str, ada.answers["ecology.uses"])) == LONG


def test_a_part_moves_to_the_next_question_by_one_tap(ada: Phone) -> None:
    ada.after(*ada.person.writes(FIRST), *ada.person.writes(SECOND))
    move = next(each for each in reversed(ada.person.buttons) if "|move:" in (each.data or ""))
    ada.after(ada.person.taps(move.message_id, move.data or ""))
    assert ada.answers == {"ecology.uses": [FIRST], "ecology.knowledge": [SECOND]}


def test_a_part_moves_back_to_the_question_before_by_one_tap(ada: Phone, catalogue: Catalogue) -> None:
    ada.writes(FIRST)
    assert ada.said == [FIRST]
    ada.after(*ada.person.writes(SECOND, later=20))
    assert ada.answers == {"ecology.uses": [FIRST], "ecology.knowledge": [SECOND]}
    move = next(each for each in reversed(ada.person.buttons) if "|move:" in (each.data or ""))
    ada.after(ada.person.taps(move.message_id, move.data or ""))
    assert ada.answers == {"ecology.uses": [FIRST, SECOND]}
    assert catalogue.question("ecology.knowledge").question["fr"] in ada.heard[-1].text


def test_a_part_that_was_edited_moves_as_it_is_now(ada: Phone) -> None:
    ada.after(*ada.person.writes(FIRST), *ada.person.writes(SECOND))
    move = next(each for each in reversed(ada.person.buttons) if "|move:" in (each.data or ""))
    ada.edits(-1, THIRD)
    ada.after(ada.person.taps(move.message_id, move.data or ""))
    assert ada.answers == {"ecology.uses": [FIRST], "ecology.knowledge": [THIRD]}


def test_somebody_who_reads_and_answers_quickly_answers_the_next_question(ada: Phone) -> None:
    ada.after(*ada.person.writes(FIRST))
    time.sleep(4)
    ada.after(*ada.person.writes(SECOND))
    assert ada.answers == {"ecology.uses": [FIRST], "ecology.knowledge": [SECOND]}


def test_who_writes_as_soon_as_they_have_begun_writes_in_bursts_too(ada: Phone) -> None:
    """Telegram's dates are whole seconds: the first text may seem to be older than the conversation."""
    ada.stack.change("UPDATE conversations SET created_at = ? WHERE id = ?", "2099-01-01 00:00:00", ada.conversation)
    asked = ada.after(*ada.person.writes(FIRST))[-1]
    ada.after(*ada.person.writes(SECOND, later=asked.date - int(time.time())))
    assert ada.answers == {"ecology.uses": [FIRST, SECOND]}
