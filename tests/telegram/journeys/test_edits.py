"""An edited message amends its own part of an answer: a revision, told once, never a new turn."""

import os
import signal

from bot.catalogue import Catalogue
from tests.telegram.journeys.phone import Phone
from tests.telegram.journeys.product import Product
from tests.telegram.journeys.test_taps import erase

FIRST = "Je visite des musées en ligne avec mes deux enfants, surtout le dimanche après-midi."
SECOND = "Et nous écoutons des podcasts sur la peinture pendant les longs trajets en voiture."
AMENDED = "Je visite des musées en ligne avec mes trois enfants, surtout le samedi matin."
REQUEST = "À quoi sert cette question ? Pourquoi la posez-vous ?"
AGAIN = "Je visite des musées en ligne avec mes quatre enfants, surtout le samedi matin."


def says(phone: Phone, catalogue: Catalogue, key: str) -> bool:
    return [each.text for each in phone.heard] == [catalogue.phrasebooks["fr"].say(key)]


def turns(phone: Phone) -> int:
    """How many of the person's messages had a turn."""
    [(count,)] = phone.stack.rows(
        "SELECT count(*) FROM messages WHERE conversation_id = ? AND sender = 'citizen' AND edit_of IS NULL",
        phone.conversation,
    )
    return int(str(count))


def test_an_edit_amends_its_own_part_and_is_told_once(either: Product, catalogue: Catalogue) -> None:
    ada = either.citizen()
    ada.after(ada.person.starts("ecology"))
    ada.after(*ada.person.writes(FIRST), *ada.person.writes(SECOND))
    before = turns(ada)
    ada.edits(1, AMENDED)
    assert says(ada, catalogue, "bot.edited")
    assert ada.answers == {"ecology.uses": [AMENDED, SECOND]}
    ada.edits(1, AGAIN)
    assert ada.heard == []
    assert ada.answers == {"ecology.uses": [AGAIN, SECOND]}
    ada.edits(2, "Et des podcasts, parfois.")
    assert ada.answers == {"ecology.uses": [AGAIN, "Et des podcasts, parfois."]}
    assert turns(ada) == before
    assert ada.stack.rows("SELECT revision >= 4, state FROM answers WHERE conversation_id = ?", ada.conversation) in (
        [(1, "given")],
        [(True, "given")],
    )


def test_an_edit_that_changes_no_word_is_nothing(ada: Phone) -> None:
    ada.writes(FIRST)
    ada.edits(1, FIRST)
    assert ada.heard == []


def test_an_edit_before_its_turn_has_run_is_what_was_written(polling: Product, ada: Phone) -> None:
    engine = polling.stack.process_of("engine")
    os.kill(engine, signal.SIGSTOP)
    try:
        [written] = ada.person.writes(FIRST, later=20)
        edited = ada.person.edits(written["message"]["message_id"], AMENDED)
        polling.api.waits_for(lambda api: not any(each.update == edited for each in api.updates.waiting), 20)
    finally:
        os.kill(engine, signal.SIGCONT)
    ada.after(written, edited)
    assert ada.answers == {"ecology.uses": [AMENDED]}


def test_an_edit_while_its_turn_runs_is_never_lost_from_sight(
    polling: Product, ada: Phone, catalogue: Catalogue
) -> None:
    """The engine may have read the first text as a request: what it has become is told to be sent again."""
    engine = polling.stack.process_of("engine")
    os.kill(engine, signal.SIGSTOP)
    try:
        [written] = ada.person.writes(REQUEST, later=20)
        polling.api.waits_for(lambda api: not any(each.update == written for each in api.updates.waiting), 20)
        edited = ada.person.edits(written["message"]["message_id"], AMENDED)
        polling.api.waits_for(lambda api: not any(each.update == edited for each in api.updates.waiting), 20)
    finally:
        os.kill(engine, signal.SIGCONT)
    ada.after(written, edited)
    filed = ada.answers == {"ecology.uses": [AMENDED]}
    assert filed != (catalogue.phrasebooks["fr"].say("bot.edit_not_counted") in ada.words)
    assert REQUEST in ada.said


def test_an_edit_of_what_was_no_answer_says_so(ada: Phone, catalogue: Catalogue) -> None:
    ada.writes("/why")
    assert ada.edits(1, FIRST) == []  # a command: it was done
    ada.writes("Pourquoi cette question ?")
    ada.edits(2, FIRST)
    assert says(ada, catalogue, "bot.edit_not_counted")
    assert ada.answers == {}


def test_an_answer_edited_into_a_command_stays_words(ada: Phone) -> None:
    ada.writes(FIRST)
    ada.edits(1, "/withdraw")
    assert ada.answers == {"ecology.uses": ["/withdraw"]}


def test_an_edit_after_erasure_brings_nothing_back(polling: Product, ada: Phone) -> None:
    ada.writes(FIRST)
    erase(polling, ada)
    ada.edits(1, "Ce que j’aurais voulu dire avant de tout effacer.")
    assert not polling.stack.rows("SELECT 1 FROM chats WHERE digest = ?", ada.digest)
    assert not polling.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", "%avant de tout effacer%")


def test_contact_details_edited_out_are_gone_from_the_database(ada: Phone) -> None:
    ada.writes(f"{FIRST} Écrivez-moi : ada.lovelace@example.org")
    ada.edits(1, FIRST)
    assert ada.answers == {"ecology.uses": [FIRST]}
    assert not ada.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", "%ada.lovelace@%")


def test_contact_details_edited_in_are_told_of(ada: Phone) -> None:
    ada.writes(FIRST)
    ada.edits(1, f"{FIRST} Écrivez-moi : ada.lovelace@example.org")
    [redact] = [each for each in ada.heard[-1].buttons if "redact:" in (each.data or "")]
    ada.after(ada.person.taps(redact.message_id, redact.data or ""))
    assert not ada.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", "%ada.lovelace@%")


def test_a_receipt_code_edited_in_is_masked(ada: Phone) -> None:
    ada.writes(FIRST)
    ada.writes("/receipt")
    code = ada.code
    ada.edits(1, f"{FIRST} {code}")
    assert not ada.stack.rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{code}%")
